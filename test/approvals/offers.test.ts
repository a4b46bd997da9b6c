import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseCustomer } from '../../src/approvals/erase.ts';
import { meaningOf } from '../../src/approvals/seal/meaning.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { pagesOf } from '../../src/journal/source.ts';
import { verify } from '../../src/journal/verify.ts';
import { keptOf } from '../support/erased.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { insiderOf } from '../support/insider.ts';
import { testKeys } from '../support/keys.ts';
import { people, testPolicy } from '../support/people.ts';

const file = fileDatabase();
let gate: Gate;
beforeEach(() => {
  gate = openGate(file.database);
});
afterEach(() => gate.stop());

const counted = (state: string) => ({ kind: 'counted', state });
const notCounted = (why: string) => ({ kind: 'not-counted', why: expect.stringContaining(why) });

let customer = 17_000;
const pending = async (amount = 250, asker: string = people.agent) => {
  customer += 1;
  const id = await askFor(gate, amount, { asker, customer });
  await stateOf(gate, id, 'pending');
  return id;
};
const record = async (id: string) => {
  const found = await gate.approvals.postedMessages.load(id);
  if (found === undefined) throw new Error('no such request');
  return found;
};
const offer = (id: string, amount: number | string, more: { person?: string; revision?: number; origin?: string } = {}) =>
  gate.approvals.offers.make({
    id,
    person: more.person ?? people.lead,
    revision: more.revision ?? 0,
    choice: String(amount),
    reason: 'A short delay',
    origin: more.origin ?? `${id} ${amount} ${more.person}`,
  });
const newest = async (id: string) => (await record(id)).offers.at(-1)?.id ?? '';
const accept = async (id: string, person: string = people.agent, which?: string) =>
  gate.approvals.offers.accept({ id, person, offer: which ?? (await newest(id)) });
const decline = async (id: string, person: string = people.agent) =>
  gate.approvals.offers.decline({ id, person, offer: await newest(id) });
const yes = (id: string, person: string, revision = 0) => gate.approvals.decide({ id, person, verdict: 'approve', revision });
const kinds = async (id: string) =>
  (await readEntries(file.database.db, 0, 100_000)).filter(({ requestId }) => requestId === id).map(({ kind }) => kind);
const given = () => gate.backOffice.given.filter((one) => one.customer === customer).map(({ amount }) => amount);
const told = (ref: RegExp) => expect.poll(() => gate.reminded.filter((one) => ref.test(one)).length, { timeout: 10_000 }).toBe(1);
const judged = () =>
  verify(
    pagesOf({ entries: (after, limit) => readEntries(file.database.db, after, limit) }),
    [],
    testKeys.find,
    meaningOf(testKeys.find),
  );

describe('an offer', () => {
  it('reaches the asker; accepted, it is given in place of what was asked for, with the offerer’s yes', async () => {
    const id = await pending();
    const before = await record(id);
    expect(await offer(id, 50)).toEqual(counted('pending'));
    await told(new RegExp(`^${id}:${people.agent}:offered-`));
    expect(await record(id)).toMatchObject({ amount: { amount: 250 }, votes: [], decideBy: before.decideBy });
    expect(await accept(id)).toEqual(counted('approved'));
    expect(await stateOf(gate, id, 'done')).toBe('done');
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
    await stateOf(gate, id, 'done');
    expect(given()).toEqual([300]);
    expect(await judged()).toMatchObject({ ok: true });
  });

  it('runs without anybody’s yes where its rule asks nobody, and tells the asker of the end', async () => {
    const id = await pending(50);
    await offer(id, 20);
    expect(await accept(id)).toEqual(counted('approved'));
    await stateOf(gate, id, 'done');
    expect(given()).toEqual([20]);
    expect(await record(id)).toMatchObject({ rule: 'small goodwill', votesNeeded: 0, votes: [] });
    await told(new RegExp(`^${id}:${people.agent}:ended-done`));
    expect(await judged()).toMatchObject({ ok: true });
  });

  it('is no yes of somebody who could not give it: they hold another role than the new rule asks for, or have left', async () => {
    const rules = testPolicy
      .replace('role: lead, count: 1', 'role: senior, count: 1')
      .replace('roles:', 'roles:\n  senior: { users: [U0LEAD2] }');
    await gate.stop();
    gate = openGate(file.database, { policy: rules });
    const id = await pending();
    await offer(id, 50);
    expect(await accept(id)).toEqual(counted('pending'));
    expect((await record(id)).votes).toEqual([]);
    expect(await yes(id, people.lead, 1)).toMatchObject(notCounted('senior'));
    const other = await pending();
    await offer(other, 50, { person: people.second });
    gate.directory.barred.set(people.second, 'They have left.');
    expect(await accept(other)).toEqual(counted('pending'));
    expect((await record(other)).votes).toEqual([]);
  });

  it('waits for the press to be repeated while Slack does not say who the offerer is', async () => {
    const id = await pending();
    await offer(id, 50);
    gate.directory.silent = true;
    expect(await accept(id)).toMatchObject({ kind: 'not-counted' });
    gate.directory.silent = false;
    expect(await record(id)).toMatchObject({ revision: 0, amount: { amount: 250 } });
    expect(await accept(id)).toEqual(counted('approved'));
  });

  it('is taken from nobody who could not decide it', async () => {
    gate.deps.policy = { ...gate.deps.policy, staff: { [people.second]: [customer + 1] } };
    const id = await pending(50);
    gate.deps.policy = { ...gate.deps.policy, staff: {} };
    for (const person of [people.agent, people.other, people.guest, people.second])
      expect(await offer(id, 20, { person })).toMatchObject({ kind: 'not-counted' });
    expect((await record(id)).offers).toEqual([]);
    expect(await kinds(id)).toEqual(['request.asked', 'request.pending']);
  });

  it('is less of the same: one sentence says what is not', async () => {
    const id = await pending(50);
    for (const amount of [50, 60]) expect(await offer(id, amount)).toMatchObject(notCounted('worth less than'));
    expect(await offer(id, 'CHF')).toMatchObject(notCounted('worth less than'));
    gate.backOffice.unlike = 'It is for business accounts.';
    expect(await offer(id, 20)).toMatchObject(notCounted('It is for business accounts.'));
    gate.backOffice.unlike = undefined;
    gate.backOffice.givesMore = true;
    expect(await offer(id, 20)).toMatchObject(notCounted('worth less than'));
    gate.backOffice.givesMore = false;
    gate.backOffice.blockState = 'DELETED';
    expect(await offer(id, 20)).toMatchObject(notCounted('The customer is gone.'));
    expect((await record(id)).offers).toEqual([]);
  });

  it('is not made for what gives more than money', async () => {
    gate.backOffice.givesMore = true;
    const id = await pending(50);
    gate.backOffice.givesMore = false;
    expect((await record(id)).preview?.hasLess).toBeUndefined();
    expect(await offer(id, 20)).toMatchObject(notCounted('Less can’t be offered'));
  });

  it('is made once if its form is delivered five times, and ten times in all', async () => {
    const id = await pending(250);
    const presses = await Promise.all(Array.from({ length: 5 }, () => offer(id, 100, { origin: 'one form' })));
    expect(presses).toEqual(Array.from({ length: 5 }, () => counted('pending')));
    expect((await record(id)).offers).toHaveLength(1);
    for (let amount = 99; amount > 90; amount -= 1) await offer(id, amount);
    expect(await offer(id, 20)).toMatchObject(notCounted('10 offers'));
  });

  it('is replaced by a newer one, and what was offered before can’t be accepted', async () => {
    const id = await pending();
    await offer(id, 50);
    const first = await newest(id);
    await offer(id, 100, { person: people.second });
    expect(await accept(id, people.agent, first)).toMatchObject(notCounted('does not stand any more'));
    expect((await record(id)).offers.map(({ made }) => made !== undefined)).toEqual([false, true]);
    expect(await accept(id)).toEqual(counted('approved'));
    await stateOf(gate, id, 'done');
    expect(given()).toEqual([100]);
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
    expect(await accept(id)).toMatchObject(notCounted('does not stand any more'));
    expect(await record(id)).toMatchObject({ amount: { amount: 50 }, decideBy: before.decideBy, seal: before.seal });
    expect(await yes(id, people.lead)).toEqual(counted('approved'));
    await stateOf(gate, id, 'done');
    expect(given()).toEqual([50]);
    expect(await judged()).toMatchObject({ ok: true });
  });

  it('accepted ten times at once, makes one version and one gift', async () => {
    const id = await pending();
    await offer(id, 50);
    const presses = await Promise.all(Array.from({ length: 10 }, () => accept(id)));
    expect(presses.every(({ kind }) => kind === 'counted')).toBe(true);
    await stateOf(gate, id, 'done');
    expect(given()).toEqual([50]);
    expect((await kinds(id)).filter((kind) => kind === 'request.revised')).toHaveLength(1);
  });

  it('is withdrawn by a decision, by the time to decide, and by the asker’s cancelling', async () => {
    const decided = await pending(50);
    await offer(decided, 20);
    await gate.approvals.decide({ id: decided, person: people.second, verdict: 'reject', reason: 'No' });
    expect(await accept(decided)).toMatchObject(notCounted('rejected'));
    expect(await decline(decided)).toMatchObject(notCounted('rejected'));
    const cancelled = await pending(50);
    await offer(cancelled, 20);
    await gate.approvals.cancel({ id: cancelled, person: people.agent });
    expect(await accept(cancelled)).toMatchObject({ kind: 'not-counted' });
    const late = await pending(50);
    await offer(late, 20);
    gate.clock.forward(5 * 3_600_000);
    expect(await accept(late)).toMatchObject(notCounted('Too late'));
    expect(await stateOf(gate, late, 'expired')).toBe('expired');
    expect(gate.backOffice.given).toEqual([]);
  });

  it('holds both rules’ stricter clocks, and begins none again', async () => {
    const rules = testPolicy.replace(
      '    require: { role: lead, count: 1 }\n    channel: C0APPROVALS\n    decideWithin: 4h\n    executeWithin: 1h',
      '    require: { role: lead, count: 2 }\n    channel: C0APPROVALS\n    decideWithin: 24h\n    executeWithin: 10m',
    );
    await gate.stop();
    gate = openGate(file.database, { policy: rules });
    const id = await pending();
    const { decideBy } = await record(id);
    gate.clock.forward(3_600_000);
    await offer(id, 50);
    await accept(id);
    expect(await record(id)).toMatchObject({ state: 'pending', decideBy, executeWithinS: 600 });
    const other = await pending(900);
    await offer(other, 300);
    gate.clock.forward(600_000);
    await accept(other);
    expect(await record(other)).toMatchObject({ executeWithinS: 3_600 });
  });

  it('leaves nobody a yes to what they did not see: a press on the card from before does not count', async () => {
    const id = await pending(900);
    await offer(id, 300);
    await accept(id);
    expect(await yes(id, people.second)).toMatchObject(notCounted('has changed since it was shown'));
    expect(await gate.approvals.decide({ id, person: people.second, verdict: 'reject', reason: 'No' })).toMatchObject(
      notCounted('has changed since it was shown'),
    );
    expect(await offer(id, 100, { person: people.second })).toMatchObject(notCounted('has changed since it was shown'));
    expect(await offer(id, 100, { person: people.second, revision: 1 })).toEqual(counted('pending'));
    expect(await accept(id)).toEqual(counted('approved'));
    await stateOf(gate, id, 'done');
    expect(given()).toEqual([100]);
    expect(await judged()).toMatchObject({ ok: true });
  });

  it('counts into limits as it was accepted', async () => {
    const id = await pending(50);
    await offer(id, 20);
    await accept(id);
    await stateOf(gate, id, 'done');
    expect(await stateOf(gate, await askFor(gate, 20, { customer }), 'done', 'pending')).toBe('done');
    expect(await stateOf(gate, await askFor(gate, 20, { customer }), 'done', 'pending')).toBe('pending');
  });

  it('is refused to an asker who may not ask for it any more', async () => {
    const id = await pending();
    await offer(id, 50);
    gate.directory.members.set('agent', []);
    expect(await accept(id)).toMatchObject(notCounted('permission'));
    expect((await record(id)).revision).toBe(0);
  });

  it('stops as Facts changed if they are others when it is sent', async () => {
    const id = await pending();
    await offer(id, 50);
    gate.backOffice.blockState = 'BLOCKED';
    await accept(id);
    expect(await stateOf(gate, id, 'stale')).toBe('stale');
    expect(given()).toEqual([]);
  });

  it('is told to receivers of webhooks', async () => {
    const url = 'https://desk.example.com/hook';
    await gate.stop();
    gate = openGate(file.database, {
      policy: `${testPolicy}\nwebhooks: [{ url: "${url}", on: [offered], secret: HOOK_SECRET }]\n`,
    });
    const id = await pending();
    const before = gate.hooked.length;
    await offer(id, 50);
    await expect.poll(() => gate.hooked.length).toBe(before + 1);
  });

  it('is forgotten with what else names somebody', async () => {
    const id = await pending();
    await offer(id, 50);
    await accept(id);
    await stateOf(gate, id, 'done');
    expect(await keptOf(file.database.db, id)).toContain('A short delay');
    await eraseCustomer(gate.deps, { customer, actor: 'cli:ops', reason: 'asked for' });
    expect((await record(id)).offers).toEqual([]);
    expect(await keptOf(file.database.db, id)).not.toContain('A short delay');
    expect(await judged()).toMatchObject({ ok: true });
  });
});

describe('what something else than the app writes', () => {
  const write = (statement: string) => insiderOf(() => file.database.db)(statement);

  it('makes no offer, changes none, and brings none back', async () => {
    const id = await pending();
    await offer(id, 50);
    const which = await newest(id);
    await write(
      `UPDATE request_details SET offers = jsonb_set(offers, '{0,made,input,amount}', '200') WHERE request_id = '${id}'`,
    );
    expect((await record(id)).offers).toEqual([]);
    expect(await accept(id, people.agent, which)).toMatchObject({ kind: 'not-counted' });
    expect((await record(id)).revision).toBe(0);
    const other = await pending();
    await offer(other, 50);
    await decline(other);
    await write(`UPDATE request_details SET offers = offers #- '{0,answer}' WHERE request_id = '${other}'`);
    expect(await accept(other)).toMatchObject({ kind: 'not-counted' });
    expect((await record(other)).revision).toBe(0);
  });

  it('does not put the version before back, with the yes to it', async () => {
    const id = await pending(900);
    await yes(id, people.second);
    const keep = await sql<{ row: string; votes: string; seen: string }>`SELECT
      (SELECT row_to_json(r)::text FROM requests r WHERE id = ${id}) AS row,
      (SELECT json_agg(v)::text FROM votes v WHERE request_id = ${id}) AS votes,
      (SELECT row_to_json(d)::text FROM request_details d WHERE request_id = ${id}) AS seen`.execute(file.database.db);
    const [kept] = keep.rows;
    await offer(id, 300);
    await accept(id);
    const insider = (text: string | undefined) => (text ?? '').replaceAll("'", "''");
    await write(`DELETE FROM votes WHERE request_id = '${id}'`);
    await write(`INSERT INTO votes SELECT * FROM json_populate_recordset(NULL::votes, '${insider(kept?.votes)}')`);
    await write(
      `UPDATE requests SET seal = o.seal, amount = o.amount, rule = o.rule, role = o.role, votes_needed = o.votes_needed, decide_by = o.decide_by
       FROM json_populate_record(NULL::requests, '${insider(kept?.row)}') o WHERE requests.id = o.id`,
    );
    await write(
      `UPDATE request_details SET input = o.input, seen = o.seen, facts = o.facts, preview = o.preview, offers = NULL
       FROM json_populate_record(NULL::request_details, '${insider(kept?.seen)}') o WHERE request_details.request_id = o.request_id`,
    );
    expect(await yes(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    expect(await stateOf(gate, id, 'stale')).toBe('stale');
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
        await stateOf(gate, id, 'done');
        const all = [...gate.backOffice.given, ...other.backOffice.given].filter((one) => one.customer === customer);
        expect(all.map(({ amount }) => amount)).toEqual([accepted.kind === 'counted' ? 20 : 50]);
      }
    } finally {
      await other.stop();
    }
  });
});
