import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PublishedHead, parseHead, publishHeads, readHeadFile } from '../../src/journal/heads.ts';
import { createJournal } from '../../src/journal/journal.ts';
import { headMessage } from '../../src/views/audit/head.ts';
import { handClock } from '../support/clock.ts';
import { freshDatabase, silentLog } from '../support/database.ts';
import { testKeys } from '../support/keys.ts';
import { someEntries } from './support.ts';

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.remove());

const dayMs = 24 * 3_600_000;

test('the head goes to every channel and to the file after a hundred entries and after a day, once each', async () => {
  const { db } = fresh.database;
  const clock = handClock();
  const file = join(tmpdir(), `wheelhouse-heads-${randomUUID()}`);
  const waiting: string[] = [];
  const posted: { channel: string; head: PublishedHead }[] = [];
  const deps = {
    db,
    clock,
    log: silentLog,
    channels: ['C0OPS', 'C0OTHER'],
    file,
    post: async (channel: string, head: PublishedHead) => {
      posted.push({ channel, head });
      return 'done' as const;
    },
    schedule: async (_tx: unknown, ref: string) => {
      waiting.push(ref);
    },
  };
  let due = 0;
  const journal = createJournal({
    keys: testKeys,
    now: clock.now,
    onHeadDue: async () => {
      due += 1;
    },
  });
  const append = (count: number) =>
    db.transaction().execute(async (tx) => {
      for (const entry of someEntries(count)) await journal.append(tx, entry);
    });
  const work = async () => {
    const again = await publishHeads(deps, 'all');
    for (const ref of waiting.splice(0)) expect(await publishHeads(deps, ref)).toBe('done');
    return again;
  };

  expect(await work()).toEqual({ againInMs: 3_600_000 });
  await append(99);
  expect(due).toBe(0);
  expect(await work()).toEqual({ againInMs: dayMs });
  expect(posted).toEqual([]);
  await append(1);
  expect(due).toBe(1);
  expect(await work()).toEqual({ againInMs: dayMs });
  expect(posted.map(({ channel, head }) => [channel, head.seq, head.sinceLast])).toEqual([
    ['C0OPS', 100, 100],
    ['C0OTHER', 100, 100],
  ]);
  await work();
  expect(posted).toHaveLength(2);

  await append(3);
  clock.forward(dayMs - 1);
  expect(await work()).toEqual({ againInMs: 1 });
  clock.forward(1);
  await work();
  expect(posted.slice(2).map(({ head }) => [head.seq, head.sinceLast])).toEqual([
    [103, 3],
    [103, 3],
  ]);

  const rows = await db.selectFrom('journal').select(['seq', 'hash']).where('seq', 'in', [100, 103]).orderBy('seq').execute();
  expect(await readHeadFile(file)).toMatchObject(rows);
  expect(readFileSync(file, 'utf8')).toMatch(/^2026-11-21T10:00:00\.000Z 100 [0-9a-f]{64}\n2026-11-22T/);
  // What is posted is what --head takes.
  const { text } = headMessage({ seq: 103, hash: rows[1]?.hash ?? '', sinceLast: 3 });
  expect(text).toMatch(/^Journal head 103:[0-9a-f]{16}, 3 entries since the last head$/);
  expect(parseHead(/\d+:[0-9a-f]+/.exec(text)?.[0] ?? '', 'the channel')?.hash).toBe(rows[1]?.hash.slice(0, 16));
});

test('only what was posted is read as a head', () => {
  for (const text of ['', '12', '12:', '12:abc', 'x:0123456789abcdef', '12:0123456g', '-1:0123456789abcdef'])
    expect(parseHead(text, '')).toBeUndefined();
  expect(parseHead(' 12:0123456789ABCDEF ', 'here')).toEqual({ seq: 12, hash: '0123456789abcdef', from: 'here' });
});
