import type { Db } from '../../src/db/schema.ts';
import { entryHash, genesisHash } from '../../src/journal/hashing.ts';
import type { Book } from './orders.ts';

/** Everything that the judge wants to know of a database. */
export async function readBook(db: Db): Promise<Book> {
  const requests = await db
    .selectFrom('requests')
    .innerJoin('request_details', 'request_details.request_id', 'requests.id')
    .select(['id', 'state', 'asker', 'reason', 'votes_needed', 'sent_at', 'expired_clock', 'settled_by'])
    .execute();
  const votes = await db.selectFrom('votes').select(['request_id', 'person', 'verdict']).execute();
  const journal = await db.selectFrom('journal').selectAll().orderBy('seq').execute();
  const locks = await db.selectFrom('subject_locks').select('request_id').execute();
  const chain: string[] = [];
  let previous = genesisHash;
  for (const [index, row] of journal.entries()) {
    const entry = { seq: row.seq, at: row.at, kind: row.kind, requestId: row.request_id, actor: row.actor, data: row.data };
    if (row.seq !== index + 1) chain.push(`entry ${index + 1} is missing: ${row.seq} stands there`);
    if (row.previous_hash !== previous || row.hash !== entryHash(entry, previous)) chain.push(`entry ${row.seq} does not follow`);
    previous = row.hash;
  }
  return {
    requests: requests.map((row) => ({
      id: row.id,
      state: row.state,
      asker: row.asker,
      reason: row.reason,
      votesNeeded: row.votes_needed,
      sent: row.sent_at !== null,
      expiredClock: row.expired_clock,
      settledBy: row.settled_by,
    })),
    votes: votes.map((row) => ({ request: row.request_id, person: row.person, verdict: row.verdict })),
    entries: journal.map((row) => ({ seq: row.seq, kind: row.kind, request: row.request_id, actor: row.actor })),
    chain,
    held: locks.map((row) => row.request_id),
  };
}
