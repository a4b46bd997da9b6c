import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEntries } from '../../src/journal/entries.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { insiderOf } from '../support/insider.ts';
import { people } from '../support/people.ts';

const file = fileDatabase();
let gate: Gate;

beforeEach(() => {
  gate = openGate(file.database);
});
afterEach(() => gate.stop());

const insider = insiderOf(() => file.database.db);
const job = (id: string, kind = 'execute') =>
  `INSERT INTO jobs (kind, ref, run_at) VALUES ('${kind}', '${id}', now() - interval '1 year')
   ON CONFLICT (kind, ref) DO UPDATE SET run_at = excluded.run_at, leased_until = NULL`;
const yes = (id: string, person: string) => gate.approvals.decide({ id, person, verdict: 'approve' });
const pending = async (amount = 50, asker: string = people.agent) => {
  const id = await askFor(gate, amount, { asker });
  await stateOf(gate, id, 'pending');
  return id;
};
const done = async () => {
  const id = await pending();
  await yes(id, people.lead);
  await stateOf(gate, id, 'done');
  return id;
};
const entriesOf = async (id: string) =>
  (await readEntries(file.database.db, 0, 100_000)).filter(({ requestId }) => requestId === id);

/** It stopped, nothing was sent, the journal says so, and the owners hear of it. */
async function stopped(id: string, given: number, ...labels: string[]) {
  await stateOf(gate, id, 'stale');
  const record = await gate.approvals.postedMessages.load(id);
  for (const label of labels) expect(record?.differences.map((one) => one.label)).toContain(label);
  const last = (await entriesOf(id)).at(-1);
  expect(last).toMatchObject({ kind: 'request.stale', actor: 'app' });
  expect(last?.data).toContain('changedOutside');
  await told(id);
  expect(gate.backOffice.given).toHaveLength(given);
}

async function told(id: string) {
  await expect.poll(() => gate.ownersTold).toContain(`changed:${id}`);
}

async function putBack(id: string, state: string, given: number) {
  await stateOf(gate, id, state);
  await expect.poll(async () => (await entriesOf(id)).map(({ kind }) => kind)).toContain('request.put-back');
  await stateOf(gate, id, state);
  await told(id);
  expect(gate.backOffice.given).toHaveLength(given);
}

describe('what something else than the app changed in the database', () => {
  it('stops if the state was set to approved and a job was put beside it', async () => {
    const id = await pending();
    await insider(`UPDATE requests SET state = 'approved', execute_by = now() + interval '1 year' WHERE id = '${id}'`, job(id));
    await stopped(id, 0, 'State');
  });

  it('stops if the state was set to running, claimed by somebody', async () => {
    const id = await pending();
    await insider(`UPDATE requests SET state = 'running', owner = 'x' WHERE id = '${id}'`, job(id));
    await stopped(id, 0, 'State');
  });

  it.each([
    ['what is sent', `UPDATE request_details SET input = '{"customer": 2, "amount": 50, "currency": "EUR"}'`, 'What is sent'],
    ['what cannot even be read', `UPDATE request_details SET input = '{"customer": "x"}'`, 'What is sent'],
    ['the facts', `UPDATE request_details SET facts = '{"Customer": 2, "Block state": "NONE"}'`, 'Facts'],
    [
      'what the card shows',
      `UPDATE request_details SET preview = jsonb_set(preview, '{one,title}', '"Give 5"')`,
      'What the card shows',
    ],
    ['the reason', `UPDATE request_details SET reason = 'another'`, 'Reason'],
    ['the salt', `UPDATE request_details SET salt = 'aa'`, 'What is sent'],
  ])('stops at the press where %s was exchanged while it waited', async (_, statement, label) => {
    const id = await pending();
    await insider(`${statement} WHERE request_id = '${id}'`);
    expect(await yes(id, people.lead)).toMatchObject({ kind: 'not-counted', stale: true });
    await stopped(id, 0, label);
  });

  it.each([
    ['the asker, to approve their own', `asker = '${people.other}'`, 'Asked by'],
    ['how many must say yes', 'votes_needed = 1', 'Who must say yes'],
    ['the role that must', `role = 'agent'`, 'Who must say yes'],
    ['who may decide after a while', `escalate_role = 'agent', escalate_at = now() - interval '9 days'`, 'Who must say yes'],
    ['the time to decide', `decide_by = decide_by + interval '1 year'`, 'Time to decide'],
    ['the amount', 'amount = 1', 'Amount'],
    ['the branch', 'branch = 7', 'Branch'],
    ['the risk', `risk = 'routine'`, 'Risk'],
    ['the rule', `rule = 'small goodwill'`, 'Rule'],
    ['whom it is about', `subjects = '["customer:9"]'`, 'Whom it is about'],
    ['who is given something', `beneficiary = 'customer:9'`, 'Who is given something'],
    ['the policy that it was asked under', `policy_digest = 'x'`, 'Policy at the ask'],
    ['the seal, by another’s', `seal = (SELECT seal FROM requests WHERE state = 'done' LIMIT 1)`, 'Seal'],
    ['the seal, by none', 'seal = NULL', 'Seal'],
  ])('stops at the press if somebody exchanged %s', async (_, set, label) => {
    await done();
    gate.backOffice.given.length = 0;
    const id = await pending(200);
    await insider(`UPDATE requests SET ${set} WHERE id = '${id}'`);
    const asked = (await gate.approvals.postedMessages.load(id))?.asker;
    const press = await yes(id, asked === people.lead ? people.second : people.lead);
    expect(press.kind).toBe('not-counted');
    await stopped(id, 0, label);
  });

  it('does not count a vote that nobody gave', async () => {
    const id = await pending(200);
    await insider(`INSERT INTO votes (request_id, person, verdict, at) VALUES ('${id}', '${people.second}', 'approve', now())`);
    expect(await yes(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    await stopped(id, 0, 'Votes');
  });

  it('stops if somebody took a vote away', async () => {
    const id = await pending(200);
    await yes(id, people.second);
    await insider(`DELETE FROM votes WHERE request_id = '${id}'`);
    expect(await yes(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    await stopped(id, 0, 'Votes');
  });

  it('ends nothing by a time that somebody wrote there', async () => {
    const id = await pending();
    await insider(`UPDATE requests SET decide_by = now() - interval '9 years' WHERE id = '${id}'`);
    expect(await yes(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    await stopped(id, 0, 'Time to decide');
  });

  it('does not count a vote that was given for another request', async () => {
    const first = await pending(200);
    await yes(first, people.second);
    const id = await pending(200);
    await insider(
      `INSERT INTO votes SELECT '${id}', person, verdict, reason, at, seal, given_for FROM votes WHERE request_id = '${first}'`,
    );
    expect(await yes(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    await stopped(id, 0, 'Votes');
  });

  it('does not count a vote whose giver was exchanged', async () => {
    const id = await pending(200);
    await yes(id, people.lead);
    await insider(`UPDATE votes SET person = '${people.second}' WHERE request_id = '${id}'`);
    expect(await yes(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    await stopped(id, 0, 'Votes');
  });

  it.each(['approved', 'checking', 'running', 'pending'])('stops a request that was put into the table as %s', async (state) => {
    const model = await done();
    gate.backOffice.given.length = 0;
    const id = `INSERTED${state}`;
    await insider(
      `INSERT INTO requests SELECT (jsonb_populate_record(r, jsonb_build_object('id', '${id}', 'origin', '${id}', 'state', '${state}',
        'sent_at', NULL, 'finished_at', NULL, 'rule', 'small goodwill', 'votes_needed', 0, 'execute_by', now() + interval '1 year',
        'decide_by', now() + interval '1 year'))).* FROM requests r WHERE id = '${model}'`,
      `INSERT INTO request_details SELECT (jsonb_populate_record(d, jsonb_build_object('request_id', '${id}'))).* FROM request_details d
        WHERE request_id = '${model}'`,
      job(id, state === 'checking' ? 'intake' : 'execute'),
    );
    if (state === 'pending') await yes(id, people.lead);
    await stopped(id, 0);
  });

  it('stops a request that was put into the table without what belongs to it', async () => {
    await insider(
      `INSERT INTO requests (id, origin, action, state, asker, asked_at, execute_by) VALUES ('BARE', 'BARE', 'voucher.apply', 'approved', 'U0X', now(), now() + interval '1 year')`,
      job('BARE'),
    );
    await stopped('BARE', 0);
  });

  it('puts a finished request that was set back to what the journal says, with its genuine votes and whatever was emptied', async () => {
    const id = await done();
    gate.backOffice.given.length = 0;
    await insider(
      `UPDATE requests SET state = 'approved', sent_at = NULL, finished_at = NULL, execute_by = now() + interval '1 year' WHERE id = '${id}'`,
      job(id),
    );
    await putBack(id, 'done', 0);
  });

  it('puts an expired request back whose time was revived', async () => {
    const id = await pending();
    gate.clock.forward(5 * 3_600_000);
    await yes(id, people.lead);
    await stateOf(gate, id, 'expired');
    await insider(
      `UPDATE requests SET state = 'pending', decide_by = now() + interval '9 days', expired_clock = NULL WHERE id = '${id}'`,
    );
    expect(await yes(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    await putBack(id, 'expired', 0);
  });

  it('puts a rejected request back when it is set to approved', async () => {
    const id = await pending();
    await gate.approvals.decide({ id, person: people.lead, verdict: 'reject', reason: 'no' });
    await insider(
      `UPDATE votes SET verdict = 'approve' WHERE request_id = '${id}'`,
      `UPDATE requests SET state = 'approved' WHERE id = '${id}'`,
      job(id),
    );
    await putBack(id, 'rejected', 0);
  });

  it('does not let a lost outcome be settled that the journal does not know as one', async () => {
    const id = await pending();
    await insider(`UPDATE requests SET state = 'unknown', sent_at = now() WHERE id = '${id}'`);
    expect(await gate.approvals.settle({ id, person: people.lead, happened: true })).toMatchObject({ kind: 'not-counted' });
    await stopped(id, 0, 'State');
  });

  it.each(['+', '-'])(
    'sends nothing in a time that nobody gave, and stops it between the yes and the sending: now %s 9 years',
    async (by) => {
      await gate.stop();
      const other = openGate(file.database, {
        probe: async (step, id) => {
          if (step === 'execute:before-sent')
            await insider(`UPDATE requests SET execute_by = now() ${by} interval '9 years' WHERE id = '${id}'`);
        },
      });
      gate = other;
      const id = await pending();
      await yes(id, people.lead);
      await stopped(id, 0, 'Time to carry out');
    },
  );

  it('leaves a request alone that nothing has changed, whatever comes at the same instant', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map((customer) => askFor(gate, 50, { customer })));
    for (const id of ids) await stateOf(gate, id, 'pending');
    await Promise.all(ids.flatMap((id) => [yes(id, people.lead), yes(id, people.second), yes(id, people.lead)]));
    for (const id of ids) await stateOf(gate, id, 'done');
    expect(gate.ownersTold).toEqual([]);
  });
});
