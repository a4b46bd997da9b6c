import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { Clock } from '../lib/clock.ts';
import { canonicalJson, type Json } from '../lib/json.ts';
import { entryHash, genesisHash, personalHash } from './hashing.ts';

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
  /** Adds an entry in the caller's transaction, so that nothing happens without its entry, nor an entry without what it tells. */
  append(tx: Db, entry: Entry): Promise<void>;
};

/** After so many entries the head is published again. */
export const headEvery = 100;
const journalLock = 7_301_942;

export type JournalDeps = {
  clock: Clock;
  /** Called in the transaction of every hundredth entry. */
  onHeadDue?: (tx: Db) => Promise<void>;
};

/** The append-only record: each entry holds the hash of the one before, and the database refuses to change or remove one. */
export function createJournal({ clock, onHeadDue }: JournalDeps): Journal {
  return {
    async append(tx, entry) {
      // One writer at a time, until the transaction ends: the chain has no forks.
      await sql`SELECT pg_advisory_xact_lock(${sql.lit(journalLock)})`.execute(tx);
      const last = await tx.selectFrom('journal').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
      const personal =
        entry.personal === undefined
          ? undefined
          : { salt: randomBytes(16).toString('hex'), content: canonicalJson(entry.personal) };
      const data = {
        ...(entry.data === undefined ? {} : { data: entry.data }),
        ...(personal ? { personal: personalHash(personal.salt, personal.content) } : {}),
      };
      const row = {
        seq: (last?.seq ?? 0) + 1,
        at: clock.now().toISOString(),
        kind: entry.kind,
        requestId: entry.requestId ?? null,
        actor: entry.actor,
        data: canonicalJson(data),
      };
      const previousHash = last?.hash ?? genesisHash;
      await tx
        .insertInto('journal')
        .values({
          seq: row.seq,
          at: row.at,
          kind: row.kind,
          request_id: row.requestId,
          actor: row.actor,
          data: row.data,
          previous_hash: previousHash,
          hash: entryHash(row, previousHash),
        })
        .execute();
      if (personal)
        await tx
          .insertInto('journal_private')
          .values({ seq: row.seq, ...personal })
          .execute();
      if (row.seq % headEvery === 0) await onHeadDue?.(tx);
    },
  };
}
