import { type SqlBool, sql } from 'kysely';
import { customerOfEntry } from '../../db/looks-index.ts';
import type { Db } from '../../db/schema.ts';
import { dataOf } from '../../journal/entries.ts';
import type { Json } from '../../lib/json.ts';
import { subjectOf } from '../../lib/subject.ts';

/** What to look for; all that is given must hold. */
export type FindFilter = {
  /** Who did it, or asked for it. A Slack user id, or another actor. */
  person?: string;
  /** A number, or a Smartmove user's UUID. */
  customer?: number | string;
  request?: string;
  /** An action's name, with `*` at its end for all that begin so. */
  action?: string;
  /** A kind of entry, or the part before its dot: `request.done`, `reveal`. */
  kind?: string;
  /** From the first instant on, up to and without the second. */
  from?: Date;
  before?: Date;
};

/** Older than this entry, or newer; neither is the newest page. */
export type FindPlace = { olderThan?: number; newerThan?: number };

export type FoundEntry = {
  seq: number;
  at: Date;
  kind: string;
  actor: string;
  requestId: string | undefined;
  action: string | undefined;
  /** Whom or what it is about: `customer:1010`. */
  subjects: readonly string[];
  /** Facts without personal data. */
  facts: Json | undefined;
  /** Why somebody did it, in their words; null if it was erased. */
  reason: string | null | undefined;
};

export type FoundPage = { entries: FoundEntry[]; hasOlder: boolean; hasNewer: boolean };

/** A page of the journal, newest first. */
export async function findEntries(db: Db, filter: FindFilter, place: FindPlace, limit: number): Promise<FoundPage> {
  const forwards = place.newerThan !== undefined;
  let query = db
    .selectFrom('journal')
    .leftJoin('journal_private', 'journal_private.seq', 'journal.seq')
    .leftJoin('requests', 'requests.id', 'journal.request_id')
    .select(['journal.seq', 'journal.at', 'journal.kind', 'journal.actor', 'journal.request_id', 'journal.data'])
    .select(['requests.action', 'requests.subjects', 'requests.beneficiary'])
    .select(['journal_private.seq as personal_seq', 'content']);
  for (const condition of conditionsOf(filter)) query = query.where(condition);
  if (place.newerThan !== undefined) query = query.where('journal.seq', '>', place.newerThan);
  else if (place.olderThan !== undefined) query = query.where('journal.seq', '<', place.olderThan);
  const rows = await query
    .orderBy('journal.seq', forwards ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute();
  const more = rows.length > limit;
  const page = forwards ? rows.slice(0, limit).reverse() : rows.slice(0, limit);
  return {
    entries: page.map((row) => {
      const facts = dataOf(row)?.data as Json | undefined; // safe: it came out of JSON
      return {
        seq: row.seq,
        at: new Date(row.at),
        kind: row.kind,
        actor: row.actor,
        requestId: row.request_id ?? undefined,
        action: row.action ?? undefined,
        subjects: [
          ...new Set([...(row.subjects ?? []), ...(row.beneficiary === null ? [] : [row.beneficiary]), ...shownOf(facts)]),
        ],
        facts,
        reason: row.personal_seq === null ? undefined : reasonOf(row.content),
      };
    }),
    hasOlder: forwards || more,
    hasNewer: forwards ? more : place.olderThan !== undefined,
  };
}

function conditionsOf({ person, customer, request, action, kind, from, before }: FindFilter) {
  const conditions = [];
  if (person !== undefined) conditions.push(sql<SqlBool>`(journal.actor = ${person} OR requests.asker = ${person})`);
  if (request !== undefined) conditions.push(sql<SqlBool>`journal.request_id = ${request}`);
  if (kind !== undefined) conditions.push(sql<SqlBool>`(journal.kind = ${kind} OR starts_with(journal.kind, ${`${kind}.`}))`);
  if (action !== undefined)
    conditions.push(
      action.endsWith('*')
        ? sql<SqlBool>`starts_with(requests.action, ${action.slice(0, -1)})`
        : sql<SqlBool>`requests.action = ${action}`,
    );
  if (customer !== undefined) {
    const subject = subjectOf(customer);
    // A look and a reveal have no request: they say themselves whom they showed.
    conditions.push(
      sql<SqlBool>`(requests.beneficiary = ${subject} OR requests.subjects @> ${JSON.stringify([subject])}::jsonb
        OR ${sql.raw(customerOfEntry)} = ${String(customer)})`,
    );
  }
  // There are so many of them that nothing else would be seen: they are shown of a customer, or when they are asked for.
  if (customer === undefined && kind === undefined) conditions.push(sql<SqlBool>`NOT starts_with(journal.kind, 'look.')`);
  if (from !== undefined) conditions.push(sql<SqlBool>`journal.at COLLATE "C" >= ${from.toISOString()}`);
  if (before !== undefined) conditions.push(sql<SqlBool>`journal.at COLLATE "C" < ${before.toISOString()}`);
  return conditions;
}

function shownOf(facts: Json | undefined): string[] {
  return facts !== null && typeof facts === 'object' && 'customer' in facts ? [subjectOf(String(facts.customer))] : [];
}

/** Of what is personal, only why somebody did it is shown; what was put in and seen stays where it is. */
function reasonOf(content: string | null): string | null | undefined {
  if (content === null) return null;
  try {
    const personal: unknown = JSON.parse(content);
    if (personal === null || typeof personal !== 'object' || !('reason' in personal)) return undefined;
    return typeof personal.reason === 'string' && personal.reason !== '' ? personal.reason : undefined;
  } catch {
    return undefined;
  }
}
