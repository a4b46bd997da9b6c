import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import { change } from './change.ts';
import { type ApprovalDeps, actionNamed } from './deps.ts';
import { alreadyOver, type DecisionPress, no, noLongerRights, type RightsHeard, rightsOf } from './press.ts';
import { contextOf } from './request.ts';
import { mustNotBeRestored } from './restored.ts';
import { mustBeAsSent } from './seal/sent.ts';
import { loadWithStory } from './seal/story.ts';
import { changedOutside, Tampered } from './seal/tampered.ts';
import { subjectsSentSince } from './store/lists.ts';
import { loadRequest } from './store/load.ts';
import { type DecisionRow, lockForDecision } from './store/one.ts';

/** A person who may approve it, and did not ask for it, says what became of a request whose outcome nobody knows. */
export async function settle(
  deps: ApprovalDeps,
  press: { id: string; person: string; happened: boolean },
): Promise<DecisionPress> {
  const rights = await rightsOf(deps, press.person, await loadRequest(deps.db, press.id));
  return settled(deps, press, rights, press.happened ? 'happened' : 'did not happen');
}

/**
 * **Look again**: the proof of a request whose outcome nobody knows is read once more. What the back office shows now is settled as
 * happened, by the one who pressed; anything else is for a person to find out, and nothing is ever sent again.
 */
export async function lookAgain(deps: ApprovalDeps, press: { id: string; person: string }): Promise<DecisionPress> {
  const rights = await rightsOf(deps, press.person, await loadRequest(deps.db, press.id));
  const hindered = await deps.db.transaction().execute(async (tx) => {
    const row = await settleable(deps, tx, press, rights);
    return 'kind' in row ? row : undefined;
  });
  if (hindered !== undefined) return hindered;
  const shows = await proofOf(deps, press.id);
  return shows === 'done' ? settled(deps, press, rights, 'the back office shows it') : no(notShown[shows]);
}

const notShown = {
  'not-done':
    'The back office doesn’t show it. That’s no proof that it didn’t happen: check the customer there, then say what happened.',
  'cannot-tell': 'The back office can’t say whether it happened. Check there, then say what happened.',
} as const;

type Why = 'happened' | 'did not happen' | 'the back office shows it';

async function settled(
  deps: ApprovalDeps,
  press: { id: string; person: string },
  rights: RightsHeard,
  why: Why,
): Promise<DecisionPress> {
  const outcome = await deps.db.transaction().execute(async (tx): Promise<DecisionPress> => {
    const row = await settleable(deps, tx, press, rights);
    if ('kind' in row) return row;
    const happened = why !== 'did not happen';
    await change(deps, tx, {
      id: row.id,
      action: row.action,
      from: 'unknown',
      event: happened ? 'settle-happened' : 'settle-not-happened',
      actor: press.person,
      set: { settled_by: press.person, finished_at: deps.clock.now() },
      journal: { settled: why },
    });
    return { kind: 'counted', state: happened ? 'done' : 'failed' };
  });
  deps.jobs.kick();
  return outcome;
}

/** The request, held until the transaction ends, or why this person can't settle it. */
async function settleable(
  deps: ApprovalDeps,
  tx: Db,
  { id, person }: { id: string; person: string },
  rights: RightsHeard,
): Promise<DecisionRow | DecisionPress> {
  const row = await lockForDecision(tx, id);
  await mustNotBeRestored(tx);
  if (row === undefined) return no('This request does not exist any more.', true);
  const loaded = await loadWithStory(deps, tx, id);
  if (loaded === undefined) throw new Tampered(id, [changedOutside('Request')]);
  if (row.state !== 'unknown') return no(alreadyOver(row.state), true);
  // Who may say so, and what the proof is read for, is as it was asked.
  mustBeAsSent(deps, loaded.record, loaded.story);
  if (row.asker === person) return no('You asked for this yourself, so somebody else has to say what became of it.');
  if (row.barred.includes(person))
    return no('This is about your own customer account, so somebody else has to say what became of it.');
  if ('why' in rights) return no(rights.why);
  const why = await noLongerRights(deps, tx, row, rights);
  return why === undefined ? row : no(why);
}

/** How long somebody who presses waits for the back office. */
const withinMs = 8_000;

/** What the back office shows now. Where the same was done for the same since, what is there may be of the other one. */
async function proofOf(deps: ApprovalDeps, id: string): Promise<'done' | keyof typeof notShown> {
  const record = await loadRequest(deps.db, id);
  if (record?.snapshot === undefined || record.input === null) return 'cannot-tell';
  const action = actionNamed(deps, record.action);
  if (action.verify === undefined) return 'cannot-tell';
  const since = record.sentAt ?? record.askedAt;
  const others = await subjectsSentSince(deps.db, { id, action: record.action, since });
  if (others.some(({ subjects }) => subjects.some((subject) => record.subjects.includes(subject)))) return 'cannot-tell';
  try {
    const context = { ...contextOf(record), signal: AbortSignal.timeout(withinMs) };
    return await action.verify(deps.readers, action.input.parse(record.input), record.snapshot, context, undefined);
  } catch (error) {
    deps.log.info({ request: id, err: { message: asFault(error).message } }, 'a proof could not be read again');
    return 'cannot-tell';
  }
}
