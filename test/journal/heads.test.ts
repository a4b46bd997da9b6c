import { expect, it } from 'vitest';
import { type PublishedHead, parseHead, publishHeads } from '../../src/journal/heads.ts';
import { createJournal } from '../../src/journal/journal.ts';
import { headMessage } from '../../src/views/audit/head.ts';
import { handClock } from '../support/clock.ts';
import { fileDatabase } from '../support/file-database.ts';
import { testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';
import { someEntries } from './support.ts';

const fresh = fileDatabase();

const dayMs = 24 * 3_600_000;

it('the head goes to every channel once a day, however many entries there are', async () => {
  const { db } = fresh.database;
  const clock = handClock();
  const waiting: string[] = [];
  const posted: { channel: string; head: PublishedHead }[] = [];
  const deps = {
    db,
    clock,
    log: silentLog,
    channels: ['C0OPS', 'C0OTHER'],
    post: async (channel: string, head: PublishedHead) => {
      posted.push({ channel, head });
      return 'done' as const;
    },
    schedule: async (_tx: unknown, ref: string) => {
      waiting.push(ref);
    },
  };
  const journal = createJournal({ keys: testKeys, now: clock.now });
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
  await append(100);
  expect(await work()).toEqual({ againInMs: dayMs });
  expect(posted).toEqual([]);
  clock.forward(dayMs - 1);
  expect(await work()).toEqual({ againInMs: 1 });
  clock.forward(1);
  expect(await work()).toEqual({ againInMs: dayMs });
  const shown = () => posted.map(({ channel, head }) => [channel, head.seq, head.sinceLast]);
  expect(shown()).toEqual([
    ['C0OPS', 100, 100],
    ['C0OTHER', 100, 100],
  ]);
  await append(3);
  await work();
  expect(posted).toHaveLength(2);
  clock.forward(dayMs);
  await work();
  expect(shown().slice(2)).toEqual([
    ['C0OPS', 103, 3],
    ['C0OTHER', 103, 3],
  ]);

  const rows = await db.selectFrom('journal').select(['seq', 'hash']).where('seq', 'in', [100, 103]).orderBy('seq').execute();
  // What is posted is what --head takes.
  const { text } = headMessage({ seq: 103, hash: rows[1]?.hash ?? '', sinceLast: 3 });
  expect(text).toMatch(/^Journal head 103:[0-9a-f]{16}, 3 entries since the last head$/);
  expect(parseHead(/\d+:[0-9a-f]+/.exec(text)?.[0] ?? '', 'the channel')?.hash).toBe(rows[1]?.hash.slice(0, 16));
});

it('only what was posted is read as a head', () => {
  for (const text of ['', '12', '12:', '12:abc', 'x:0123456789abcdef', '12:0123456g', '-1:0123456789abcdef'])
    expect(parseHead(text, '')).toBeUndefined();
  expect(parseHead(' 12:0123456789ABCDEF ', 'here')).toEqual({ seq: 12, hash: '0123456789abcdef', from: 'here' });
});
