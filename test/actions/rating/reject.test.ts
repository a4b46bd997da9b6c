import { describe, expect, it } from 'vitest';
import { rejectRating } from '../../../src/actions/rating/reject.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';
import { maja, rate } from './support.ts';

describe('a rejection of a rating', () => {
  it('is one POST whose comment ends in the request, and is proved by the credit status', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'PENDING', { id: 7, status: 'PENDING' });
    const { snapshot } = await harness.carryOut(rejectRating, maja);
    expect(harness.writes()).toEqual(['POST /customers/1001/ratings/reject {"comment":"ticket 4711 (7F3KQ2M9XA)"}']);
    expect(await rejectRating.verify?.(harness.readers, maja, snapshot, context)).toBe('done');
  });

  it('of credit that was approved warns, and names the rating that counts', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'APPROVED', { id: 7, status: 'APPROVED', score: 540 });
    const preview = rejectRating.preview(await harness.look(rejectRating, maja), maja, redactorForOne());
    expect(preview.warning).toContain('approved now');
    expect(preview.lines?.[0]).toContain('Rating to be rejected: approved, score 540');
  });

  it('of what is rejected already is refused', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'REJECTED', { id: 7, status: 'REJECTED' });
    await expect(harness.look(rejectRating, maja)).rejects.toMatchObject({ code: 'refused' });
  });

  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('whose answer is lost and that was %s reads back as %s', async (isDone, proof) => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'PENDING', { id: 7, status: 'PENDING' });
    expect(await harness.losing(rejectRating, maja, isDone)).toBe(proof);
  });
});
