import { describe, expect, it } from 'vitest';
import { createTerms } from '../../../src/actions/terms/create.ts';
import { showToMany } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = {
  branchId: 1,
  terms: { version: '3.0', title: 'Terms of use', url: 'https://operator.example/3', validFrom: '2027-01-01', active: true },
};

describe('a new version of the terms', () => {
  it('goes out as one call, and is proved by the id that came back', async () => {
    const desk = await openActionDesk();
    const { seen, result } = await desk.carryOut(createTerms, input);
    expect(desk.writes()).toEqual([`POST /terms-and-conditions ${JSON.stringify({ branchId: 1, ...input.terms })}`]);
    expect(await createTerms.settled?.(desk.readers, input, seen, told, result)).toBe('done');
    desk.office.world.terms.delete(result.id);
    await expect(createTerms.settled?.(desk.readers, input, seen, told, result)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says how many customers must accept again, and is held against the policy with that many', async () => {
    const desk = await openActionDesk();
    const accepted = (await desk.readers.operations.customers.search({ query: { branchId: 1, size: 1 } })).totalElements ?? 0;
    expect(accepted).toBeGreaterThan(20);
    const seen = await desk.look(createTerms, input);
    const { warning } = createTerms.preview(seen, input, showToMany());
    expect(warning).toContain(`${accepted} customers have accepted terms of Vienna`);
    expect(warning).toContain('must accept again from 2027-01-01 on');
    expect(createTerms.count?.(input, seen)).toBe(accepted);
  });

  it('that is no more than a draft touches nobody', async () => {
    const desk = await openActionDesk();
    const draft = { ...input, terms: { ...input.terms, active: false } };
    const seen = await desk.look(createTerms, draft);
    expect(createTerms.preview(seen, draft, showToMany())).not.toHaveProperty('warning');
    expect(createTerms.count?.(draft, seen)).toBe(1);
  });

  it('that nobody can count is held against the stricter rule', async () => {
    const desk = await openActionDesk();
    const seen = { ...(await desk.look(createTerms, input)), accepted: undefined };
    expect(createTerms.count?.(input, seen)).toBeGreaterThan(100_000);
    expect(createTerms.preview(seen, input, showToMany()).warning).toContain('Everybody who has accepted terms of Vienna');
  });

  it('that the branch has already is refused', async () => {
    const desk = await openActionDesk();
    const again = { ...input, terms: { ...input.terms, version: '2.0' } };
    await expect(desk.look(createTerms, again)).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('Vienna has a version 2.0'),
    });
  });

  it('whose answer was lost is looked for by its version', async () => {
    const desk = await openActionDesk();
    expect(await desk.losing(createTerms, input, 'undone')).toBe('not-done');
    expect(await desk.losing(createTerms, input, 'done')).toBe('done');
  });

  it('ties a yes to what is in force until then', async () => {
    const desk = await openActionDesk();
    const before = createTerms.fingerprint(await desk.look(createTerms, input));
    expect(before).toEqual({ Branch: 'Vienna', 'In force now': ['2.0'] });
    const old = desk.office.world.terms.get(11);
    if (old === undefined) throw new Error('no terms');
    desk.office.world.terms.set(11, { ...old, active: true });
    expect(createTerms.fingerprint(await desk.look(createTerms, input))).not.toEqual(before);
  });
});
