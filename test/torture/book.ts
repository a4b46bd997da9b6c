import { meaningOf } from '../../src/approvals/seal/meaning.ts';
import type { Db } from '../../src/db/schema.ts';
import type { Keyring } from '../../src/journal/keys.ts';
import { pagesOf, sourceOf } from '../../src/journal/source.ts';
import { verify } from '../../src/journal/verify.ts';
import type { Book } from './orders.ts';

/** Everything that the judge wants to know of a database. */
export async function readBook(db: Db, find: Keyring['find']): Promise<Book> {
  const requests = await db
    .selectFrom('requests')
    .innerJoin('request_details', 'request_details.request_id', 'requests.id')
    .select([
      'id',
      'state',
      'asker',
      'reason',
      'votes_needed',
      'sent_at',
      'expired_clock',
      'settled_by',
      'envelope',
      'beneficiary',
      'action',
      'input',
    ])
    .execute();
  const votes = await db.selectFrom('votes').select(['request_id', 'person', 'given_for', 'verdict']).execute();
  const journal = await db.selectFrom('journal').selectAll().orderBy('seq').execute();
  const locks = await db.selectFrom('subject_locks').select('request_id').execute();
  const verdict = await verify(pagesOf(sourceOf(db, undefined)), [], find, meaningOf(find));
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
      envelope: row.envelope,
      beneficiary: row.beneficiary,
      holds: row.action === 'voucher.envelope' ? Number((row.input as { count?: number }).count ?? 0) : null, // safe: what its action parsed
    })),
    votes: votes.map((row) => ({
      request: row.request_id,
      person: row.person,
      givenFor: row.given_for,
      verdict: row.verdict,
    })),
    entries: journal.map((row) => ({ seq: row.seq, kind: row.kind, request: row.request_id, actor: row.actor })),
    chain: [
      ...journal
        .filter((row) => row.kind === 'request.put-back' || row.data.includes('changedOutside'))
        .map((row) => `entry ${row.seq} says that something else changed request ${row.request_id}, and nothing did`),
      ...journal
        .filter(({ kind }) => kind === 'limits.unknown' || kind === 'look.lost' || kind.startsWith('journal.restored'))
        .map(({ seq, kind }) => `entry ${seq} is ${kind}, and nothing was lost`),
      ...(verdict.ok ? [] : [`entry ${verdict.flaw.seq}: ${verdict.flaw.say}`]),
    ],
    held: locks.map((row) => row.request_id),
  };
}
