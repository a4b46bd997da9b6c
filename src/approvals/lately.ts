import { type SqlBool, sql } from 'kysely';
import { customerOfEntry } from '../db/looks-index.ts';
import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import { personIn, subjectOf } from '../lib/subject.ts';
import type { ApprovalDeps } from './deps.ts';
import type { RequestRecord } from './request.ts';
import { type OpenState, openOrDoneSince, requestsFor } from './store/lists.ts';

/** Who else was at a customer in the last ten minutes, and what waits for it: so that two people do not do the same thing. */
export type Lately = {
  /** When it was asked: what times are told relative to. */
  now: Date;
  others: readonly { person: string; did: 'looked' | 'changed'; at: Date }[];
  waiting: readonly { id: string; label: string; asker: string; state: OpenState }[];
};

const withinMs = 10 * 60_000;

/**
 * Of the last ten minutes looks are shown to everybody who may look themselves; older ones to those who may read the journal. Never throws:
 * without it a profile is still one.
 */
export async function lately(deps: ApprovalDeps, subjects: readonly string[], except: string): Promise<Lately> {
  const now = deps.clock.now();
  const nothing: Lately = { now, others: [], waiting: [] };
  if (subjects.length === 0) return nothing;
  try {
    const since = new Date(now.getTime() - withinMs);
    const [looks, requests] = await Promise.all([looksAt(deps.db, subjects, since), openOrDoneSince(deps.db, subjects, since)]);
    const changes = requests.flatMap(({ asker, state, finishedAt }) =>
      state === 'done' && finishedAt !== null ? [{ person: asker, did: 'changed' as const, at: finishedAt }] : [],
    );
    return {
      now,
      others: latestOf([...changes, ...looks].filter(({ person }) => person !== except)),
      waiting: requests.flatMap(({ id, action, asker, state }) =>
        state === 'done' ? [] : [{ id, label: deps.actions[action]?.label ?? action, asker, state }],
      ),
    };
  } catch (error) {
    deps.log.warn({ err: asFault(error) }, 'who else was at a customer could not be read');
    return nothing;
  }
}

/** One row a person, the newest first; who changed something has looked, too. */
function latestOf(all: Lately['others']): Lately['others'] {
  const rows = new Map<string, Lately['others'][number]>();
  for (const one of all.toSorted((a, b) => b.at.getTime() - a.at.getTime())) {
    const kept = rows.get(one.person);
    if (kept === undefined || (kept.did === 'looked' && one.did === 'changed')) rows.set(one.person, one);
  }
  return [...rows.values()].sort((a, b) => b.at.getTime() - a.at.getTime());
}

async function looksAt(db: Db, subjects: readonly string[], since: Date): Promise<Lately['others']> {
  const customers = subjects.flatMap((subject) => personIn(subject) ?? []);
  if (customers.length === 0) return [];
  const rows = await db
    .selectFrom('journal')
    .select(['actor', 'at'])
    .where(sql<SqlBool>`${sql.raw(customerOfEntry)} IN (${sql.join(customers)})`)
    .where(sql<SqlBool>`journal.at COLLATE "C" >= ${since.toISOString()}`)
    .execute();
  return rows.map(({ actor, at }) => ({ person: actor, did: 'looked', at: new Date(at) }));
}

/** What was requested and given for one customer, newest first: a page of it, as `shown` reads them, and whether there is more. */
export async function historyOf(
  { db, shown: read }: { db: Db; shown(ids: readonly string[]): Promise<RequestRecord[]> },
  customer: number,
  { from, size }: { from: number; size: number },
): Promise<{ requests: RequestRecord[]; hasMore: boolean }> {
  const ids = await requestsFor(db, subjectOf(customer), { from, most: size + 1 });
  return { requests: await read(ids.slice(0, size)), hasMore: ids.length > size };
}
