import type { Db } from '../../db/schema.ts';
import { entriesOf, type ToldEntry } from '../../journal/of-request.ts';
import type { Core } from '../core.ts';
import { isFinal, type RequestState, requestStates } from '../machine.ts';

/** What the journal says of a request: the database's rows are held against it, for nobody without the key can write it. */
export type Story = {
  entries: readonly ToldEntry[];
  /** Undefined when it tells of no such request. */
  state: RequestState | undefined;
  /** When it reached that state. */
  since: Date | undefined;
  sentAt: Date | undefined;
};

export async function storyOf(core: Pick<Core, 'keys'>, tx: Db, id: string): Promise<Story> {
  const entries = await entriesOf(tx, id, core.keys.find);
  const states = entries.flatMap((entry) => {
    const state = stateOf(entry.kind);
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

function stateOf(kind: string): RequestState | undefined {
  if (kind === 'request.asked') return 'checking';
  return requestStates.find((state) => state !== 'checking' && kind === `request.${state}`);
}

type Row = { state: RequestState; sent_at: Date | null };

/** Whether the row stands where the journal says. */
export function agrees(story: Story, row: Row): boolean {
  return story.state === row.state && (story.sentAt === undefined) === (row.sent_at === null);
}

/** Whether nothing is left to be stopped: it is over, or it is sent and only its outcome ends it. */
export function isPastStopping({ state, sentAt }: Story): boolean {
  return sentAt !== undefined || (state !== undefined && (isFinal(state) || state === 'unknown'));
}
