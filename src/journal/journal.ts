import { randomBytes } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Db, JournalTable } from '../db/schema.ts';
import { canonicalJson, type Json } from '../lib/json.ts';
import { chainFlaw } from './chain.ts';
import { asStored, type StoredEntry } from './entries.ts';
import { entryHash, genesisHash, handoverProof, judgeHash, personalHash } from './hashing.ts';
import type { Keyring } from './keys.ts';
import { journalKinds } from './kinds.ts';
import { JournalTrouble } from './trouble.ts';

/** What can be told about. `actor` is a Slack user id, `app`, or `cli:` and an account of the machine. */
export type Entry = {
  kind: string;
  requestId?: string;
  actor: string;
  /** Facts without personal data: they stay for ever. */
  data?: Json;
  /** What names or describes a customer: kept beside the chain under a salted hash, so that it can be erased without breaking it. */
  personal?: Json;
};

export type Journal = {
  /**
   * Adds an entry in the caller's transaction, so that nothing happens without its entry, nor an entry without what it tells.
   * @throws JournalTrouble when the entry that it would continue from was not written by this app, or with a key that is not known
   */
  append(tx: Db, entry: Entry): Promise<void>;
  /**
   * Makes this process's key the one that signs, if it is not, and says so in an entry. `keyed`: there were no keys before.
   * @throws JournalTrouble as append does
   */
  begin(tx: Db): Promise<'keyed' | 'key' | 'as it was'>;
};

const journalLock = 7_301_942;
/** Clocks are set right by little jumps all the time; these are not worth an entry, and the time does not move for that long. */
const smallStepMs = 1_000;

export type JournalDeps = {
  keys: Keyring;
  /** Times are the database's own, so that replicas agree; if a clock is moved on purpose, so far ahead of it. */
  shiftedByMs?: (() => number) | undefined;
  /** In the database's place: for tests. */
  now?: () => Date;
};

/** The append-only record: each entry holds the hash of the one before, and the database refuses to change or remove one. */
export function createJournal({ keys, shiftedByMs = () => 0, now }: JournalDeps): Journal {
  const timeOf = (database: Date) => now?.() ?? new Date(database.getTime() + shiftedByMs());
  return {
    async append(tx, entry) {
      const before = await lastWithTime(tx);
      const at = timeOf(before.at);
      let last = await handOver(tx, before.entry, at, keys);
      last = await noteStep(tx, last, at, keys);
      await write(tx, last, at, keys, entry);
    },
    async begin(tx) {
      const before = await lastWithTime(tx);
      const at = timeOf(before.at);
      const last = before.entry ?? (await write(tx, undefined, at, keys, keyedEntry(keys, 0)));
      const after = await handOver(tx, last, at, keys);
      if (after?.seq === before.entry?.seq) return 'as it was';
      return before.entry === undefined || before.entry.keyId === null ? 'keyed' : 'key';
    },
  };
}

/** One writer at a time, until the transaction ends: the chain has no forks. */
export async function holdJournal(tx: Db): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(journalLock)})`.execute(tx);
}

export async function lastEntry(db: Db): Promise<StoredEntry | undefined> {
  const row = await db.selectFrom('journal').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : asStored(row);
}

/** Waits for its turn to write, and gives the last entry and the database's clock. */
async function lastWithTime(tx: Db): Promise<{ entry: StoredEntry | undefined; at: Date }> {
  const { rows } = await sql<Selectable<JournalTable> & { database_time: Date }>`
    SELECT tail.*, clock_timestamp() AS database_time FROM journal_tail() AS tail`.execute(tx);
  const [row] = rows;
  return row === undefined ? { entry: undefined, at: await databaseNow(tx) } : { entry: asStored(row), at: row.database_time };
}

/** @throws JournalTrouble if this process must not go on from this entry */
export async function mustContinueFrom(db: Db, last: StoredEntry | undefined, keys: Keyring): Promise<void> {
  if (last === undefined) return;
  const judged = judgeHash(last, keys.find);
  if (judged !== 'good') throw new JournalTrouble(judged === 'unknown-key' ? 'unknown-key' : 'forged');
  if (last.keyId === null || last.keyId === keys.current.id) return;
  if (!(await wasHandedTo(db, last.keyId, keys))) throw new JournalTrouble('forged');
}

const keyedEntry = ({ current }: Keyring, over: number): Entry => ({
  kind: journalKinds.keyed,
  actor: 'app',
  data: { key: current.id, over },
});

/** Checks the entry that is continued from; if it was made without a key, or with an older one, an entry says that ours begins. */
async function handOver(tx: Db, last: StoredEntry | undefined, at: Date, keys: Keyring): Promise<StoredEntry | undefined> {
  await mustContinueFrom(tx, last, keys);
  if (last === undefined || last.keyId === keys.current.id) return last;
  if (last.keyId === null) {
    // Once there are keys, an entry without one is a forged one.
    if (await isKeyed(tx)) throw new JournalTrouble('forged');
    return write(tx, last, at, keys, keyedEntry(keys, last.seq));
  }
  const former = keys.find(last.keyId);
  if (former === undefined) throw new JournalTrouble('unknown-key');
  return write(tx, last, at, keys, {
    kind: journalKinds.key,
    actor: 'app',
    data: { from: former.id, key: keys.current.id, proof: handoverProof(former, last.hash, keys.current.id) },
  });
}

/** Whether the key of the last entries took over as it must: anyone who holds an old key alone cannot make it sign again. */
async function wasHandedTo(db: Db, keyId: string, keys: Keyring): Promise<boolean> {
  const rows = db.selectFrom('journal').selectAll();
  const before = await rows
    .where((entry) => entry.or([entry('key_id', 'is', null), entry('key_id', '!=', keyId)]))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (before === undefined) return true;
  const first = await rows.where('seq', '=', before.seq + 1).executeTakeFirst();
  return first !== undefined && chainFlaw(asStored(first), asStored(before), keys.find) === undefined;
}

/** Whether the journal has entries with a key. */
export async function isKeyed(db: Db): Promise<boolean> {
  const keyed = await db.selectFrom('journal').select('seq').where('key_id', 'is not', null).limit(1).executeTakeFirst();
  return keyed !== undefined;
}

async function noteStep(tx: Db, last: StoredEntry | undefined, at: Date, keys: Keyring): Promise<StoredEntry | undefined> {
  if (last === undefined || Date.parse(last.at) - at.getTime() <= smallStepMs) return last;
  const data = { from: last.at, to: at.toISOString() };
  return write(tx, last, at, keys, { kind: journalKinds.clock, actor: 'app', data }, true);
}

async function write(
  tx: Db,
  last: StoredEntry | undefined,
  at: Date,
  { current }: Keyring,
  entry: Entry,
  mayStepBack = false,
): Promise<StoredEntry> {
  const personal =
    entry.personal === undefined ? undefined : { salt: randomBytes(16).toString('hex'), content: canonicalJson(entry.personal) };
  const data = {
    data: entry.data,
    personal: personal ? personalHash(personal.salt, personal.content) : undefined,
  };
  const time = at.toISOString();
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: last === undefined || mayStepBack || time > last.at ? time : last.at,
    kind: entry.kind,
    requestId: entry.requestId ?? null,
    actor: entry.actor,
    data: canonicalJson(data),
  };
  const previousHash = last?.hash ?? genesisHash;
  const hash = entryHash(row, previousHash, current);
  const kept = await tx
    .insertInto('journal')
    .values({
      seq: row.seq,
      at: row.at,
      kind: row.kind,
      request_id: row.requestId,
      actor: row.actor,
      data: row.data,
      previous_hash: previousHash,
      hash,
      key_id: current.id,
    })
    .returning('hash')
    .executeTakeFirst();
  if (kept?.hash !== hash) throw new JournalTrouble('not-kept');
  if (personal)
    await tx
      .insertInto('journal_private')
      .values({ seq: row.seq, ...personal })
      .execute();
  return { ...row, previousHash, hash, keyId: current.id, personal: personal ?? null };
}

async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`SELECT clock_timestamp() AS at`.execute(db);
  const at = rows[0]?.at;
  if (at === undefined) throw new Error('the database did not tell the time');
  return at;
}
