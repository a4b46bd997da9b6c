import { describe, expect, it } from 'vitest';
import { awayDesk, ben, cleo, sue, tom } from '../../support/away-desk.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { stateOf } from '../../support/gate.ts';
import { people } from '../../support/people.ts';

const file = fileDatabase({ emptied: true });
const { gate, pending, hours, leave, press, record, entries } = awayDesk(() => file.database);

describe('saying that somebody is away', () => {
  it.each([
    ['for oneself as stand-in', tom, tom],
    ['for a guest', tom, people.guest],
    ['for somebody without the role', tom, people.agent],
    ['for somebody unknown', tom, 'U0NOBODY'],
  ])('is refused %s', async (_, person, standIn) => {
    gate().directory.barred.set('U0NOBODY', 'People of other companies cannot use Wheelhouse.');
    expect(await leave(person, standIn)).toMatchObject({ kind: 'refused', field: 'standIn' });
    expect((await gate().approvals.away.around(person)).own).toBeUndefined();
  });

  it('is refused where it ends before it begins, is over, or is longer than the policy allows', async () => {
    for (const [from, until] of [
      [hours(2), hours(1)],
      [hours(-3), hours(-1)],
      [hours(0), hours(21 * 24 + 1)],
    ] as const)
      expect(await leave(tom, ben, { from, until })).toMatchObject({ kind: 'refused', field: 'until' });
    expect(await leave(ben, cleo)).toMatchObject({ kind: 'refused', why: expect.stringContaining('role lead') });
    gate().deps.policy = { ...gate().deps.policy, away: null };
    expect(await leave(tom, ben)).toMatchObject({ kind: 'refused', why: expect.stringContaining('no absences') });
  });

  it('takes a form that is delivered five times once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => leave(tom, ben, { origin: 'one form' })));
    expect((await entries()).filter(({ kind }) => kind === 'away.set')).toHaveLength(1);
  });

  it('tells the stand-in at the start and the end, the owners at the start, and who comes back', async () => {
    await leave(tom, ben, { from: hours(1), until: hours(3) });
    const { own } = await gate().approvals.away.around(tom);
    // A job that was under way when the clock was moved comes again a little later.
    const told = (what: string) =>
      expect
        .poll(() => {
          gate().clock.forward(10_000);
          gate().jobs.kick();
          return gate().noted;
        })
        .toContain(`${own?.id}:${what}`);
    await told(`${ben}:named`);
    gate().clock.forward(3_600_000);
    gate().jobs.kick();
    await told(`${ben}:begun`);
    await told('owners:begun');
    gate().clock.forward(2 * 3_600_000);
    gate().jobs.kick();
    await told(`${ben}:ended`);
    await told(`${tom}:back`);
    expect((await entries()).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['away.set', 'away.begun', 'away.ended']));
    expect((await gate().approvals.away.around(tom)).own).toBeUndefined();
  });

  it('ends when the role is lost', async () => {
    await leave(tom, ben);
    gate().directory.members.set('lead', [sue]);
    gate().clock.forward(6 * 60_000);
    gate().jobs.kick();
    await expect.poll(async () => (await gate().approvals.away.around(tom)).own).toBeUndefined();
  });

  it('calls who stands in and nobody who is away, on cards, lists and in reminders; deciding is still possible', async () => {
    const id = await pending();
    await leave(tom, ben);
    const called = (await gate().approvals.postedMessages.approversOf(await record(id))).map((one) => one.id);
    expect(called.sort()).toEqual([ben, sue].sort());
    expect((await gate().approvals.postedMessages.queueOf(ben, 0)).toDecide.map((one) => one.id)).toContain(id);
    gate().clock.forward(24 * 3_600_000 - 1);
    await leave(tom, ben);
    gate().jobs.kick();
    await expect.poll(() => gate().reminded.filter((ref) => ref.startsWith(id)).length).toBeGreaterThan(0);
    expect(gate().reminded.some((ref) => ref.includes(`:${tom}:`))).toBe(false);
    expect(await press(id, tom)).toMatchObject({ kind: 'counted' });
  });

  it('lists for who comes back what was decided for them', async () => {
    const id = await pending();
    await leave(tom, ben);
    const { own } = await gate().approvals.away.around(tom);
    await press(id, ben);
    await stateOf(gate(), id, 'done');
    await gate().approvals.away.comeBack(tom);
    const absence = await gate().approvals.awayNotes.load(own?.id ?? '');
    expect(absence).toMatchObject({ person: tom, isOver: true });
    if (absence === undefined) return;
    expect(await gate().approvals.awayNotes.decidedFor(absence)).toMatchObject([{ id, by: ben, verdict: 'approve' }]);
  });

  it('changed while somebody is away, tells nobody that they are back, and loses nothing of what was decided', async () => {
    const id = await pending();
    await leave(tom, ben);
    await press(id, ben);
    await stateOf(gate(), id, 'done');
    const first = (await gate().approvals.away.around(tom)).own?.id ?? '';
    gate().clock.forward(60_000);
    await leave(tom, ben, { until: hours(30) });
    gate().clock.forward(60_000);
    const second = (await gate().approvals.away.around(tom)).own?.id ?? '';
    await gate().approvals.away.comeBack(tom);
    await expect.poll(() => gate().noted).toContain(`${second}:${tom}:back`);
    expect(gate().noted).not.toContain(`${first}:${tom}:back`);
    expect(gate().noted).not.toContain(`${first}:${ben}:ended`);
    const absence = await gate().approvals.awayNotes.load(second);
    if (absence === undefined) throw new Error('no such absence');
    expect((await gate().approvals.awayNotes.decidedFor(absence)).map((one) => one.id)).toEqual([id]);
  });
});
