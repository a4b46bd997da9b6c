import type { Db } from '../../db/schema.ts';
import { checked, type EntryRow, entriesOf, entryRows, type ToldEntry } from '../../journal/of-request.ts';
import { hasOpenRestore } from '../../journal/restore.ts';
import type { ApprovalDeps } from '../deps.ts';
import { isFinal, type RequestState, stateTold } from '../machine.ts';
import type { RequestRecord } from '../request.ts';
import { recordOf, requestRows } from '../store/load.ts';

/** What the journal says of a request: the database's rows are held against it, for nobody without the key can write it. */
export type Story = {
  entries: readonly ToldEntry[];
  /** Undefined when it tells of no such request. */
  state: RequestState | undefined;
  /** When it reached that state. */
  since: Date | undefined;
  sentAt: Date | undefined;
};

export async function storyOf(deps: Pick<ApprovalDeps, 'keys'>, tx: Db, id: string): Promise<Story> {
  return storyIn(await entriesOf(tx, id, deps.keys.find));
}

/** `isRestored`: the database is a restored one that nobody has accepted. */
type WithStory = { record: RequestRecord; story: Story; isRestored: boolean };

/** A request and what the journal says of it, as of one moment; undefined when there is none of that id. */
export async function loadWithStory(deps: Pick<ApprovalDeps, 'keys'>, db: Db, id: string): Promise<WithStory | undefined> {
  return (await loadWithStories(deps, db, [id]))[0];
}

/** The same of several, in the order asked for; unknown ids are left out. */
export async function loadWithStories(deps: Pick<ApprovalDeps, 'keys'>, db: Db, ids: readonly string[]): Promise<WithStory[]> {
  if (ids.length === 0) return [];
  const rows = await requestRows(db, ids)
    .select([entryRows.as('entries'), hasOpenRestore.as('is_restored')])
    .execute();
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row === undefined
      ? []
      : [{ record: recordOf(row), story: storyOfRows(deps, row.entries), isRestored: row.is_restored }];
  });
}

/** The same of rows that came with another answer. */
export function storyOfRows({ keys }: Pick<ApprovalDeps, 'keys'>, rows: readonly EntryRow[]): Story {
  return storyIn(checked(rows, keys.find));
}

function storyIn(entries: readonly ToldEntry[]): Story {
  const states = entries.flatMap((entry) => {
    const state = stateTold(entry.kind);
    return state === undefined ? [] : [{ state, at: entry.at }];
  });
  const last = states.at(-1);
  return {
    entries,
    state: last?.state,
    since: last?.at,
    sentAt: entries.find(({ kind }) => kind === 'request.sent')?.at,
  };
}

type Row = { state: RequestState; sent_at: Date | null };

/** Whether the row is where the journal says. */
export function agrees(story: Story, row: Row): boolean {
  return story.state === row.state && (story.sentAt === undefined) === (row.sent_at === null);
}

/** Whether nothing is left to be stopped: it is over, or it is sent and only its outcome ends it. */
export function isPastStopping({ state, sentAt }: Story): boolean {
  return sentAt !== undefined || (state !== undefined && (isFinal(state) || state === 'unknown'));
}
