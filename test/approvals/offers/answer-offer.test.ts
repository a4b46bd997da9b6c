import { describe, expect, it } from 'vitest';
import { fileDatabase } from '../../support/file-database.ts';
import { askFor, openGate, stateOf } from '../../support/gate.ts';
import { counted, notCounted, offerDesk } from '../../support/offer-desk.ts';
import { people, testPolicy } from '../../support/people.ts';

const file = fileDatabase();
const { gate, under, customer, pending, record, newest, accept, offer, decline, yes, kinds, given, told, judged } = offerDesk(
  () => file.database,
);

describe('an offer that is answered', () => {
  it('reaches the asker; accepted, it is given in place of what was asked for, with the offerer’s yes', async () => {
    const id = await pending();
    const before = await record(id);
    expect(await offer(id, 50)).toEqual(counted('pending'));
    await told(new RegExp(`^${id}:${people.agent}:offered-`));
    expect(await record(id)).toMatchObject({ amount: { amount: 250 }, votes: [], decideBy: before.decideBy });
    expect(await accept(id)).toEqual(counted('approved'));
    expect(await stateOf(gate(), id, 'done')).toBe('done');
    expect(given()).toEqual([50]);
    const after = await record(id);
    expect(after).toMatchObject({
      ...{ amount: { amount: 50 }, rule: 'goodwill', revision: 1, input: { amount: 50 } },
      votes: [{ person: people.lead, verdict: 'approve' }],
      offers: [{ by: people.lead, answer: { verdict: 'accepted' }, was: { rule: 'large goodwill', votes: [] } }],
    });
    expect(await kinds(id)).toEqual([
      ...['request.asked', 'request.pending', 'request.offered', 'request.revised'],
      ...['request.approved', 'request.running', 'request.sent', 'request.done'],
    ]);
    expect(await judged()).toMatchObject({ ok: true });
  });

  it('takes with it what was said to the version before; who said yes to that can say so again', async () => {
    const id = await pending(900);
    await yes(id, people.second);
    await offer(id, 300);
    expect(await accept(id)).toEqual(counted('pending'));
    const after = await record(id);
    expect(after.votes.map(({ person }) => person)).toEqual([people.lead]);
    expect(after.offers[0]?.was?.votes).toMatchObject([{ person: people.second }]);
    expect(await yes(id, people.second, 1)).toEqual(counted('approved'));
    await stateOf(gate(), id, 'done');
    expect(given()).toEqual([300]);
    expect(await judged()).toMatchObject({ ok: true });
  });

  it('runs without anybody’s yes where its rule asks nobody, and tells the asker of the end', async () => {
    const id = await pending(50);
    await offer(id, 20);
    expect(await accept(id)).toEqual(counted('approved'));
    await stateOf(gate(), id, 'done');
    expect(given()).toEqual([20]);
    expect(await record(id)).toMatchObject({ rule: 'small goodwill', votesNeeded: 0, votes: [] });
    await told(new RegExp(`^${id}:${people.agent}:ended-done`));
    expect(await judged()).toMatchObject({ ok: true });
  });

  it('is no yes of somebody who could not give it: they hold another role than the new rule asks for, or have left', async () => {
    const rules = testPolicy
      .replace('role: lead, count: 1', 'role: senior, count: 1')
      .replace('roles:', 'roles:\n  senior: { users: [U0LEAD2] }');
    await under(rules);
    const id = await pending();
    await offer(id, 50);
    expect(await accept(id)).toEqual(counted('pending'));
    expect((await record(id)).votes).toEqual([]);
    expect(await yes(id, people.lead, 1)).toMatchObject(notCounted('senior'));
    const other = await pending();
    await offer(other, 50, { person: people.second });
    gate().directory.barred.set(people.second, 'They have left.');
    expect(await accept(other)).toEqual(counted('pending'));
    expect((await record(other)).votes).toEqual([]);
  });

  it('waits for the press to be repeated while Slack does not say who the offerer is', async () => {
    const id = await pending();
    await offer(id, 50);
    gate().directory.silent = true;
    expect(await accept(id)).toMatchObject({ kind: 'not-counted' });
    gate().directory.silent = false;
    expect(await record(id)).toMatchObject({ revision: 0, amount: { amount: 250 } });
    expect(await accept(id)).toEqual(counted('approved'));
  });

  it('is accepted or declined by the asker alone', async () => {
    const id = await pending();
    await offer(id, 50);
    for (const person of [people.lead, people.second, people.other]) {
      expect(await accept(id, person)).toMatchObject(notCounted('Only the person who asked'));
      expect(await decline(id, person)).toMatchObject(notCounted('Only the person who asked'));
    }
    expect((await record(id)).revision).toBe(0);
  });

  it('declined, is told to who made it, and the request goes on waiting as it was', async () => {
    const id = await pending(50);
    const before = await record(id);
    await offer(id, 20);
    expect(await decline(id)).toEqual(counted('pending'));
    expect(await decline(id)).toEqual(counted('pending'));
    await told(new RegExp(`^${id}:${people.lead}:declined-`));
    expect(await accept(id)).toMatchObject(notCounted('no longer open'));
    expect(await record(id)).toMatchObject({ amount: { amount: 50 }, decideBy: before.decideBy, seal: before.seal });
    expect(await yes(id, people.lead)).toEqual(counted('approved'));
    await stateOf(gate(), id, 'done');
    expect(given()).toEqual([50]);
    expect(await judged()).toMatchObject({ ok: true });
  });

  it('accepted ten times at once, makes one version and one gift', async () => {
    const id = await pending();
    await offer(id, 50);
    const presses = await Promise.all(Array.from({ length: 10 }, () => accept(id)));
    expect(presses.every(({ kind }) => kind === 'counted')).toBe(true);
    await stateOf(gate(), id, 'done');
    expect(given()).toEqual([50]);
    expect((await kinds(id)).filter((kind) => kind === 'request.revised')).toHaveLength(1);
  });

  it('is withdrawn by a decision, by the time to decide, and by the asker’s cancelling', async () => {
    const decided = await pending(50);
    await offer(decided, 20);
    await gate().approvals.decide({ id: decided, person: people.second, verdict: 'reject', reason: 'No' });
    expect(await accept(decided)).toMatchObject(notCounted('rejected'));
    expect(await decline(decided)).toMatchObject(notCounted('rejected'));
    const cancelled = await pending(50);
    await offer(cancelled, 20);
    await gate().approvals.cancel({ id: cancelled, person: people.agent });
    expect(await accept(cancelled)).toMatchObject({ kind: 'not-counted' });
    const late = await pending(50);
    await offer(late, 20);
    gate().clock.forward(5 * 3_600_000);
    expect(await accept(late)).toMatchObject(notCounted('Too late'));
    expect(await stateOf(gate(), late, 'expired')).toBe('expired');
    expect(gate().backOffice.given).toEqual([]);
  });

  it('holds both rules’ stricter clocks, and begins none again', async () => {
    const rules = testPolicy.replace(
      '    require: { role: lead, count: 1 }\n    channel: C0APPROVALS\n    decideWithin: 4h\n    executeWithin: 1h',
      '    require: { role: lead, count: 2 }\n    channel: C0APPROVALS\n    decideWithin: 24h\n    executeWithin: 10m',
    );
    await under(rules);
    const id = await pending();
    const { decideBy } = await record(id);
    gate().clock.forward(3_600_000);
    await offer(id, 50);
    await accept(id);
    expect(await record(id)).toMatchObject({ state: 'pending', decideBy, executeWithinS: 600 });
    const other = await pending(900);
    await offer(other, 300);
    gate().clock.forward(600_000);
    await accept(other);
    expect(await record(other)).toMatchObject({ executeWithinS: 3_600 });
  });

  it('leaves nobody a yes to what they did not see: a press on the card from before does not count', async () => {
    const id = await pending(900);
    await offer(id, 300);
    await accept(id);
    expect(await yes(id, people.second)).toMatchObject(notCounted('has changed since it was shown'));
    expect(await gate().approvals.decide({ id, person: people.second, verdict: 'reject', reason: 'No' })).toMatchObject(
      notCounted('has changed since it was shown'),
    );
    expect(await offer(id, 100, { person: people.second })).toMatchObject(notCounted('has changed since it was shown'));
    expect(await offer(id, 100, { person: people.second, revision: 1 })).toEqual(counted('pending'));
    expect(await accept(id)).toEqual(counted('approved'));
    await stateOf(gate(), id, 'done');
    expect(given()).toEqual([100]);
    expect(await judged()).toMatchObject({ ok: true });
  });

  it('counts into limits as it was accepted', async () => {
    const id = await pending(50);
    await offer(id, 20);
    await accept(id);
    await stateOf(gate(), id, 'done');
    expect(await stateOf(gate(), await askFor(gate(), 20, { customer: customer() }), 'done', 'pending')).toBe('done');
    expect(await stateOf(gate(), await askFor(gate(), 20, { customer: customer() }), 'done', 'pending')).toBe('pending');
  });

  it('is refused to an asker who may not ask for it any more', async () => {
    const id = await pending();
    await offer(id, 50);
    gate().directory.members.set('agent', []);
    expect(await accept(id)).toMatchObject(notCounted('permission'));
    expect((await record(id)).revision).toBe(0);
  });

  it('stops as Facts changed if they are others when it is sent', async () => {
    const id = await pending();
    await offer(id, 50);
    gate().backOffice.blockState = 'BLOCKED';
    await accept(id);
    expect(await stateOf(gate(), id, 'stale')).toBe('stale');
    expect(given()).toEqual([]);
  });
});

describe('two replicas', () => {
  it('of an accept and a yes to the version before at the same instant, one counts, and one gift is made', async () => {
    const other = openGate(file.database, { backOffice: {} });
    try {
      for (let run = 0; run < 8; run += 1) {
        const id = await pending(50);
        await offer(id, 20);
        const which = await newest(id);
        const [accepted, approved] = await Promise.all([
          accept(id, people.agent, which),
          other.approvals.decide({ id, person: people.second, verdict: 'approve' }),
        ]);
        expect([accepted.kind, approved.kind].filter((kind) => kind === 'counted')).toHaveLength(1);
        await stateOf(gate(), id, 'done');
        const all = [...gate().backOffice.given, ...other.backOffice.given].filter((one) => one.customer === customer());
        expect(all.map(({ amount }) => amount)).toEqual([accepted.kind === 'counted' ? 20 : 50]);
      }
    } finally {
      await other.stop();
    }
  });
});
