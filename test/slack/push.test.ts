import type { WebClient } from '@slack/web-api';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRouting } from '../../src/approvals/routing.ts';
import { draw } from '../../src/slack/draw.ts';
import { createOutbound } from '../../src/slack/outbound.ts';
import { remind } from '../../src/slack/remind.ts';
import { tell, tellHeld } from '../../src/slack/tell.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { silentLog } from '../support/log.ts';
import { people, testPolicy } from '../support/people.ts';

const policy = `${testPolicy}owners: { users: [U0OWNER] }
notifications:
  - { on: [pending, done], actions: ['*'], channel: C0APPROVALS }
  - { on: [pending, rejected, unknown, done], channel: C0QUIET, quiet: { from: "09:00", to: "11:00" } }
  - { on: pending, channel: C0LARGE, amount: { min: 100 }, risk: costly }
`;
const files = fileDatabase();
let gate: Gate;
beforeAll(async () => {
  gate = openGate(files.database, { policy });
});
afterAll(async () => {
  await gate.stop();
});

let posted = 0;

/** What a phone would show of each message: its text. */
function phones() {
  const texts: string[] = [];
  const sent: { channel: string; all: string }[] = [];
  const take = async ({ text = '', ...rest }: { text?: string; channel: string; blocks?: unknown }) => {
    const { channel } = rest;
    texts.push(text);
    sent.push({ channel, all: JSON.stringify({ text, ...rest }) });
    posted += 1;
    return { ok: true, channel, ts: `${posted}.1` };
  };
  const client = {
    chat: { postMessage: take, update: take, getPermalink: async () => ({ ok: true }) },
    conversations: { info: async () => ({ ok: true, channel: { is_ext_shared: false } }) },
  } as unknown as WebClient; // safe: posting uses these and no other
  const { clock, directory } = gate;
  const outbound = createOutbound({
    clients: { client, background: client },
    directory,
    policy: gate.deps.policy,
    clock,
    log: silentLog,
    identity: { known: () => ({ teamId: 'T1', enterpriseId: undefined, botId: undefined, botUserId: undefined }) },
    onOthers: async () => {},
  });
  const { postedMessages } = gate.approvals;
  return {
    texts,
    sent,
    deps: {
      ...outbound.jobs,
      postedMessages,
      routing: createRouting(gate.deps),
      directory,
      clock,
      log: silentLog,
      policy: gate.deps.policy,
      labelOf: () => 'Give money',
    },
  };
}

it('no notification on a phone holds a name or a reason, no matter who gets it and whatever became of the request', async () => {
  const { texts, deps } = phones();
  const id = await askFor(gate, 50);
  await stateOf(gate, id, 'pending');
  await draw(deps, id);
  await remind(deps, `${id}:${people.lead}:waiting-1`);
  await remind(deps, `${id}:${people.agent}:undecidable`);
  await tell(deps, `${id}:pending:C0APPROVALS`);
  await gate.approvals.decide({ id, person: people.lead, verdict: 'reject', reason: 'Nowak had two already' });
  await stateOf(gate, id, 'rejected');
  await draw(deps, id);
  await remind(deps, `${id}:${people.agent}:ended-rejected`);
  const done = await askFor(gate, 50, { customer: 2 });
  await stateOf(gate, done, 'pending');
  await gate.approvals.decide({ id: done, person: people.lead, verdict: 'approve' });
  await stateOf(gate, done, 'done');
  await draw(deps, done);
  expect(texts.length).toBeGreaterThan(6);
  expect(texts.filter((text) => /Anna|Nowak|rain|two already/i.test(text))).toEqual([]);
  // What it is about, in which state, is there all the same.
  expect(texts).toContainEqual(expect.stringMatching(/^Waiting for approval: Give 50 to A\.N\. · customer 1/));
  expect(texts).toContainEqual(expect.stringMatching(/^Done: Gave 50 to A\.N\. · customer 2/));
});

describe('what somebody who can write to the database has told', () => {
  const pending = async (customer: number) => {
    const id = await askFor(gate, 50, { customer });
    await stateOf(gate, id, 'pending');
    return id;
  };

  it('is not a reminder, which names the customer, to somebody whom it does not concern', async () => {
    const { sent, deps } = phones();
    const id = await pending(3);
    for (const person of [people.guest, people.other, 'U0STRANGER'])
      for (const why of ['waiting-1', 'undecidable', 'ended-pending']) await remind(deps, `${id}:${person}:${why}`);
    expect(sent).toEqual([]);
    await remind(deps, `${id}:${people.lead}:waiting-1`);
    await remind(deps, `${id}:U0OWNER:undecidable`);
    expect(sent.map(({ channel }) => channel)).toEqual([people.lead, 'U0OWNER']);
  });

  it('is not an end that the journal does not know, nor anything in a channel that the policy does not name', async () => {
    const { sent, deps } = phones();
    const id = await pending(4);
    await tell(deps, `${id}:done:C0APPROVALS`);
    await tell(deps, `${id}:pending:C0ELSEWHERE`);
    expect(sent).toEqual([]);
    await tell(deps, `${id}:pending:C0APPROVALS`);
    expect(sent).toHaveLength(1);
  });

  it('is not a channel’s card with the customer’s name, if it was called a direct message', async () => {
    const { sent, deps } = phones();
    const id = await pending(5);
    await draw(deps, id);
    await gate.deps.db
      .updateTable('copies')
      .set({ kind: 'approver', person: people.lead, drawn_version: 0 })
      .where('request_id', '=', id)
      .where('channel', '=', 'C0APPROVALS')
      .execute();
    sent.length = 0;
    await draw(deps, id);
    const there = sent.filter(({ channel }) => channel === 'C0APPROVALS');
    expect(there).not.toEqual([]);
    expect(there.filter(({ all }) => /Anna|Nowak/.test(all))).toEqual([]);
  });
});

it('what falls into a channel’s quiet hours is told in one message at their end, and an unknown outcome at once', async () => {
  const { sent, deps } = phones();
  const there = () => sent.filter(({ channel }) => channel === 'C0QUIET');
  gate.clock.set('2026-11-22T10:00:00Z');
  const [rejected, lost] = [await askFor(gate, 50, { customer: 31 }), await askFor(gate, 50, { customer: 32 })];
  for (const id of [rejected, lost]) {
    await stateOf(gate, id, 'pending');
    await tell(deps, `${id}:pending:C0QUIET`);
    // A job may run twice.
    await tell(deps, `${id}:pending:C0QUIET`);
  }
  await gate.approvals.decide({ id: rejected, person: people.lead, verdict: 'reject', reason: 'No' });
  await tell(deps, `${rejected}:rejected:C0QUIET`);
  gate.backOffice.answers.push('yes-undone');
  await gate.approvals.decide({ id: lost, person: people.lead, verdict: 'approve' });
  await stateOf(gate, lost, 'unknown');
  expect(there()).toEqual([]);
  await tell(deps, `${lost}:unknown:C0QUIET`);
  expect(there().map(({ all }) => all)).toEqual([expect.stringContaining('Outcome unknown')]);

  expect(await tellHeld(deps, 'C0QUIET')).toEqual({ againInMs: expect.any(Number) });
  gate.clock.set('2026-11-22T11:00:00Z');
  expect(await tellHeld(deps, 'C0QUIET')).toBe('done');
  expect(await tellHeld(deps, 'C0QUIET')).toBe('done');
  expect(there()).toHaveLength(2);
  expect(there()[1]?.all).toContain('3 notifications from quiet hours: 2 × Waiting for approval, 1 × Rejected');
  for (const id of [rejected, lost]) expect(there()[1]?.all).toContain(`request ${id}`);
  // Erasing one of them finds the message by each.
  const { rows } = await sql<{ n: number }>`SELECT count(DISTINCT request_id)::int AS n FROM written_messages
    WHERE channel = 'C0QUIET' AND request_id IN (${rejected}, ${lost})`.execute(gate.deps.db);
  expect(rows[0]?.n).toBe(2);
});

it('a row by amount and risk tells its channel of what fits it, and of nothing else', async () => {
  const { sent, deps } = phones();
  for (const [customer, amount] of [
    [41, 50],
    [42, 150],
  ] as const) {
    const id = await askFor(gate, amount, { customer });
    await stateOf(gate, id, 'pending');
    await tell(deps, `${id}:pending:C0LARGE`);
  }
  expect(sent.filter(({ channel }) => channel === 'C0LARGE').map(({ all }) => all)).toEqual([
    expect.stringContaining('Give 150'),
  ]);
});
