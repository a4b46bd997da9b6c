import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../src/approvals/seal/meaning.ts';
import { awayDesk, ben, cleo, sue, tom } from '../../support/away-desk.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { stateOf } from '../../support/gate.ts';
import { insiderOf } from '../../support/insider.ts';
import { testKeys } from '../../support/keys.ts';

const file = fileDatabase({ emptied: true });
const { gate, replica, pending, nextCustomer, hours, leave, press, record, votes, entries, whole } = awayDesk(
  () => file.database,
);
const refused = { kind: 'not-counted' };

describe('a stand-in', () => {
  it('decides for somebody who is away, and the vote is theirs, sealed, and by meaning in the journal', async () => {
    const id = await pending();
    expect(await press(id, ben)).toMatchObject(refused);
    expect(await leave(tom, ben)).toEqual({ kind: 'set' });
    expect(await press(id, ben)).toEqual({ kind: 'counted', state: 'approved' });
    await stateOf(gate(), id, 'done');
    expect(await votes(id)).toEqual([{ person: ben, givenFor: tom }]);
    expect(gate().backOffice.given).toHaveLength(1);
    expect(await whole()).toMatchObject({ ok: true });
  });

  it('says no for somebody who is away, which ends it', async () => {
    const id = await pending();
    await leave(tom, ben);
    expect(await press(id, ben, 'reject')).toEqual({ kind: 'counted', state: 'rejected' });
    expect(await votes(id)).toEqual([{ person: ben, givenFor: tom }]);
  });

  it('is in time from the first instant of the absence, and not at its last', async () => {
    const [first, second] = [await pending(), await pending()];
    const from = hours(1);
    await leave(tom, ben, { from, until: hours(2) });
    gate().clock.set(new Date(from.getTime() - 1).toISOString());
    expect(await press(first, ben)).toMatchObject(refused);
    gate().clock.set(from.toISOString());
    expect(await press(first, ben)).toMatchObject({ kind: 'counted' });
    gate().clock.set(new Date(from.getTime() + 3_600_000).toISOString());
    expect(await press(second, ben)).toMatchObject(refused);
  });

  it('is one on another replica in the same moment, to the second, and is none there once the absence is over', async () => {
    const ids = [await pending(), await pending(), await pending(), await pending()];
    const there = replica();
    const pressThere = (index: number) => there.approvals.decide({ id: ids[index] ?? '', person: ben, verdict: 'approve' });
    const end = hours(1).getTime();
    await leave(tom, ben, { until: new Date(end) });
    expect(await pressThere(0)).toMatchObject({ kind: 'counted' });
    gate().clock.set(new Date(end - 1_000).toISOString());
    expect(await pressThere(1)).toMatchObject({ kind: 'counted' });
    gate().clock.set(new Date(end + 1_000).toISOString());
    expect(await pressThere(2)).toMatchObject(refused);
    await leave(tom, ben);
    expect(await pressThere(2)).toMatchObject({ kind: 'counted' });
    expect(await there.approvals.away.comeBack(tom)).toBe(true);
    expect(await press(ids[3] ?? '', ben)).toMatchObject(refused);
  });

  it('is no stand-in any more once the person is back, has another one, or they have declined', async () => {
    const ids = [await pending(), await pending(), await pending()];
    await leave(tom, ben);
    expect(await gate().approvals.away.comeBack(tom)).toBe(true);
    expect(await press(ids[0] ?? '', ben)).toMatchObject(refused);
    await leave(tom, ben);
    await leave(tom, cleo);
    expect(await press(ids[1] ?? '', ben)).toMatchObject(refused);
    expect(await press(ids[1] ?? '', cleo)).toMatchObject({ kind: 'counted' });
    const { standingIn } = await gate().approvals.away.around(cleo);
    expect(await gate().approvals.away.decline({ id: standingIn[0]?.id ?? '', person: ben })).toBe(false);
    expect(await gate().approvals.away.decline({ id: standingIn[0]?.id ?? '', person: cleo })).toBe(true);
    expect(await press(ids[2] ?? '', cleo)).toMatchObject(refused);
  });

  it('cannot decide what either of them asked for, nor what is about either of them', async () => {
    const [bens, toms] = [await pending(50, ben), await pending(50, tom)];
    await leave(tom, ben);
    expect(await press(bens, ben)).toMatchObject(refused);
    expect(await press(toms, ben)).toMatchObject(refused);
    gate().deps.policy = { ...gate().deps.policy, staff: { [tom]: [nextCustomer()], [ben]: [nextCustomer() + 1] } };
    expect(await press(await pending(), ben)).toMatchObject(refused);
    expect(await press(await pending(), ben)).toMatchObject(refused);
  });

  it('stands in by what both hold now: gone with the role of either, and with the company', async () => {
    const ids = [await pending(), await pending(), await pending(), await pending()];
    const [leads, seniors] = ['lead', 'senior'].map((role) => gate().directory.members.get(role) ?? []);
    // Set anew each time: an absence ends for good once it is seen that the role is gone.
    await leave(tom, ben);
    gate().directory.members.set('lead', [sue]);
    expect(await press(ids[0] ?? '', ben)).toMatchObject(refused);
    gate().directory.members.set('lead', leads ?? []);
    await leave(tom, ben);
    gate().directory.members.set('senior', [cleo]);
    expect(await press(ids[1] ?? '', ben)).toMatchObject(refused);
    gate().directory.members.set('senior', seniors ?? []);
    await leave(tom, ben);
    gate().directory.barred.set(tom, 'Deleted people cannot use Wheelhouse.');
    expect(await press(ids[2] ?? '', ben)).toMatchObject(refused);
    gate().directory.barred.delete(tom);
    await leave(tom, ben);
    expect(await press(ids[3] ?? '', ben)).toMatchObject({ kind: 'counted' });
  });

  it('passes it on to nobody: who stands in for a stand-in decides nothing', async () => {
    gate().deps.policy = { ...gate().deps.policy, away: { roles: ['lead', 'senior'], standIn: ['senior'], longestMs: 1e9 } };
    const id = await pending();
    await leave(tom, ben);
    await leave(ben, cleo);
    expect(await press(id, cleo)).toMatchObject(refused);
    expect(await press(id, ben)).toMatchObject({ kind: 'counted' });
  });

  it('in a ring of two, each decides as themselves where they hold the role, and nobody twice', async () => {
    gate().deps.policy = { ...gate().deps.policy, away: { roles: ['lead'], standIn: ['lead'], longestMs: 1e9 } };
    const id = await pending(150);
    expect(await leave(tom, sue)).toEqual({ kind: 'set' });
    expect(await leave(sue, tom)).toMatchObject({ kind: 'refused', field: 'standIn' });
    await leave(sue, tom, { from: hours(20), until: hours(30) });
    gate().clock.forward(21 * 3_600_000);
    await leave(tom, undefined);
    expect(await press(id, tom)).toEqual({ kind: 'counted', state: 'pending' });
    expect(await press(id, tom)).toMatchObject(refused);
    expect(await votes(id)).toEqual([{ person: tom, givenFor: undefined }]);
  });

  it('of two people stands behind one vote, so that a quorum of two is not theirs alone', async () => {
    const id = await pending(150);
    await leave(tom, ben);
    await leave(sue, ben);
    expect(await press(id, ben)).toEqual({ kind: 'counted', state: 'pending' });
    expect(await press(id, ben)).toMatchObject(refused);
    expect(await votes(id)).toHaveLength(1);
    const other = (await votes(id))[0]?.givenFor === tom ? sue : tom;
    expect(await press(id, other)).toEqual({ kind: 'counted', state: 'approved' });
    await stateOf(gate(), id, 'done');
    expect(await whole()).toMatchObject({ ok: true });
  });

  it('and the person themselves are behind one vote together, whoever is first', async () => {
    const [standInFirst, tomFirst] = [await pending(150), await pending(150)];
    await leave(tom, ben);
    await press(standInFirst, ben);
    expect(await press(standInFirst, tom)).toMatchObject(refused);
    await press(tomFirst, tom);
    expect(await press(tomFirst, ben)).toMatchObject(refused);
    expect(await press(standInFirst, tom, 'reject')).toEqual({ kind: 'counted', state: 'rejected' });
    expect(await votes(standInFirst)).toEqual([{ person: tom, givenFor: undefined }]);
  });

  it('and the person themselves are behind one vote together also if they press in the same instant', async () => {
    await leave(tom, ben);
    for (const _ of Array.from({ length: 5 })) {
      const id = await pending(150);
      const both = await Promise.all([press(id, ben), press(id, tom)]);
      expect(both.map(({ kind }) => kind).sort()).toEqual(['counted', 'not-counted']);
      expect(await votes(id)).toHaveLength(1);
      expect((await record(id)).state).toBe('pending');
    }
  });

  it('counts or does not, and never halfway, if the absence ends in the same instant', async () => {
    for (const _ of Array.from({ length: 5 })) {
      const id = await pending();
      await leave(tom, ben);
      const [pressed] = await Promise.all([press(id, ben), gate().approvals.away.comeBack(tom)]);
      expect(await votes(id)).toHaveLength(pressed.kind === 'counted' ? 1 : 0);
    }
    expect(await whole()).toMatchObject({ ok: true });
  });

  it('keeps a vote after the absence has ended, and loses it with the role of who was away', async () => {
    const [kept, lost] = [await pending(150), await pending(150)];
    await leave(tom, ben);
    await press(kept, ben);
    await press(lost, ben);
    await gate().approvals.away.comeBack(tom);
    expect(await press(kept, sue)).toEqual({ kind: 'counted', state: 'approved' });
    await stateOf(gate(), kept, 'done');
    gate().directory.members.set('lead', [sue, cleo]);
    expect(await press(lost, sue)).toEqual({ kind: 'counted', state: 'pending' });
  });

  it('is nobody whom somebody wrote into the database, or whose absence was opened again there', async () => {
    const id = await pending();
    const insider = insiderOf(() => file.database.db);
    await insider(
      `INSERT INTO absences (id, person, stand_in, starts_at, ends_at) VALUES ('x', '${tom}', '${ben}', '2020-01-01', '2030-01-01')`,
    );
    expect(await press(id, ben)).toMatchObject(refused);
    await leave(tom, cleo);
    await insider(`UPDATE absences SET stand_in = '${ben}'`);
    expect(await press(id, ben)).toMatchObject(refused);
    await leave(tom, ben);
    await gate().approvals.away.comeBack(tom);
    await insider('UPDATE absences SET ended_at = NULL');
    expect(await press(id, ben)).toMatchObject(refused);
    expect((await record(id)).votes).toEqual([]);
  });

  it('a sent request whose journal has a vote in nobody’s place does not verify', async () => {
    const id = await pending();
    await leave(tom, ben);
    await press(id, ben);
    await stateOf(gate(), id, 'done');
    const judge = meaningOf(testKeys.find);
    const without = (await entries()).filter(({ kind }) => kind !== 'away.set');
    const flaws = without.flatMap((entry) => judge(entry) ?? []);
    expect(flaws.join()).toContain('needed 1 approvals, and the entries before it have 0');
  });
});
