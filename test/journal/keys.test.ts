import { beforeEach, describe, expect, it } from 'vitest';
import { createApprovals } from '../../src/approvals/service.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { entryHash, plainHash } from '../../src/journal/hashing.ts';
import { createHeadKeeper } from '../../src/journal/head-keeper.ts';
import { createJournal, lastEntry } from '../../src/journal/journal.ts';
import { findIn, type Keyring, keyringOf } from '../../src/journal/keys.ts';
import { journalPart } from '../../src/journal/part.ts';
import { createSeals } from '../../src/journal/seals.ts';
import { pagesOf, sourceOf } from '../../src/journal/source.ts';
import { verify } from '../../src/journal/verify.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { Secret } from '../../src/lib/secret.ts';
import { readiness } from '../../src/readiness.ts';
import { emptyDatabase } from '../support/database.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, openGate, stateOf } from '../support/gate.ts';
import { silentLog } from '../support/log.ts';
import { people } from '../support/people.ts';

const fresh = fileDatabase();
beforeEach(() => emptyDatabase(fresh.database));

const secret = (pair: string) => new Secret(pair.repeat(32));
const [a, b, c] = [secret('aa'), secret('bb'), secret('cc')];
const ring = (key: Secret, ...previous: Secret[]) => keyringOf({ key, previous });
const db = () => fresh.database.db;
const on = (keys: Keyring) => {
  const journal = createJournal({ keys });
  return {
    begin: () =>
      db()
        .transaction()
        .execute((tx) => journal.begin(tx)),
    append: (kind = 'note') =>
      db()
        .transaction()
        .execute((tx) => journal.append(tx, { kind, actor: 'app' })),
  };
};
const check = (...keys: Secret[]) => verify(pagesOf(sourceOf(db(), undefined)), [], findIn(keys));
const kinds = async () => (await readEntries(db(), 0, 1_000)).map(({ kind }) => kind);
const ready = async (keys: Keyring) => {
  const heads = createHeadKeeper({ db: db(), clock: systemClock, log: silentLog, file: undefined, find: keys.find });
  return (await readiness([journalPart(db(), keys, heads)])).ready;
};

describe('another JOURNAL_KEY', () => {
  it('takes over from one that is among JOURNAL_KEY_PREVIOUS, with an entry that says so under both', async () => {
    expect(await on(ring(a)).begin()).toBe('keyed');
    await on(ring(a)).append();
    expect(await on(ring(b, a)).begin()).toBe('key');
    expect(await on(ring(b, a)).begin()).toBe('as it was');
    await on(ring(b, a)).append();
    expect(await kinds()).toEqual(['journal.keyed', 'note', 'journal.key', 'note']);
    expect(await check(a, b)).toMatchObject({ ok: true, keyedFrom: 1, unknownKey: undefined });
    expect(await ready(ring(b, a))).toBe(true);
  });

  it('decides nothing and is not ready if it does not know the database’s current key', async () => {
    await on(ring(a)).begin();
    await on(ring(b, a)).begin();
    for (const stranger of [ring(a), ring(c), ring(c, a)]) {
      await expect(on(stranger).append()).rejects.toMatchObject({ kind: 'unknown-key' });
      await expect(on(stranger).begin()).rejects.toMatchObject({ kind: 'unknown-key' });
      expect(await ready(stranger)).toBe(false);
    }
    expect(await kinds()).toHaveLength(2);
  });

  it('that is missing is told from one that was never handed over to: the first cannot be judged, the second is forged', async () => {
    await on(ring(a)).begin();
    await on(ring(b, a)).begin();
    const { current: stranger } = ring(c);
    expect(await check(a)).toMatchObject({ ok: true, unknownKey: { seq: 2, keyId: ring(b).current.id } });
    expect(await check(b)).toMatchObject({ ok: true, unknownKey: { seq: 1, keyId: ring(a).current.id } });
    const last = await lastEntry(db());
    if (last === undefined) throw new Error('an empty journal');
    const forged = { seq: 3, at: last.at, kind: 'note', requestId: null, actor: 'app', data: '{}' };
    const row = { ...forged, request_id: null, previous_hash: last.hash, hash: entryHash(forged, last.hash, stranger) };
    const { requestId: _, ...columns } = row;
    await db()
      .insertInto('journal')
      .values({ ...columns, key_id: stranger.id })
      .execute();
    expect(await check(a, b)).toMatchObject({ ok: false, flaw: { seq: 3, say: expect.stringContaining('another key') } });
  });

  it('an old one cannot sign any more: what somebody wrote with it is not gone on from', async () => {
    await on(ring(a)).begin();
    await on(ring(b, a)).begin();
    const last = await lastEntry(db());
    if (last === undefined) throw new Error('an empty journal');
    const { current: old } = ring(a);
    const entry = { seq: 3, at: last.at, kind: 'note', requestId: null, actor: 'app', data: '{}' };
    const { requestId: _, ...columns } = entry;
    const hash = entryHash(entry, last.hash, old);
    await db()
      .insertInto('journal')
      .values({ ...columns, request_id: null, previous_hash: last.hash, hash, key_id: old.id })
      .execute();
    await expect(on(ring(b, a)).append()).rejects.toMatchObject({ kind: 'forged' });
    expect(await ready(ring(b, a))).toBe(false);
    expect(await check(a, b)).toMatchObject({ ok: false, flaw: { seq: 3 } });
  });

  it('and the one before may change places, as long as each time an entry says so', async () => {
    await on(ring(a)).begin();
    await on(ring(b, a)).begin();
    await on(ring(a, b)).append();
    await on(ring(b, a)).append();
    expect(await kinds()).toEqual(['journal.keyed', 'journal.key', 'journal.key', 'note', 'journal.key', 'note']);
    expect(await check(a, b)).toMatchObject({ ok: true, unknownKey: undefined });
  });

  it('an entry without a key, after one with, is not gone on from', async () => {
    await on(ring(a)).begin();
    const last = await lastEntry(db());
    if (last === undefined) throw new Error('an empty journal');
    const entry = { seq: 2, at: last.at, kind: 'note', requestId: null, actor: 'app', data: '{}' };
    const { requestId: _, ...columns } = entry;
    const values = { ...columns, request_id: null, previous_hash: last.hash, hash: plainHash(entry, last.hash), key_id: null };
    await expect(db().insertInto('journal').values(values).execute()).rejects.toThrow(/keyed/);
  });
});

describe('a request that waits over a change of key', () => {
  it('is decided by a replica with the new key, and not by one that knows the old one alone', async () => {
    const old = openGate(fresh.database);
    const id = await askFor(old, 50);
    await stateOf(old, id, 'pending');
    await old.stop();
    const keys = keyringOf({ key: b, previous: [new Secret('11'.repeat(32))] });
    const known = [old.deps.keys.current.id];
    const both: Keyring = {
      current: keys.current,
      find: (one) => (known.includes(one) ? old.deps.keys.find(one) : keys.find(one)),
    };
    const core = {
      ...old.deps,
      keys: both,
      seals: createSeals(both),
      journal: createJournal({ keys: both, now: old.clock.now }),
    };
    const renewed = createApprovals(core);
    await renewed.begin();
    expect((await kinds()).at(-1)).toBe('journal.key');
    const pressed = await old.approvals.decide({ id, person: people.lead, verdict: 'approve' }).catch((error: unknown) => error);
    expect(pressed).toMatchObject({ kind: 'unknown-key' });
    expect((await old.approvals.postedMessages.load(id))?.votes).toEqual([]);
    expect(await renewed.decide({ id, person: people.lead, verdict: 'approve' })).toEqual({ kind: 'counted', state: 'approved' });
  });
});

describe('times', () => {
  it('are the database’s, so that replicas whose clocks differ write one journal without a step', async () => {
    const replicas = [0, 2_000].map((aheadMs) => {
      const clock = { ...systemClock, now: () => new Date(Date.now() + aheadMs) };
      return { ...on(ring(a)), clock };
    });
    for (let round = 0; round < 4; round += 1)
      for (const replica of replicas) await replica.append(`note.${replica.clock.now().getTime()}`);
    expect((await kinds()).filter((kind) => kind.startsWith('journal.'))).toEqual([]);
    const times = (await readEntries(db(), 0, 100)).map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    expect(await check(a)).toMatchObject({ ok: true });
  });

  it('of a database that was a day ahead go on from now, with an entry that says from when to when', async () => {
    let at = new Date('2026-11-22T10:00:00.000Z');
    const journal = createJournal({ keys: ring(a), now: () => at });
    const append = () =>
      db()
        .transaction()
        .execute((tx) => journal.append(tx, { kind: 'note', actor: 'app' }));
    await append();
    at = new Date('2026-11-21T10:00:00.500Z');
    await append();
    await append();
    const entries = await readEntries(db(), 0, 100);
    expect(entries.map(({ kind, at: time }) => [kind, time])).toEqual([
      ['note', '2026-11-22T10:00:00.000Z'],
      ['journal.clock-stepped-back', '2026-11-21T10:00:00.500Z'],
      ['note', '2026-11-21T10:00:00.500Z'],
      ['note', '2026-11-21T10:00:00.500Z'],
    ]);
    expect(entries[1]?.data).toContain('"from":"2026-11-22T10:00:00.000Z"');
    const head = { seq: 1, hash: entries[0]?.hash ?? '', from: 'a file' };
    const verdict = await verify(pagesOf(sourceOf(db(), undefined)), [head], findIn([a]));
    expect(verdict).toMatchObject({ ok: true, behindMs: 0 });
  });
});
