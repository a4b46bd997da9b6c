import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { asStored, dataOf, type StoredEntry } from '../../journal/entries.ts';
import { judgeHash } from '../../journal/hashing.ts';
import type { Keyring } from '../../journal/keys.ts';
import { requestStates, takesIn } from '../machine.ts';
import { unfinishedIds } from '../store/lists.ts';
import { type FigureEntry, type Figures, figuresOf, type Span } from './figures.ts';

/**
 * The entries of all requests of which something happened since, or that are open, in order. What this app did not write is left out. One
 * statement: requests that end meanwhile are in it whole or not at all.
 */
export async function readFigureEntries(db: Db, find: Keyring['find'], from: Date): Promise<FigureEntry[]> {
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where(
      'request_id',
      'in',
      sql<string>`(SELECT request_id FROM journal WHERE starts_with(kind, 'request.') AND at COLLATE "C" >= ${from.toISOString()}
        UNION ${unfinishedIds})`,
    )
    .where((entry) => entry(sql<string>`kind`, 'in', figureKinds))
    .orderBy('seq')
    .execute();
  return rows.map(asStored).flatMap((entry) => (judgeHash(entry, find) === 'wrong' ? [] : figureEntry(entry)));
}

/** The figures of a time, as the journal of this database has them. */
export function figuresIn(db: Db, find: Keyring['find']): (span: Span) => Promise<Figures> {
  return async (span) => figuresOf(await readFigureEntries(db, find, span.from), span);
}

const figureKinds = [
  ...requestStates.map((state) => (state === 'checking' ? 'request.asked' : `request.${state}`)),
  'request.revised',
];

/** The same of all that a journal holds, read a page at a time if no database is at hand. */
export async function collectFigureEntries(pages: AsyncIterable<readonly StoredEntry[]>): Promise<FigureEntry[]> {
  const all: FigureEntry[] = [];
  for await (const page of pages) for (const entry of page) if (figureKinds.includes(entry.kind)) all.push(...figureEntry(entry));
  return all;
}

function figureEntry(entry: StoredEntry): FigureEntry[] {
  const { at, kind, requestId, actor } = entry;
  if (requestId === null) return [];
  // Of what the other entries say nothing is needed, and there may be many.
  const data = takesIn(kind) ? dataOf(entry)?.data : undefined;
  return [{ at: new Date(at), kind, requestId, actor, data }];
}
