import { describe, expect, it } from 'vitest';
import { approveRating } from '../../../src/actions/rating/approve.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';
import { maja, rate } from './support.ts';

describe('an approval of a rating', () => {
  it('shows the rating that it is about', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'PENDING', { id: 7, status: 'PENDING', score: 540 }, { id: 6, status: 'EXPIRED' });
    const snapshot = await harness.look(approveRating, maja);
    expect(approveRating.preview(snapshot, maja, redactorForOne())).toMatchObject({
      title: 'Approve the credit rating of Maja Horvat (customer 1001)',
      lines: ['Rating to be approved: waiting for a decision, score 540, by CRIF, dated 20 Nov 2026.'],
      changes: [{ label: 'Credit status', before: 'waiting for a decision', after: 'approved' }],
    });
    expect(JSON.stringify(approveRating.preview(snapshot, maja, redactorForMany()))).not.toContain('Horvat');
  });

  it('is one POST whose comment ends in the request, and is proved by the credit status', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'PENDING', { id: 7, status: 'PENDING' });
    const { snapshot } = await harness.carryOut(approveRating, maja);
    expect(harness.writes()).toEqual(['POST /customers/1001/ratings/approve {"comment":"ticket 4711 (7F3KQ2M9XA)"}']);
    expect(await approveRating.verify?.(harness.readers, maja, snapshot, context)).toBe('done');
  });

  it('takes a business account by its id, and reads it as one', async () => {
    const harness = await openActionHarness();
    const [account] = harness.backOffice.world.groups.values();
    if (account === undefined) throw new Error('no account');
    account.creditStatus = 'PENDING';
    const input = { rated: { kind: 'account', id: account.id } } as const;
    await harness.carryOut(approveRating, input);
    expect(harness.reads()).toContain(`GET /groups/${account.id}`);
    expect(harness.writes()).toHaveLength(1);
    expect(harness.writes()[0]).toContain(`POST /customers/${account.id}/ratings/approve`);
  });

  it('of what is approved already is refused; with a rating that waits it is not', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'APPROVED', { id: 7, status: 'APPROVED' });
    await expect(harness.look(approveRating, maja)).rejects.toMatchObject({ code: 'refused' });
    rate(harness.backOffice, 'APPROVED', { id: 8, status: 'PENDING' }, { id: 7, status: 'APPROVED' });
    const { snapshot } = await harness.carryOut(approveRating, maja);
    expect(await approveRating.verify?.(harness.readers, maja, snapshot, context)).toBe('done');
  });

  it('of a deleted customer is refused', async () => {
    const harness = await openActionHarness();
    await expect(harness.look(approveRating, { rated: { kind: 'customer', id: 1014 } })).rejects.toMatchObject({
      code: 'refused',
    });
  });

  it('is tied to the credit status and to the ratings', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'PENDING', { id: 7, status: 'PENDING' });
    const before = approveRating.fingerprint(await harness.look(approveRating, maja));
    rate(harness.backOffice, 'PENDING', { id: 8, status: 'PENDING' }, { id: 7, status: 'EXPIRED' });
    expect(approveRating.fingerprint(await harness.look(approveRating, maja))).not.toEqual(before);
  });

  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('whose answer is lost and that was %s reads back as %s', async (isDone, proof) => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'PENDING', { id: 7, status: 'PENDING' });
    expect(await harness.losing(approveRating, maja, isDone)).toBe(proof);
  });
});
