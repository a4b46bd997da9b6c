import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tablesOf } from '../../../src/db/copy-tables.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { askFor, type Gate, ownLease, stateOf } from '../../support/gate.ts';
import { bot, type ReplicaOptions, replicaOn } from '../../support/listening.ts';
import { people, testPolicy } from '../../support/people.ts';

const policy = `${testPolicy}typedAnswers: true\n`;
const channel = 'C0APPROVALS';
const file = fileDatabase({ emptied: true });

const replica = (options?: ReplicaOptions) => replicaOn(file.database, { policy, ...options });
let desk: ReturnType<typeof replica>;
let others: Gate[] = [];
beforeEach(() => {
  desk = replica();
  others = [];
});
afterEach(async () => {
  for (const { stop } of [desk.gate, ...others]) await stop();
});

let count = 0;
/** A request that waits, with its card in the channel. */
async function card({ gate }: { gate: Gate } = desk, asker: string = people.agent, amount = 50) {
  count += 1;
  const id = await askFor(gate, amount, { asker, customer: count });
  await stateOf(gate, id, 'pending');
  const ts = `1700000000.${String(count).padStart(6, '0')}`;
  await gate.approvals.postedMessages.addCopy(id, { kind: 'channel', channel, ts, person: undefined, drawnVersion: 1 });
  return { id, ts };
}
const reply = (ts: string, user: string, text: string, more: object = {}) => ({
  type: 'message',
  event_ts: '1.1',
  channel,
  channel_type: 'channel',
  user,
  text,
  ts: '1700009999.000001',
  thread_ts: ts,
  parent_user_id: bot,
  ...more,
});
const reaction = (ts: string, user: string, name: string, more: object = {}) => ({
  type: 'reaction_added',
  event_ts: '1.1',
  user,
  reaction: name,
  item: { type: 'message', channel, ts },
  item_user: bot,
  ...more,
});
const nudges = () => file.database.db.selectFrom('nudges').select(['request_id', 'person', 'channel', 'thread']).execute();
const votes = async (id: string) => (await desk.gate.approvals.postedMessages.load(id))?.votes;

describe('a reply or a reaction to a waiting card', () => {
  it.each(['ok', 'Approved!', 'passt', 'Nein', ':+1::skin-tone-3:'])('%s is told not to count, and does not', async (text) => {
    const { id, ts } = await card();
    await desk.deliver(reply(ts, people.lead, text));
    expect(await nudges()).toEqual([{ request_id: id, person: people.lead, channel, thread: ts }]);
    await expect.poll(() => desk.gate.nudged).toEqual([`${id}:${people.lead}`]);
    expect(await votes(id)).toEqual([]);
    expect(await stateOf(desk.gate, id, 'pending')).toBe('pending');
  });

  it.each(['+1', 'white_check_mark', 'x', 'thumbsup::skin-tone-6'])('so is the reaction %s, in the channel', async (name) => {
    const { id, ts } = await card();
    await desk.deliver(reaction(ts, people.lead, name));
    expect(await nudges()).toEqual([{ request_id: id, person: people.lead, channel, thread: null }]);
    expect(await votes(id)).toEqual([]);
  });

  it('counts as a reply, too, if it is sent to the channel as well', async () => {
    const { ts } = await card();
    await desk.deliver(reply(ts, people.lead, 'ok', { subtype: 'thread_broadcast' }));
    expect(await nudges()).toHaveLength(1);
  });

  it('is told once a person and request: however often, on replicas at the same instant, and after a restart', async () => {
    const { id, ts } = await card();
    const second = replica();
    others.push(second.gate);
    await Promise.all(
      [desk, second, desk, second].flatMap(({ deliver }) => [
        deliver(reply(ts, people.lead, 'ok')),
        deliver(reaction(ts, people.lead, '+1')),
      ]),
    );
    await desk.deliver(reply(ts, people.second, 'ok'));
    const restarted = replica();
    others.push(restarted.gate);
    await restarted.deliver(reply(ts, people.lead, 'Approved'));
    expect((await nudges()).map(({ person }) => person).sort()).toEqual([people.lead, people.second].sort());
    const told = () => [desk.gate, ...others].flatMap(({ nudged }) => nudged).sort();
    await expect.poll(told).toEqual([`${id}:${people.lead}`, `${id}:${people.second}`].sort());
  });

  it.each<[string, object]>([
    ['a message in no thread', { thread_ts: undefined, parent_user_id: undefined }],
    ['what began the thread', { ts: 'same' }],
    ['an app’s', { bot_id: 'B0OTHER' }],
    ['an older bot’s', { subtype: 'bot_message', bot_id: 'B0OTHER' }],
    ['our own', { user: bot }],
    ['an edit', { subtype: 'message_changed', message: { text: 'ok' } }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['somebody who joins', { subtype: 'channel_join' }],
    ['a file', { subtype: 'file_share' }],
    ['a reply below a colleague’s message', { parent_user_id: people.agent }],
    ['a reply elsewhere', { channel: 'C0OTHER' }],
    ['a reply below another message of ours', { thread_ts: '1600000000.000001' }],
    ['what says something else', { text: 'Which tram was it?' }],
    ['what says nothing', { text: undefined }],
  ])('is nothing of it: %s', async (_, more) => {
    const { ts } = await card();
    await desk.deliver(reply(ts, people.lead, 'ok', 'ts' in more ? { ts } : more));
    expect(await nudges()).toEqual([]);
  });

  it.each<[string, string, object]>([
    ['a reaction that says something else', 'eyes', {}],
    ['one on a colleague’s message', '+1', { item_user: people.agent }],
    ['one on a file', '+1', { item: { type: 'file', file: 'F1' } }],
    ['our own', '+1', { user: bot }],
  ])('is nothing of it: %s', async (_, name, more) => {
    const { ts } = await card();
    await desk.deliver(reaction(ts, people.lead, name, more));
    expect(await nudges()).toEqual([]);
  });

  it('is heard from nobody who may not decide: a stranger, a guest, the asker, an agent, anyone it is about, who has voted', async () => {
    desk.gate.directory.barred.set('U0STRANGER', 'People of other workspaces cannot use Wheelhouse.');
    desk.gate.directory.members.get('lead')?.push('U0STRANGER', people.guest);
    const { ts } = await card();
    for (const person of ['U0STRANGER', people.guest, people.agent, people.other, 'U0NOBODY']) {
      await desk.deliver(reply(ts, person, 'ok'));
      await desk.deliver(reaction(ts, person, '+1'));
    }
    const own = await card(desk, people.lead);
    await desk.deliver(reply(own.ts, people.lead, 'ok'));
    desk.gate.deps.policy = { ...desk.gate.deps.policy, staff: { [people.second]: [count + 1] } };
    const about = await card();
    await desk.deliver(reply(about.ts, people.second, 'ok'));
    const large = await card(desk, people.other, 300);
    await desk.gate.approvals.decide({ id: large.id, person: people.lead, verdict: 'approve' });
    await desk.deliver(reaction(large.ts, people.lead, '+1'));
    expect(await nudges()).toEqual([]);
  });

  it('is nothing once the card is over: decided, withdrawn, or past its time', async () => {
    const decided = await card();
    await desk.gate.approvals.decide({ id: decided.id, person: people.second, verdict: 'reject', reason: 'No' });
    const withdrawn = await card();
    await desk.deliver(reply(withdrawn.ts, people.lead, 'not a yes or a no'));
    await desk.gate.approvals.cancel({ id: withdrawn.id, person: people.agent });
    const late = await card();
    for (const { ts } of [decided, withdrawn]) {
      await desk.deliver(reply(ts, people.lead, 'ok'));
      await desk.deliver(reaction(ts, people.lead, '+1'));
    }
    desk.gate.clock.forward(5 * 3_600_000);
    await desk.deliver(reply(late.ts, people.lead, 'ok'));
    expect(await nudges()).toEqual([]);
  });

  it('leaves nothing behind when the request is over', async () => {
    const over = await card();
    const waiting = await card();
    for (const { ts } of [over, waiting]) await desk.deliver(reply(ts, people.lead, 'ok'));
    await desk.gate.approvals.decide({ id: over.id, person: people.lead, verdict: 'reject', reason: 'No' });
    await desk.gate.approvals.jobs.tidy('all', ownLease);
    expect((await nudges()).map(({ request_id: id }) => id)).toEqual([waiting.id]);
    await desk.deliver(reply(over.ts, people.lead, 'ok'));
    expect(await nudges()).toHaveLength(1);
  });

  it('is not told any more once they have decided, or can’t', async () => {
    const { id, ts } = await card();
    await desk.deliver(reply(ts, people.lead, 'ok'));
    const load = (person: string) => desk.gate.approvals.nudges.load(`${id}:${person}`);
    expect(await load(people.lead)).toMatchObject({ person: people.lead, channel, thread: ts, record: { id } });
    desk.gate.directory.barred.set(people.lead, 'This Slack account is deactivated.');
    expect(await load(people.lead)).toBeUndefined();
    desk.gate.directory.barred.delete(people.lead);
    await desk.gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    expect(await load(people.lead)).toBeUndefined();
    expect(await load(people.second)).toBeUndefined();
  });

  it('is not listened for without the policy’s word', async () => {
    const silent = replica({ policy: testPolicy });
    others.push(silent.gate);
    const { ts } = await card();
    await silent.deliver(reply(ts, people.lead, 'ok'));
    await silent.deliver(reaction(ts, people.lead, '+1'));
    expect(await nudges()).toEqual([]);
  });
});

describe('a busy channel', () => {
  const counted = () => {
    const busy = replica({ counted: true });
    others.push(busy.gate);
    return busy;
  };

  it('costs no query: ten thousand messages, replies among colleagues, and reactions on what they wrote', async () => {
    const { ts } = await card();
    const { deliver, queries } = counted();
    const inNoThread = reply(ts, people.lead, 'ok', { thread_ts: undefined, parent_user_id: undefined });
    for (let index = 0; index < 10_000; index += 1) {
      if (index % 3 === 0) await deliver(inNoThread);
      else if (index % 3 === 1) await deliver(reply(`1600000000.${index}`, people.lead, 'ok', { parent_user_id: people.other }));
      else await deliver(reaction(`1600000000.${index}`, people.lead, '+1', { item_user: people.other }));
    }
    expect(queries()).toBe(0);
    expect(await nudges()).toEqual([]);
  });

  it('costs one query in five seconds for a thread in which many write, also if Slack does not say whose it is', async () => {
    const { ts } = await card();
    const { gate, deliver, queries } = counted();
    const talk = async () => {
      for (let index = 0; index < 500; index += 1)
        await deliver(reply(ts, people.other, `What about ${index}?`, { parent_user_id: undefined }));
    };
    await talk();
    expect(queries()).toBe(1);
    gate.clock.forward(6_000);
    await talk();
    expect(queries()).toBe(2);
    // Somebody who has been told costs one more each time, and a look at no group.
    await deliver(reply(ts, people.lead, 'ok'));
    const told = queries();
    for (let index = 0; index < 10; index += 1) await deliver(reply(ts, people.lead, 'ok'));
    expect(queries() - told).toBe(10);
  });
});

/** Everything that the database holds, as text. */
async function allRows(): Promise<string> {
  const { db } = file.database;
  const tables = await tablesOf(db);
  const rows = await Promise.all(
    tables.map((name) =>
      db
        .selectFrom(name as 'requests')
        .selectAll()
        .execute(),
    ),
  );
  return JSON.stringify(rows);
}

describe('what somebody writes', () => {
  it('is looked at only below a card that waits', async () => {
    let looked = 0;
    const watched = (event: object) =>
      Object.defineProperty(event, 'text', {
        enumerable: true,
        get: () => {
          looked += 1;
          return 'ok';
        },
      });
    const over = await card();
    await desk.gate.approvals.cancel({ id: over.id, person: people.agent });
    const { ts } = await card();
    for (const more of [{ thread_ts: undefined }, { parent_user_id: people.other }, { thread_ts: '1600000000.000001' }])
      await desk.deliver(watched(reply(ts, people.lead, '', more)));
    await desk.deliver(watched(reply(over.ts, people.lead, '')));
    expect(looked).toBe(0);
    await desk.deliver(watched(reply(ts, people.lead, '')));
    expect(looked).toBeGreaterThan(0);
  });

  const words = 'okaaaaay Meinetwegen';

  it('is neither kept nor logged, at any level', async () => {
    const { ts } = await card();
    await desk.deliver(reply(ts, people.lead, words));
    await desk.deliver(reply(ts, people.second, `${words}, but the card of Nora Albrecht was lost`));
    await expect.poll(() => desk.gate.nudged).toHaveLength(1);
    for (const everything of [desk.lines.join(''), await allRows()]) {
      expect(everything).not.toMatch(/okaaaa|Meinetwegen|Albrecht/i);
    }
  });

  it('is not logged either when the database or Slack fails; the next reply is told', async () => {
    const { ts } = await card();
    desk.gate.directory.silent = true;
    await desk.deliver(reply(ts, people.lead, words));
    desk.gate.directory.silent = false;
    expect(desk.lines.join('')).toContain('could not be looked at');
    expect(desk.lines.join('')).not.toMatch(/okaaaa|Meinetwegen/i);
    await desk.deliver(reply(ts, people.lead, words));
    expect(await nudges()).toHaveLength(1);
  });
});
