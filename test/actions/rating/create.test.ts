import { describe, expect, it } from 'vitest';
import { createRating } from '../../../src/actions/rating/create.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';
import { maja, rate } from './support.ts';

const input = { ...maja, status: 'APPROVED', score: 512, validUntil: '2027-11-21' } as const;

describe('a rating made by hand', () => {
  it('sends what was filled in, and is proved by being listed under its id', async () => {
    const desk = await openActionDesk();
    rate(desk.office, 'NONE');
    const { seen, result } = await desk.carryOut(createRating, input);
    expect(desk.writes()).toEqual([
      'POST /customers/1001/ratings {"status":"APPROVED","score":512,"comment":"ticket 4711 (7F3KQ2M9XA)","validUntil":"2027-11-21"}',
    ]);
    expect(await createRating.settled?.(desk.readers, input, seen, told, result)).toBe('done');
    expect(await createRating.settled?.(desk.readers, input, seen, told, { id: 1 })).toBe('not-done');
  });

  it('without score and end sends neither', async () => {
    const desk = await openActionDesk();
    await desk.carryOut(createRating, { ...maja, status: 'PENDING' });
    expect(desk.writes()).toEqual(['POST /customers/1001/ratings {"status":"PENDING","comment":"ticket 4711 (7F3KQ2M9XA)"}']);
  });

  it('says what counts now, and that a yes lets them rent on credit', async () => {
    const desk = await openActionDesk();
    rate(desk.office, 'APPROVED', { id: 7, status: 'APPROVED', score: 400 });
    const preview = createRating.preview(await desk.look(createRating, input), input, showToOne());
    expect(preview.lines?.[1]).toContain('Active rating: approved, score 400');
    expect(preview.warning).toContain('on credit');
  });

  it('that is over when it is made is refused; one that ends today is not', async () => {
    const desk = await openActionDesk();
    await expect(desk.look(createRating, { ...input, validUntil: '2026-11-20' })).rejects.toMatchObject({ code: 'refused' });
    await expect(desk.look(createRating, { ...input, validUntil: '2026-11-21' })).resolves.toBeDefined();
  });

  it('cannot be made as run out', () => {
    expect(createRating.input.safeParse({ ...input, status: 'EXPIRED' }).success).toBe(false);
  });
});

describe('when the answer is lost', () => {
  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('and it was %s, the reference in the comment says so: %s', async (isDone, proof) => {
    const desk = await openActionDesk();
    rate(desk.office, 'NONE');
    expect(await desk.losing(createRating, input, isDone)).toBe(proof);
  });

  it('somebody else’s rating is not taken for ours, and two alike without comments cannot be told apart', async () => {
    const desk = await openActionDesk();
    rate(desk.office, 'NONE', { id: 6, status: 'EXPIRED' });
    const seen = await desk.look(createRating, input);
    const settled = () => createRating.settled?.(desk.readers, input, seen, told);
    const theirs = { id: 8, status: 'APPROVED', score: 512, createdAt: '2026-11-21T10:00:00Z' };
    desk.office.world.ratings.set(1001, [{ ...theirs, comment: 'by letter' }]);
    expect(await settled()).toBe('not-done');
    desk.office.world.ratings.set(1001, [theirs]);
    expect(await settled()).toBe('done');
    desk.office.world.ratings.set(1001, [theirs, { ...theirs, id: 9 }]);
    expect(await settled()).toBe('cannot-tell');
  });
});
