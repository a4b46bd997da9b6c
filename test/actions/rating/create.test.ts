import { describe, expect, it } from 'vitest';
import { createRating } from '../../../src/actions/rating/create.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';
import { maja, rate } from './support.ts';

const input = { ...maja, status: 'APPROVED', score: 512, validUntil: '2027-11-21' } as const;

describe('a rating made by hand', () => {
  it('sends what was filled in, and is proved by being listed under its id', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'NONE');
    const { snapshot, result } = await harness.carryOut(createRating, input);
    expect(harness.writes()).toEqual([
      'POST /customers/1001/ratings {"status":"APPROVED","score":512,"comment":"ticket 4711 (7F3KQ2M9XA)","validUntil":"2027-11-21"}',
    ]);
    expect(await createRating.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
    expect(await createRating.verify?.(harness.readers, input, snapshot, context, { id: 1 })).toBe('not-done');
  });

  it('without score and end sends neither', async () => {
    const harness = await openActionHarness();
    await harness.carryOut(createRating, { ...maja, status: 'PENDING' });
    expect(harness.writes()).toEqual(['POST /customers/1001/ratings {"status":"PENDING","comment":"ticket 4711 (7F3KQ2M9XA)"}']);
  });

  it('says what counts now, and that a yes lets them rent on credit', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'APPROVED', { id: 7, status: 'APPROVED', score: 400 });
    const preview = createRating.preview(await harness.look(createRating, input), input, redactorForOne());
    expect(preview.lines?.[1]).toContain('Active rating: approved, score 400');
    expect(preview.warning).toContain('on credit');
  });

  it('that is over when it is made is refused; one that ends today is not', async () => {
    const harness = await openActionHarness();
    await expect(harness.look(createRating, { ...input, validUntil: '2026-11-20' })).rejects.toMatchObject({ code: 'refused' });
    await expect(harness.look(createRating, { ...input, validUntil: '2026-11-21' })).resolves.toBeDefined();
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
    const harness = await openActionHarness();
    rate(harness.backOffice, 'NONE');
    expect(await harness.losing(createRating, input, isDone)).toBe(proof);
  });

  it('somebody else’s rating is not taken for ours, and two alike without comments cannot be told apart', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'NONE', { id: 6, status: 'EXPIRED' });
    const snapshot = await harness.look(createRating, input);
    const settled = () => createRating.verify?.(harness.readers, input, snapshot, context);
    const theirs = { id: 8, status: 'APPROVED', score: 512, createdAt: '2026-11-21T10:00:00Z' };
    harness.backOffice.world.ratings.set(1001, [{ ...theirs, comment: 'by letter' }]);
    expect(await settled()).toBe('not-done');
    harness.backOffice.world.ratings.set(1001, [theirs]);
    expect(await settled()).toBe('done');
    harness.backOffice.world.ratings.set(1001, [theirs, { ...theirs, id: 9 }]);
    expect(await settled()).toBe('cannot-tell');
  });
});
