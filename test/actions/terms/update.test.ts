import { describe, expect, it } from 'vitest';
import { updateTerms } from '../../../src/actions/terms/update.ts';
import { showToMany } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = { termsId: 12, edit: { title: 'New title', url: null } };

describe('a change of the terms', () => {
  it('writes the whole of them, with the difference in it', async () => {
    const desk = await openActionDesk();
    const { title: _, url: __, id: ___, ...rest } = desk.office.world.terms.get(12) ?? { title: '', url: '', id: 0 };
    const { seen } = await desk.carryOut(updateTerms, input);
    const [write = ''] = desk.writes();
    expect(desk.writes()).toHaveLength(1);
    expect(write.startsWith('PUT /terms-and-conditions/12 ')).toBe(true);
    expect(JSON.parse(write.slice(write.indexOf('{')))).toEqual({ ...rest, title: 'New title' });
    expect(await updateTerms.settled?.(desk.readers, input, seen, told)).toBe('done');
  });

  it('shows the difference alone, and who must accept again', async () => {
    const desk = await openActionDesk();
    const preview = updateTerms.preview(await desk.look(updateTerms, input), input, showToMany());
    expect(preview.changes).toEqual([
      { label: 'Title', before: 'Terms of use Vienna', after: 'New title' },
      { label: 'Web address', before: 'https://operator.example/terms/VIE/2.0', after: 'none' },
    ]);
    expect(preview.warning).toContain('must accept again');
  });

  it('that puts them out of force warns that the branch needs others', async () => {
    const desk = await openActionDesk();
    const off = { termsId: 12, edit: { active: false } };
    const seen = await desk.look(updateTerms, off);
    expect(updateTerms.preview(seen, off, showToMany()).warning).toContain('no longer in force');
    expect(updateTerms.count?.(off, seen)).toBe(1);
  });

  it('ties a yes to every field that goes out', async () => {
    const desk = await openActionDesk();
    const before = updateTerms.fingerprint(await desk.look(updateTerms, input));
    const terms = desk.office.world.terms.get(12);
    if (terms === undefined) throw new Error('no terms');
    for (const other of [
      { version: '2.1' },
      { title: 'T' },
      { url: 'https://x.example' },
      { validFrom: '2020-01-01' },
      { active: false },
    ]) {
      desk.office.world.terms.set(12, { ...terms, ...other });
      expect(updateTerms.fingerprint(await desk.look(updateTerms, input))).not.toEqual(before);
    }
  });

  it('that changes nothing is refused, and so is one of terms that are not there', async () => {
    const desk = await openActionDesk();
    await expect(desk.look(updateTerms, { termsId: 12, edit: { version: '2.0' } })).rejects.toMatchObject({ code: 'refused' });
    await expect(desk.look(updateTerms, { termsId: 999, edit: { version: '2.0' } })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('for which the back office gave no title asks for one, since all of it is written', async () => {
    const desk = await openActionDesk();
    const terms = desk.office.world.terms.get(12);
    if (terms === undefined) throw new Error('no terms');
    const { title: _, ...untitled } = terms;
    desk.office.world.terms.set(12, untitled as typeof terms); // safe: a back office that leaves a field out is what is tried here
    const version = { termsId: 12, edit: { version: '2.1' } };
    await expect(desk.look(updateTerms, version)).rejects.toMatchObject({ say: expect.stringContaining('gave no title') });
    await expect(desk.look(updateTerms, { termsId: 12, edit: { ...version.edit, title: 'T' } })).resolves.toBeDefined();
  });

  it('whose answer was lost is read back', async () => {
    const desk = await openActionDesk();
    expect(await desk.losing(updateTerms, input, 'undone')).toBe('not-done');
    expect(await desk.losing(updateTerms, input, 'done')).toBe('done');
  });
});
