import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { readEntries, type StoredEntry } from '../../src/journal/entries.ts';
import { entryHash, genesisHash, personalHash } from '../../src/journal/hashing.ts';
import { createJournal, type Entry, type JournalDeps } from '../../src/journal/journal.ts';
import { verify } from '../../src/journal/verify.ts';
import { handClock } from '../support/clock.ts';
import { fileDatabase } from '../support/file-database.ts';
import { testKeys } from '../support/keys.ts';

const file = fileDatabase();
/** The last entry of the test before: the journal only grows. */
let start: StoredEntry | undefined;

beforeEach(async () => {
  start = (await readEntries(file.database.db, -1, 10_000)).at(-1);
});

const clock = handClock('2026-11-21T10:00:00Z');
const append = (entry: Entry, deps: Partial<JournalDeps> = {}) =>
  file.database.db.transaction().execute((tx) => createJournal({ keys: testKeys, now: clock.now, ...deps }).append(tx, entry));
const added = () => readEntries(file.database.db, start?.seq ?? 0, 10_000);

it('the first entry is number 1 and points back to nothing', async () => {
  expect(start).toBeUndefined();
  await append({ kind: 'first', actor: 'app' });
  const [first] = await added();
  expect(first).toMatchObject({ seq: 1, previousHash: genesisHash, personal: null, data: '{}', requestId: null });
  expect(genesisHash).toBe('0'.repeat(64));
});

it('an entry holds what was told, when, by whom, and the hash of all that with the one before', async () => {
  await append({ kind: 'request.asked', actor: 'U0A', requestId: 'R1', data: { b: 2, a: [1, null], gone: undefined } });
  const [entry] = await added();
  const expected = {
    seq: (start?.seq ?? 0) + 1,
    at: '2026-11-21T10:00:00.000Z',
    kind: 'request.asked',
    requestId: 'R1',
    actor: 'U0A',
    data: '{"data":{"a":[1,null],"b":2}}',
  };
  expect(entry).toEqual({
    ...expected,
    previousHash: start?.hash,
    hash: entryHash(expected, start?.hash ?? '', testKeys.current),
    keyId: testKeys.current.id,
    personal: null,
  });
});

it('the hash covers every part of an entry, and no part can be moved into another', () => {
  const entry = { seq: 1, at: 'a', kind: 'k', requestId: 'r', actor: 'u', data: '{}' };
  const hash = entryHash(entry, 'p', testKeys.current);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(entryHash({ ...entry }, 'p', testKeys.current)).toBe(hash);
  for (const change of [{ seq: 2 }, { at: 'b' }, { kind: 'l' }, { requestId: null }, { actor: 'v' }, { data: '[]' }])
    expect(entryHash({ ...entry, ...change }, 'p', testKeys.current)).not.toBe(hash);
  expect(entryHash(entry, 'q', testKeys.current)).not.toBe(hash);
  expect(entryHash({ ...entry, at: 'ak', kind: '' }, 'p', testKeys.current)).not.toBe(hash);
  expect(personalHash('ab', 'c')).not.toBe(personalHash('a', 'bc'));
});

it('personal content lies beside the chain, which knows only its salted hash', async () => {
  const personal = { name: 'Anna Nowak', age: 41 };
  await append({ kind: 'reveal.customer', actor: 'U0A', personal });
  await append({ kind: 'reveal.customer', actor: 'U0A', personal });
  const [one, other] = await added();
  expect(one?.data).not.toContain('Anna');
  expect(one?.personal?.content).toBe('{"age":41,"name":"Anna Nowak"}');
  expect(one?.personal?.salt).toMatch(/^[0-9a-f]{32}$/);
  expect(one?.data).toBe(JSON.stringify({ personal: personalHash(one?.personal?.salt ?? '', one?.personal?.content ?? '') }));
  // The same content twice is not recognised as the same.
  expect(other?.personal?.salt).not.toBe(one?.personal?.salt);
  expect(other?.data).not.toBe(one?.data);
});

it('entries that are written at the same time are in one chain, and a transaction that fails leaves none', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, index) => append({ kind: 'race', actor: `U${index}` })));
  await expect(
    file.database.db.transaction().execute(async (tx) => {
      await createJournal({ keys: testKeys, now: clock.now }).append(tx, { kind: 'lost', actor: 'app' });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  const entries = await added();
  expect(entries).toHaveLength(12);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => (start?.seq ?? 0) + 1 + index));
  const all = await readEntries(file.database.db, -1, 10_000);
  const whole = (async function* () {
    yield all;
  })();
  expect(await verify(whole, [], testKeys.find)).toMatchObject({ ok: true, entries: all.length });
});

it('one writer at a time has the journal until its transaction ends', async () => {
  const held = await file.database.db.transaction().execute(async (tx) => {
    await createJournal({ keys: testKeys, now: clock.now }).append(tx, { kind: 'held', actor: 'app' });
    const locks = await sql<{ objid: number }>`SELECT objid::int FROM pg_locks WHERE locktype = 'advisory'`.execute(tx);
    return locks.rows;
  });
  expect(held).toEqual([{ objid: 7_301_942 }]);
});
