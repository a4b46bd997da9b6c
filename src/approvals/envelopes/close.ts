import type { Db } from '../../db/schema.ts';
import type { JobResult } from '../../jobs/jobs.ts';
import { speak } from '../../lib/language/speak.ts';
import { absencesIn } from '../away/absence.ts';
import type { ApprovalDeps } from '../deps.ts';
import { closedKind } from '../given.ts';
import { barredFrom, type Held, hold } from '../held.ts';
import { type DecisionPress, no, rightsOf } from '../press.ts';
import { loadWithStory, storyOf } from '../seal/story.ts';
import { Tampered } from '../seal/tampered.ts';
import { countVersionUp } from '../store/changes.ts';
import { loadForPress } from '../store/load.ts';
import { lockForDecision } from '../store/one.ts';
import { closedIn, openedBy } from './closed.ts';
import type { EnvelopeFlaw } from './flaw.ts';

/**
 * **Close envelope**: nothing is drawn from it any more. Anyone who could approve it may; a draw that is just being sent is waited for, and
 * one that comes later stops.
 */
export async function closeEnvelope(deps: ApprovalDeps, { id, person }: { id: string; person: string }): Promise<DecisionPress> {
  const { record, absences } = await loadForPress(deps.db, id, person);
  const rights = await rightsOf(deps, person, record, absencesIn(deps, absences));
  const outcome = await deps.db.transaction().execute(async (tx): Promise<DecisionPress> => {
    const held = await hold(deps, tx, id);
    if ('kind' in held) return held;
    if (deps.actions[held.record.action]?.opens === undefined || held.record.state !== 'done')
      return no(speak('This envelope isn’t open.'), true);
    if (closedIn(held.story) !== undefined) return { kind: 'counted', state: 'done' };
    if (held.record.asker === person)
      return no(speak('You asked for this envelope yourself, so somebody else who could approve it has to close it.'));
    const refused = await refusal(deps, tx, held, { person, rights });
    if (refused === 'changed') await close(deps, tx, held.record, { actor: 'app', why: 'changed' });
    else if (refused !== undefined) return refused;
    else await close(deps, tx, held.record, { actor: person, why: 'pressed' });
    return { kind: 'counted', state: 'done' };
  });
  // That it was sent, as it was opened, is noted by its id alone.
  if (outcome.kind === 'counted') deps.limits.noteOver(`closed ${id}`);
  deps.jobs.kick();
  return outcome;
}

/** One that something else has changed is closed all the same: that can only give less. */
async function refusal(
  deps: ApprovalDeps,
  tx: Db,
  held: Held,
  press: Parameters<typeof barredFrom>[3],
): Promise<DecisionPress | 'changed' | undefined> {
  try {
    return await barredFrom(deps, tx, held, press);
  } catch (error) {
    if (error instanceof Tampered) return 'changed';
    throw error;
  }
}

/** Closes what is not as it was approved any more, and has the policy's owners told; once, however many find it at the same time. */
export async function closeFlawed(deps: ApprovalDeps, id: string, flaw: EnvelopeFlaw): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const row = await lockForDecision(tx, id);
    if (row === undefined || closedIn(await storyOf(deps, tx, id)) !== undefined) return;
    await close(deps, tx, row, { actor: 'app', why: flaw });
  });
  deps.log.warn({ request: id, flaw }, 'an envelope was closed: it is not as it was approved any more');
  deps.jobs.kick();
}

async function close(
  deps: ApprovalDeps,
  tx: Db,
  { id, action }: { id: string; action: string },
  { actor, why }: { actor: string; why: EnvelopeFlaw | 'pressed' },
): Promise<void> {
  await countVersionUp(tx, [id]);
  await deps.jobs.scheduleAll(tx, [
    { kind: 'draw', ref: id },
    ...(why === 'pressed' ? [] : ([{ kind: 'owners', ref: `envelope:${id}` }] as const)),
  ]);
  await deps.journal.append(tx, { kind: closedKind, requestId: id, actor, data: { action, facts: { closed: why } } });
}

/** The job that has an envelope drawn once its time is over; the queue puts nothing off for hours, so it comes before that, too. */
export async function watchEnvelope(deps: ApprovalDeps, id: string): Promise<JobResult> {
  const record = (await loadWithStory(deps, deps.db, id))?.record;
  const until = record && openedBy(deps, record)?.until;
  if (until === undefined) return 'done';
  const leftMs = until.getTime() - deps.clock.now().getTime();
  if (leftMs > 0) return { againInMs: leftMs };
  await countVersionUp(deps.db, [id]);
  await deps.jobs.schedule(deps.db, 'draw', id);
  deps.jobs.kick();
  return 'done';
}
