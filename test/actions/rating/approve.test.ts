import { describe, expect, it } from 'vitest';
import { approveRating } from '../../../src/actions/rating/approve.ts';
import { showToMany, showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';
import { maja, rate } from './support.ts';

describe('an approval of a rating', () => {
  it('shows the rating that it is about', async () => {
    const desk = await openActionDesk();
    rate(desk.office, 'PENDING', { id: 7, status: 'PENDING', score: 540 }, { id: 6, status: 'EXPIRED' });
    const seen = await desk.look(approveRating, maja);
    expect(approveRating.preview(seen, maja, showToOne())).toMatchObject({
      title: 'Approve the credit rating of Maja Horvat (customer 1001)',
      lines: ['Rating to be approved: waiting for a decision, score 540, by CRIF, of 20 Nov 2026.'],
      changes: [{ label: 'Credit status', before: 'waiting for a decision', after: 'approved' }],
    });
    expect(JSON.stringify(approveRating.preview(seen, maja, showToMany()))).not.toContain('Horvat');
  });

  it('is one POST whose comment ends in the request, and is proved by the credit status', async () => {
    const desk = await openActionDesk();
    rate(desk.office, 'PENDING', { id: 7, status: 'PENDING' });
    const { seen } = await desk.carryOut(approveRating, maja);
    expect(desk.writes()).toEqual(['POST /customers/1001/ratings/approve {"comment":"ticket 4711 (7F3KQ2M9XA)"}']);
    expect(await approveRating.settled?.(desk.readers, maja, seen, told)).toBe('done');
  });

  it('takes a business account by its id, and reads it as one', async () => {
    const desk = await openActionDesk();
    const [account] = desk.office.world.groups.values();
    if (account === undefined) throw new Error('no account');
    account.creditStatus = 'PENDING';
    const input = { rated: { kind: 'account', id: account.id } } as const;
    await desk.carryOut(approveRating, input);
    expect(desk.reads()).toContain(`GET /groups/${account.id}`);
    expect(desk.writes()).toHaveLength(1);
    expect(desk.writes()[0]).toContain(`POST /customers/${account.id}/ratings/approve`);
  });

  it('of what is approved already is refused; with a rating that waits it is not', async () => {
    const desk = await openActionDesk();
    rate(desk.office, 'APPROVED', { id: 7, status: 'APPROVED' });
    await expect(desk.look(approveRating, maja)).rejects.toMatchObject({ code: 'refused' });
    rate(desk.office, 'APPROVED', { id: 8, status: 'PENDING' }, { id: 7, status: 'APPROVED' });
    const { seen } = await desk.carryOut(approveRating, maja);
    expect(await approveRating.settled?.(desk.readers, maja, seen, told)).toBe('done');
  });

  it('of a deleted customer is refused', async () => {
    const desk = await openActionDesk();
    await expect(desk.look(approveRating, { rated: { kind: 'customer', id: 1014 } })).rejects.toMatchObject({ code: 'refused' });
  });

  it('is tied to the credit status and to the ratings', async () => {
    const desk = await openActionDesk();
    rate(desk.office, 'PENDING', { id: 7, status: 'PENDING' });
    const before = approveRating.fingerprint(await desk.look(approveRating, maja));
    rate(desk.office, 'PENDING', { id: 8, status: 'PENDING' }, { id: 7, status: 'EXPIRED' });
    expect(approveRating.fingerprint(await desk.look(approveRating, maja))).not.toEqual(before);
  });

  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('whose answer is lost and that was %s reads back as %s', async (isDone, proof) => {
    const desk = await openActionDesk();
    rate(desk.office, 'PENDING', { id: 7, status: 'PENDING' });
    expect(await desk.losing(approveRating, maja, isDone)).toBe(proof);
  });
});
