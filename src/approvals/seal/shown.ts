import { z } from 'zod';
import type { Db } from '../../db/schema.ts';
import { JournalTrouble } from '../../journal/trouble.ts';
import type { ApprovalDeps } from '../deps.ts';
import { closedIn, openedBy } from '../envelopes/closed.ts';
import { isShown } from '../machine.ts';
import type { Difference, RequestRecord } from '../request.ts';
import { loadRequests } from '../store/load.ts';
import { hasOurVotesAlone, mustBeSealed, ourVotes } from './check.ts';
import { areOurs } from './ended.ts';
import { ourOffers } from './offers.ts';
import { putRight } from './put-right.ts';
import { ourQuestions } from './questions.ts';
import { mustBeAsTaken, takenIn } from './sent.ts';
import { agrees, isPastStopping, loadWithStories, type Story } from './story.ts';
import { changedOutside, Tampered } from './tampered.ts';

const unknownSay =
  'What became of it was changed in the database by something other than this app. The journal has what happened.';
const unknownAskSay =
  'What was asked for here was changed in the database by something other than this app. The journal has what happened.';

/**
 * Reads requests to be shown: each in the state that the journal says, as it was asked for and decided, with the words with which it ended.
 * One that something else has changed is put right first; of one that is over, what is not ours is left out. The owners hear of either.
 */
export function createShown(deps: ApprovalDeps): (ids: readonly string[]) => Promise<RequestRecord[]> {
  const told = new Set<string>();

  async function tell(id: string): Promise<void> {
    if (told.has(id)) return;
    told.add(id);
    deps.log.error({ request: id }, 'what a card says of a request was changed by something other than this app');
    await deps.jobs.schedule(deps.db, 'owners', `changed:${id}`);
    deps.jobs.kick();
  }

  async function shown(read: RequestRecord, story: Story): Promise<RequestRecord> {
    const asked = asTaken(deps, read, story);
    const record = { ...asked, opened: openedBy(deps, asked), closed: closedIn(story) };
    const questions = ourQuestions(record, story);
    const offers = ourOffers(record, story);
    const isWhole = questions.length === record.questions.length && offers.length === record.offers.length;
    if (!isWhole || (asked !== read && read.state !== 'stale')) await tell(record.id);
    if (areOurs(read, story)) return isWhole ? record : { ...record, questions, offers };
    await tell(record.id);
    const votes = record.votes.map((vote) => ({ ...vote, reason: undefined }));
    return {
      ...record,
      votes,
      questions,
      offers,
      outcome: undefined,
      differences: [],
      explanation: unknownSay,
      settledBy: undefined,
    };
  }

  async function load(db: Db, ids: readonly string[], isAgain = false): Promise<RequestRecord[]> {
    const loaded = await loadWithStories(deps, db, ids);
    const strange = isAgain
      ? []
      : loaded.flatMap(({ record, story }) => {
          const changed = changedIn(deps, record, story);
          return changed.length === 0 ? [] : [{ id: record.id, changed }];
        });
    if (strange.length > 0) {
      for (const { id, changed } of strange) await putRight(deps, id, changed);
      return load(db, ids, true);
    }
    return Promise.all(loaded.map(({ record, story }) => shown(record, story)));
  }

  return async (ids) => {
    try {
      return await load(deps.db, ids);
    } catch (error) {
      // With another key than the journal's nothing can be judged; /readyz says so, and nothing is decided here.
      if (!(error instanceof JournalTrouble)) throw error;
      return loadRequests(deps.db, ids);
    }
  };
}

/** What is to be put right before it is shown: it is not where the journal says, or waits and is not what was taken in. */
function changedIn(deps: ApprovalDeps, record: RequestRecord, story: Story): readonly Difference[] {
  if (!agrees(story, { state: record.state, sent_at: record.sentAt ?? null })) return [changedOutside('State')];
  if (isPastStopping(story) || takenIn(story) === undefined) return [];
  return differing(() => mustBeSealed(deps, record, story));
}

function differing(check: () => void): readonly Difference[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof Tampered) return error.differences;
    throw error;
  }
}

const Sealed = z.object({
  asker: z.string(),
  subjects: z.array(z.string()),
  channel: z.string().nullable(),
  require: z.union([z.literal('none'), z.object({ role: z.string().nullable(), count: z.number() })]),
});
const nothingSealed = { asker: undefined, subjects: [], channel: null, require: 'none' } as const;

/** One that is over, or sent, as this app has sealed it, with the votes that it has counted; the same one if that is all. */
function asTaken(deps: ApprovalDeps, record: RequestRecord, story: Story): RequestRecord {
  // One from before there were seals.
  if (!isShown(record.state) || !isPastStopping(story) || story.entries[0]?.isKeyed === false) return record;
  const taken = takenIn(story);
  const isAsTaken = taken !== undefined && differing(() => mustBeAsTaken(deps, record, story)).length === 0;
  if (isAsTaken && hasOurVotesAlone(deps, record, story)) return record;
  const votes = ourVotes(deps, { ...record, seal: taken?.seal }, story);
  if (isAsTaken) return { ...record, votes };
  const { asker = record.asker, subjects, channel, require } = Sealed.safeParse(taken?.sealed).data ?? nothingSealed;
  const { role, count } = require === 'none' ? { role: null, count: 0 } : require;
  return {
    ...{ ...record, votes, asker, subjects, channel: channel ?? undefined, role: role ?? undefined, votesNeeded: count },
    ...{ reason: '', ticket: undefined, preview: undefined, input: null, snapshot: undefined },
    // What was stopped for it has its own words.
    explanation: record.state === 'stale' ? record.explanation : unknownAskSay,
  };
}
