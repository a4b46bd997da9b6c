import { describe, expect, it } from 'vitest';
import { rejectRating } from '../../../src/actions/rating/reject.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';
import { maja, rate } from './support.ts';

describe('a rejection of a rating', () => {
  it('is one POST whose comment ends in the request, and is proved by the credit status', async () => {
    const desk = await openActionDesk();
    rate(desk.office, 'PENDING', { id: 7, status: 'PENDING' });
    const { seen } = await desk.carryOut(rejectRating, maja);
    expect(desk.writes()).toEqual(['POST /customers/1001/ratings/reject {"comment":"ticket 4711 (7F3KQ2M9XA)"}']);
    expect(await rejectRating.settled?.(desk.readers, maja, seen, told)).toBe('done');
  });

  it('of credit that was approved warns, and names the rating that counts', async () => {
    const desk = await openActionDesk();
    rate(desk.office, 'APPROVED', { id: 7, status: 'APPROVED', score: 540 });
    const preview = rejectRating.preview(await desk.look(rejectRating, maja), maja, showToOne());
    expect(preview.warning).toContain('approved now');
    expect(preview.lines?.[0]).toContain('Rating to be rejected: approved, score 540');
  });

  it('of what is rejected already is refused', async () => {
    const desk = await openActionDesk();
    rate(desk.office, 'REJECTED', { id: 7, status: 'REJECTED' });
    await expect(desk.look(rejectRating, maja)).rejects.toMatchObject({ code: 'refused' });
  });

  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('whose answer is lost and that was %s reads back as %s', async (isDone, proof) => {
    const desk = await openActionDesk();
    rate(desk.office, 'PENDING', { id: 7, status: 'PENDING' });
    expect(await desk.losing(rejectRating, maja, isDone)).toBe(proof);
  });
});
