import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeptHead, writeKeptHead } from '../../src/journal/head-file.ts';
import { createHeadKeeper, judgeKept, keepHead } from '../../src/journal/head-keeper.ts';
import { createJournal, type Entry, lastEntry } from '../../src/journal/journal.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { handClock } from '../support/clock.ts';
import { fileDatabase } from '../support/file-database.ts';
import { testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';
import { someEntries } from './support.ts';

const fresh = fileDatabase();
let folder: string;
let file: string;
const clock = handClock();
const journal = createJournal({ keys: testKeys, now: clock.now });
const db = () => fresh.database.db;
const append = (...entries: Entry[]) =>
  db()
    .transaction()
    .execute(async (tx) => {
      for (const entry of entries) await journal.append(tx, entry);
    });
const newest = async () => {
  const last = await lastEntry(db());
  return { seq: last?.seq, hash: last?.hash };
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-head-'));
  file = join(folder, 'head');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the head file', () => {
  it('holds the newest head, in one line, for this account alone, and nothing else lies beside it', async () => {
    await append(...someEntries(2));
    expect(await keepHead(db(), file, testKeys.find)).toBe('none');
    await append(...someEntries(1));
    expect(await keepHead(db(), file, testKeys.find)).toBe('ancestor');
    expect(await readKeptHead(file)).toMatchObject(await newest());
    expect(readFileSync(file, 'utf8')).toMatch(/^2026-11-21T10:00:00\.000Z \d+ [0-9a-f]{64}\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['head']);
  });

  it('of an older version, with a line for each head, is taken up by its newest', async () => {
    const [first, last] = [
      await db().selectFrom('journal').selectAll().where('seq', '=', 1).executeTakeFirstOrThrow(),
      await newest(),
    ];
    writeFileSync(file, `${first.at} 1 ${first.hash}\n${first.at} ${last.seq} ${last.hash}\n`);
    await append(...someEntries(1));
    expect(await keepHead(db(), file, testKeys.find)).toBe('ancestor');
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2);
  });

  it.each([
    ['lies beyond the database', async () => ({ ...(await newest()), seq: ((await newest()).seq ?? 0) + 5 })],
    ['has another hash than the entry of its number', async () => ({ seq: 1, hash: 'ab'.repeat(32) })],
  ])('is left as it is when it %s', async (_, strange) => {
    const head = await strange();
    await writeKeptHead(file, { at: '2026-11-21T10:00:00.000Z', seq: head.seq ?? 0, hash: head.hash ?? '' });
    const before = readFileSync(file, 'utf8');
    expect(await keepHead(db(), file, testKeys.find)).toBe('beyond');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('goes on after a restore that an entry accepts, and only for heads of the range that it names', async () => {
    const at = '2026-11-21T10:00:00.000Z';
    const { seq: after = 0 } = await newest();
    const lost = { seq: after + 40, hash: 'cd'.repeat(32), at };
    await writeKeptHead(file, lost);
    expect(await keepHead(db(), file, testKeys.find)).toBe('beyond');
    await append({
      kind: 'journal.restored',
      actor: 'cli:ana',
      data: { after, head: { seq: lost.seq, hash: lost.hash } },
      personal: { reason: 'disk died' },
    });
    expect(await judgeKept(db(), { ...lost, seq: lost.seq + 1 }, testKeys.find)).toBe('beyond');
    expect(await judgeKept(db(), { ...lost, seq: after }, testKeys.find)).toBe('beyond');
    expect(await keepHead(db(), file, testKeys.find)).toBe('ancestor');
    expect(await readKeptHead(file)).toMatchObject(await newest());
  });
});

describe('the keeper', () => {
  it('brings the file to each new head within a second, no matter who wrote the entry', async () => {
    // A second of the keeper's own clock: how long the machine takes for a look says nothing about when it looks.
    let looks = 0;
    const watched = {
      ...clock,
      sleep: (ms: number, signal?: AbortSignal) => {
        looks += 1;
        return clock.sleep(ms, signal);
      },
    };
    const keeper = createHeadKeeper({ db: db(), clock: watched, log: silentLog, find: testKeys.find, file });
    keeper.start();
    for (let round = 1; round <= 3; round += 1) {
      await expect.poll(() => looks).toBe(round);
      await append(...someEntries(1));
      clock.forward(999);
      await expect.poll(() => looks).toBe(round + 1);
      expect(await readKeptHead(file)).toMatchObject(await newest());
    }
    await append(...someEntries(1));
    await keeper.stop();
    expect(await readKeptHead(file)).toMatchObject(await newest());
  });

  it('keeps the file going with another replica on it, at whatever instant each writes', async () => {
    const keepers = [1, 2, 3].map(() => createHeadKeeper({ db: db(), clock, log: silentLog, find: testKeys.find, file }));
    for (const keeper of keepers) keeper.start();
    const kept = () => {
      clock.forward(300);
      return readKeptHead(file).catch(() => undefined);
    };
    await Promise.all(Array.from({ length: 20 }, () => append(...someEntries(2)).then(kept)));
    await expect.poll(kept).toMatchObject(await newest());
    await Promise.all(keepers.map((keeper) => keeper.stop()));
    expect(await readKeptHead(file)).toMatchObject(await newest());
    expect(readdirSync(folder)).toEqual(['head']);
  });

  it('says when the database does not have what is kept, each time, and leaves the file alone', async () => {
    await writeKeptHead(file, { at: '2026-11-21T10:00:00.000Z', seq: 1_000, hash: 'ab'.repeat(32) });
    let told = 0;
    const keeper = createHeadKeeper({ db: db(), clock, log: silentLog, find: testKeys.find, file, onBeyond: () => (told += 1) });
    expect(await keeper.keep()).toBe('beyond');
    expect(await keeper.keep()).toBe('beyond');
    expect(told).toBe(2);
    expect(keeper.state()).toEqual({ head: 'beyond the database' });
    expect((await readKeptHead(file))?.seq).toBe(1_000);
  });

  it('goes on when the folder of the file comes back', async () => {
    const away = join(folder, 'share');
    const keeper = createHeadKeeper({
      db: db(),
      clock: systemClock,
      log: silentLog,
      find: testKeys.find,
      file: join(away, 'head'),
    });
    await append(...someEntries(1));
    keeper.start();
    await expect.poll(() => keeper.state()).toEqual({ head: expect.stringContaining('ENOENT') });
    const { mkdirSync } = await import('node:fs');
    mkdirSync(away);
    await expect.poll(() => existsSync(join(away, 'head'))).toBe(true);
    await keeper.stop();
  });
});
