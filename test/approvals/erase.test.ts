import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { WebClient } from '@slack/web-api';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Erasing, eraseCustomer } from '../../src/approvals/erase.ts';
import { eraseAgain } from '../../src/approvals/erase-again.ts';
import { forget } from '../../src/approvals/forget.ts';
import { createRouting } from '../../src/approvals/routing.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { erasedAmong, erasureFileOf, keepErasure } from '../../src/journal/erasure-file.ts';
import { pagesOf } from '../../src/journal/source.ts';
import { verify } from '../../src/journal/verify.ts';
import { draw } from '../../src/slack/draw.ts';
import { createOutbound } from '../../src/slack/outbound.ts';
import { redact } from '../../src/slack/redact.ts';
import { remind } from '../../src/slack/remind.ts';
import { tell } from '../../src/slack/tell.ts';
import { keptOf } from '../support/erased.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';
import { people } from '../support/people.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const file = fileDatabase();
let gate: Gate;
beforeEach(async () => {
  await sql`DELETE FROM jobs`.execute(file.database.db);
  gate = openGate(file.database);
});
afterEach(() => gate.stop());

/** Numbers that no other test on this file.database has used. */
let next = 1_000;
const newCustomer = () => (next += 1);
const erasing = (customer: number): Erasing => ({ customer, actor: 'cli:ops', reason: 'asked for by the customer, case 7' });
const erase = (customer: number) => eraseCustomer(gate.deps, erasing(customer));
const pending = async (customer: number) => {
  const id = await askFor(gate, 50, { customer });
  await stateOf(gate, id, 'pending');
  return id;
};
const done = async (customer: number) => {
  const id = await pending(customer);
  await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
  await stateOf(gate, id, 'done');
  return id;
};
const wholeJournal = () =>
  verify(pagesOf({ entries: (after, limit) => readEntries(file.database.db, after, limit) }), [], testKeys.find);
const kept = (id: string) => keptOf(file.database.db, id);
const telling = /Nowak|rain|Too late for that/;

describe('erasing a customer', () => {
  it('takes names, reasons and what was read out of requests, votes and the journal, which stays whole', async () => {
    const [one, other] = [newCustomer(), newCustomer()];
    const id = await done(one);
    const rejected = await pending(one);
    await gate.approvals.decide({ id: rejected, person: people.lead, verdict: 'reject', reason: 'Too late for that' });
    const elses = await done(other);
    await gate.approvals.record({
      kind: 'reveal.customer',
      actor: people.agent,
      data: { customer: one },
      personal: { reason: 'Nowak called' },
    });
    expect(await kept(id)).toMatch(telling);
    const untouched = await kept(elses);
    expect(await erase(one)).toMatchObject({ requests: 2, running: 0, unknown: 0 });
    expect(await kept(id)).not.toMatch(telling);
    expect(await kept(rejected)).not.toMatch(telling);
    const salts = await sql<{ salt: string | null }>`SELECT salt FROM request_details WHERE request_id = ${id}`.execute(
      file.database.db,
    );
    expect(salts.rows).toEqual([{ salt: null }]);
    const left = (await readEntries(file.database.db, 0, 100_000)).filter(
      ({ kind, data }) => kind === 'reveal.customer' && data.includes(String(one)),
    );
    expect(left.map(({ personal }) => personal?.content)).toEqual([null]);
    expect(await kept(elses)).toBe(untouched);
    expect(await wholeJournal()).toMatchObject({ ok: true });
    expect(await erase(one)).toMatchObject({ cancelled: 0, requests: 0, entries: 0 });
  });

  it('says in the journal who did it, for whom and why', async () => {
    const customer = newCustomer();
    await done(customer);
    await erase(customer);
    const entry = (await readEntries(file.database.db, 0, 100_000)).at(-1);
    expect(entry).toMatchObject({ kind: 'journal.erased', actor: 'cli:ops' });
    expect(JSON.parse(entry?.data ?? '')).toMatchObject({ data: { customer, requests: 1 } });
    expect(entry?.personal?.content).toContain('case 7');
  });

  it('cancels first what waits, and stops what is approved and not yet sent', async () => {
    const customer = newCustomer();
    const waiting = await pending(customer);
    await gate.stop();
    gate = openGate(file.database, { start: false });
    const approved = await askFor(gate, 50, { customer });
    await gate.stop();
    gate = openGate(file.database);
    await stateOf(gate, approved, 'pending');
    await gate.stop();
    gate = openGate(file.database, { start: false });
    await gate.approvals.decide({ id: approved, person: people.lead, verdict: 'approve' });
    expect(await erase(customer)).toMatchObject({ cancelled: 2, requests: 2 });
    expect(await stateOf(gate, waiting, 'cancelled')).toBe('cancelled');
    expect(await stateOf(gate, approved, 'stale')).toBe('stale');
    expect(gate.backOffice.given).toEqual([]);
    expect(await wholeJournal()).toMatchObject({ ok: true });
  });

  it('waits for what is being carried out, and erases it afterwards', async () => {
    const customer = newCustomer();
    let goOn = () => {};
    gate.backOffice.onWrite = () => new Promise<void>((resolve) => (goOn = resolve));
    const id = await pending(customer);
    await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    await stateOf(gate, id, 'running');
    await expect.poll(() => goOn.name).not.toBe('goOn');
    expect(await erase(customer)).toMatchObject({ running: 1, requests: 0 });
    expect(await kept(id)).toMatch(telling);
    goOn();
    await stateOf(gate, id, 'done');
    expect(await erase(customer)).toMatchObject({ running: 0, requests: 1 });
    expect(await kept(id)).not.toMatch(telling);
  });

  it('leaves one of unknown outcome with ids alone until it is settled', async () => {
    const customer = newCustomer();
    gate.backOffice.answers.push('lose-undone');
    const id = await pending(customer);
    await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    await stateOf(gate, id, 'unknown');
    expect(await erase(customer)).toMatchObject({ unknown: 1, requests: 1 });
    expect(await kept(id)).not.toMatch(telling);
    expect((await gate.approvals.postedMessages.load(id))?.input).toEqual({ customer, amount: 50, currency: '' });
    expect(await gate.approvals.settle({ id, person: people.lead, happened: false })).toMatchObject({ kind: 'counted' });
    expect(await erase(customer)).toMatchObject({ unknown: 0, requests: 1 });
    expect((await gate.approvals.postedMessages.load(id))?.input).toBeNull();
    expect(await wholeJournal()).toMatchObject({ ok: true });
  });

  it('goes on where it was after the process that did it was gone', async () => {
    const customer = newCustomer();
    const id = await done(customer);
    const waiting = await pending(customer);
    let appended = 0;
    const dying = {
      ...gate.deps,
      journal: {
        ...gate.deps.journal,
        append: async (...given: Parameters<typeof gate.deps.journal.append>) => {
          appended += 1;
          if (appended === 2) throw new Error('the process is gone');
          await gate.deps.journal.append(...given);
        },
      },
    };
    await expect(eraseCustomer(dying, erasing(customer))).rejects.toThrow('gone');
    expect(await stateOf(gate, waiting, 'cancelled')).toBe('cancelled');
    expect(await kept(id)).toMatch(telling);
    expect(await erase(customer)).toMatchObject({ requests: 2 });
    expect(await kept(id)).not.toMatch(telling);
    expect(await wholeJournal()).toMatchObject({ ok: true });
  });

  it('is done again after a restored backup, from salted ids that name nobody', async () => {
    const headFile = `${file.files.directory}.head`;
    const [one, other] = [newCustomer(), newCustomer()];
    const [id, elses] = [await done(one), await done(other)];
    await keepErasure(headFile, `customer:${one}`);
    expect(readFileSync(erasureFileOf(headFile), 'utf8')).not.toContain(String(one));
    expect(await erasedAmong(headFile, [`customer:${one}`, `customer:${other}`])).toEqual([`customer:${one}`]);
    expect(await eraseAgain(gate.deps, { headFile, actor: 'U0OWNER1' })).toBe('done');
    expect(await kept(id)).not.toMatch(telling);
    expect(await kept(elses)).toMatch(telling);
    expect(await wholeJournal()).toMatchObject({ ok: true });
    rmSync(erasureFileOf(headFile));
    expect(existsSync(erasureFileOf(headFile))).toBe(false);
  });
});

/** Slack, as far as messages go: what each one says now. */
function slack() {
  const messages = new Map<string, string>();
  const said = (message: { text?: string; blocks?: unknown }) => `${message.text} ${JSON.stringify(message.blocks)}`;
  let made = 0;
  const client = {
    chat: {
      async postMessage(message: { channel: string; text?: string }) {
        made += 1;
        const channel = message.channel.startsWith('U') ? `D${message.channel}` : message.channel;
        messages.set(`${channel}:${gate.deps.ids.uuid()}`, said(message));
        const ts = [...messages.keys()].at(-1)?.split(':')[1];
        return { ok: true, channel, ts };
      },
      async update(message: { channel: string; ts: string; text?: string }) {
        messages.set(`${message.channel}:${message.ts}`, said(message));
        return { ok: true };
      },
      getPermalink: async () => ({ ok: true }),
    },
    conversations: { info: async () => ({ ok: true, channel: { is_ext_shared: false } }) },
  } as unknown as WebClient; // safe: posting and changing use these and no other
  const { clock, directory } = gate;
  const { postedMessages } = gate.approvals;
  const outbound = createOutbound({
    clients: { client, background: client },
    directory,
    policy: gate.deps.policy,
    clock,
    log: silentLog,
    identity: { known: () => ({ teamId: 'T1', enterpriseId: undefined, botId: undefined, botUserId: undefined }) },
    onOthers: async () => {},
    onWritten: (id, message) => postedMessages.keepMessage(id, message),
  });
  const deps = {
    ...outbound.jobs,
    postedMessages,
    directory,
    clock,
    log: silentLog,
    policy: { ...gate.deps.policy, notifications: [{ on: ['pending' as const], match: {}, channel: 'C0NEWS', quiet: null }] },
    routing: createRouting(gate.deps),
    labelOf: () => 'Give money',
    forgetMessage: postedMessages.forgetMessage,
  };
  return { messages, deps, made: () => made };
}

describe.each(['erasing a customer', 'forgetting by age'])('%s', (how) => {
  it('reaches every message about the request, cards, reminders and lines in channels, and posts none again', async () => {
    const customer = newCustomer();
    const { messages, deps, made } = slack();
    const id = await pending(customer);
    await draw(deps, id);
    await remind(deps, `${id}:${people.second}:waiting-1`);
    await tell(deps, `${id}:pending:C0NEWS`);
    await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    await stateOf(gate, id, 'done');
    await draw(deps, id);
    await expect
      .poll(
        async () =>
          (
            await sql<{ n: number }>`SELECT count(*)::int AS n FROM written_messages WHERE request_id = ${id}`.execute(
              file.database.db,
            )
          ).rows[0]?.n,
      )
      .toBe(2);
    const posted = made();
    expect([...messages.values()].filter((text) => /Nowak|A\.N\.|rain/.test(text)).length).toBe(posted);
    await gate.stop();
    if (how === 'erasing a customer') expect((await erase(customer)).messages).toBeGreaterThan(0);
    else {
      gate.clock.forward(40 * 24 * 3_600_000);
      await forget(gate.deps, 24 * 3_600_000);
    }
    const due = await sql<{ kind: string; ref: string }>`SELECT kind, ref FROM jobs WHERE kind IN ('draw', 'redact')`.execute(
      file.database.db,
    );
    for (const { kind, ref } of due.rows) await (kind === 'draw' ? draw(deps, ref) : redact(deps, ref));
    expect([...messages.values()].filter((text) => /Nowak|A\.N\.|rain/.test(text))).toEqual([]);
    expect([...messages.values()].join()).toContain('personal data of this request has been erased');
    expect(made()).toBe(posted);
    expect(await erase(customer)).toMatchObject({ messages: 0 });
  });
});
