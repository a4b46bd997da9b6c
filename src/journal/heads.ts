import type { Db } from '../db/schema.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

/** A head that was published: the number and the hash (or the beginning of it) of the entry that was the last one then. */
export type Head = {
  seq: number;
  hash: string;
  /** Where it was found, in words. */
  from: string;
  /** The database itself remembers it: anyone who changed the journal could have changed it, too. */
  isInDatabase?: true | undefined;
};

const dayMs = 24 * 3_600_000;
/** With nothing in the journal yet, it is looked at again so much later. */
const emptyAgainMs = 3_600_000;
/** How much of the hash is posted: enough that nobody finds another entry with the same (64 bits), short enough to copy. */
export const shortHash = 16;

/** `1200:3f2ab1c9d0e4f5a6`, as it is posted: eight digits of the hash at least. Undefined when it is not that. */
export function parseHead(text: string, from: string): Head | undefined {
  const parts = /^(\d{1,9}):([0-9a-f]{8,64})$/i.exec(text.trim());
  return parts?.[1] === undefined || parts[2] === undefined
    ? undefined
    : { seq: Number(parts[1]), hash: parts[2].toLowerCase(), from };
}

export type PublishedHead = { seq: number; hash: string; at: Date; sinceLast: number };

export type HeadDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  /** Where heads are posted. */
  channels: readonly string[];
  post(channel: string, head: PublishedHead): Promise<'done' | { againInMs: number }>;
  /** Schedules this job under another reference. */
  schedule(tx: Db, ref: string): Promise<void>;
};

/**
 * The job that publishes the head once a day, so that a cut tail shows. `all` looks whether one is due; `post:<seq>:<channel>` brings it to
 * one place, until it is there.
 */
export async function publishHeads(deps: HeadDeps, ref: string): Promise<'done' | { againInMs: number }> {
  if (ref === 'all') return lookForHead(deps);
  const [place, seq = '', channel = ''] = ref.split(':');
  const head = await publishedHead(deps.db, Number(seq));
  if (head === undefined) return 'done';
  // `file` is of an older version, which published to the file now and then (head-keeper.ts).
  return place === 'post' ? deps.post(channel, head) : 'done';
}

async function lookForHead({ db, clock, log, channels, schedule }: HeadDeps): Promise<{ againInMs: number }> {
  const [last, published, first] = await Promise.all([
    db.selectFrom('journal').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst(),
    latestHead(db),
    db.selectFrom('journal').select('at').orderBy('seq').limit(1).executeTakeFirst(),
  ]);
  if (last === undefined || first === undefined) return { againInMs: emptyAgainMs };
  const now = clock.now();
  const since = published?.at ?? new Date(first.at);
  const leftMs = since.getTime() + dayMs - now.getTime();
  if (leftMs > 0) return { againInMs: leftMs };
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('journal_heads').values({ seq: last.seq, hash: last.hash, at: now }).execute();
    for (const channel of channels) await schedule(tx, `post:${last.seq}:${channel}`);
  });
  // The log is a third place: if logs are gathered elsewhere, the head is there, too.
  log.info({ seq: last.seq, hash: last.hash }, 'the journal’s head');
  return { againInMs: dayMs };
}

async function latestHead(db: Db): Promise<{ seq: number; at: Date } | undefined> {
  return db.selectFrom('journal_heads').select(['seq', 'at']).orderBy('at', 'desc').limit(1).executeTakeFirst();
}

async function publishedHead(db: Db, seq: number): Promise<PublishedHead | undefined> {
  const [head, before] = await Promise.all([
    db.selectFrom('journal_heads').selectAll().where('seq', '=', seq).orderBy('at', 'desc').limit(1).executeTakeFirst(),
    db.selectFrom('journal_heads').select('seq').where('seq', '<', seq).orderBy('seq', 'desc').limit(1).executeTakeFirst(),
  ]);
  return head === undefined
    ? undefined
    : { seq: head.seq, hash: head.hash, at: head.at, sinceLast: head.seq - (before?.seq ?? 0) };
}

/** The heads that the database itself remembers. They catch anyone who forgot them; only a head kept elsewhere catches all. */
export async function rememberedHeads(db: Db): Promise<Head[]> {
  const rows = await db.selectFrom('journal_heads').selectAll().orderBy('at').execute();
  return rows.map(({ seq, hash, at }) => ({ seq, hash, from: `the database, ${at.toISOString()}`, isInDatabase: true }));
}
