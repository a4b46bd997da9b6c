import type { Db } from '../../db/schema.ts';
import { JournalTrouble } from '../../journal/trouble.ts';
import type { ApprovalDeps } from '../deps.ts';
import { closedIn, openedBy } from '../envelopes/closed.ts';
import type { RequestRecord } from '../request.ts';
import { loadRequests } from '../store/load.ts';
import { areOurs } from './ended.ts';
import { ourOffers } from './offers.ts';
import { putRight } from './put-right.ts';
import { ourQuestions } from './questions.ts';
import { agrees, loadWithStories, type Story } from './story.ts';
import { changedOutside } from './tampered.ts';

const unknownSay =
  'What became of it was changed in the database by something other than this app. The journal has what happened.';

/**
 * Reads requests to be shown: each in the state that the journal says, with the words with which it ended. One that something else has
 * changed is put right first, and words that are not ours are left out; the owners hear of either.
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
    const record = { ...read, opened: openedBy(deps, read), closed: closedIn(story) };
    const questions = ourQuestions(record, story);
    const offers = ourOffers(record, story);
    const isWhole = questions.length === record.questions.length && offers.length === record.offers.length;
    if (!isWhole) await tell(record.id);
    if (areOurs(record, story)) return isWhole ? record : { ...record, questions, offers };
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
    const strange = loaded.filter(
      ({ record, story }) => story.state !== undefined && !agrees(story, { state: record.state, sent_at: record.sentAt ?? null }),
    );
    if (strange.length > 0 && !isAgain) {
      for (const { record } of strange) await putRight(deps, record.id, [changedOutside('State')]);
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
