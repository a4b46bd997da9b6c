import { describe, expect, it } from 'vitest';
import { queueRating } from '../../../src/actions/rating/queue.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { openActionHarness } from '../../support/action-harness.ts';
import { maja, rate } from './support.ts';

describe('queueing a rating', () => {
  it('is one POST without a body, costs money, and has no proof', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'NONE');
    await harness.carryOut(queueRating, maja);
    expect(harness.writes()).toEqual(['POST /customers/1001/ratings/queue']);
    expect(queueRating.risk).toBe('costly');
    expect(queueRating.verify).toBeUndefined();
  });

  it('shows the active rating first, and warns that another one costs money all the same', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'APPROVED', { id: 7, status: 'APPROVED', score: 540, validUntil: '2027-01-01' });
    const preview = queueRating.preview(await harness.look(queueRating, maja), maja, redactorForOne());
    expect(preview.lines?.[0]).toBe('Active rating: approved, score 540, by CRIF, dated 20 Nov 2026, valid until 1 Jan 2027.');
    expect(preview.warning).toContain('The provider charges for it, although the rating above still counts');
  });

  it('says that it costs money also if no rating counts any more', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'APPROVED', { id: 7, status: 'APPROVED', validUntil: '2026-11-20' });
    const preview = queueRating.preview(await harness.look(queueRating, maja), maja, redactorForOne());
    expect(preview.lines).toEqual(['There is no active rating.']);
    expect(preview.warning).toContain('charges');
  });

  it('says when one is under way already', async () => {
    const harness = await openActionHarness();
    rate(harness.backOffice, 'PENDING', { id: 7, status: 'PENDING' });
    const preview = queueRating.preview(await harness.look(queueRating, maja), maja, redactorForOne());
    expect(preview.lines?.[1]).toContain('Under way already');
    expect(preview.warning).toContain('under way already');
  });
});
