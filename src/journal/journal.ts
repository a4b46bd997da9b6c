import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { Clock } from '../lib/clock.ts';
import { canonicalJson, type Json } from '../lib/json.ts';

/** What can be told about. `actor` is a Slack user id, or `app`. */
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

/** What the first entry points back to. */
export const genesisHash = '0'.repeat(64);
const journalLock = 7_301_942;

type Hashed = { seq: number; at: string; kind: string; requestId: string | null; actor: string; data: string };

/** The hash of an entry: over its canonical content and the hash before it. */
export function entryHash(entry: Hashed, previousHash: string): string {
  return sha256(canonicalJson([entry.seq, entry.at, entry.kind, entry.requestId, entry.actor, entry.data, previousHash]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The append-only record: each entry holds the hash of the one before, and the database refuses to change or remove one. */
export function createJournal({ clock }: { clock: Clock }): Journal {
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
        ...(personal ? { personal: sha256(personal.salt + personal.content) } : {}),
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
    },
  };
}
