import { expect, it } from 'vitest';
import { deleteTerms } from '../../../src/actions/terms/delete.ts';
import { showToMany } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = { termsId: 12 };

it('deleting terms is one call, proved by their being gone', async () => {
  const desk = await openActionDesk();
  const seen = await desk.look(deleteTerms, input);
  expect(await deleteTerms.settled?.(desk.readers, input, seen, told)).toBe('not-done');
  await desk.write(deleteTerms, input, seen);
  expect(desk.writes()).toEqual(['DELETE /terms-and-conditions/12']);
  expect(await deleteTerms.settled?.(desk.readers, input, seen, told)).toBe('done');
});

it('what is in force is deleted with a warning', async () => {
  const desk = await openActionDesk();
  const warning = async (termsId: number) =>
    deleteTerms.preview(await desk.look(deleteTerms, { termsId }), { termsId }, showToMany()).warning;
  expect(await warning(12)).toContain('They are in force');
  expect(await warning(11)).not.toContain('They are in force');
});

it('a back office that cannot be read proves nothing', async () => {
  const desk = await openActionDesk();
  const seen = await desk.look(deleteTerms, input);
  desk.office.setFaults([{ upstream: 'operations', kind: 'fail', on: 'reads', times: 1 }]);
  await expect(deleteTerms.settled?.(desk.readers, input, seen, told)).rejects.toMatchObject({ code: 'upstream_down' });
});
