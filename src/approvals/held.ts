import type { Db } from '../db/schema.ts';
import { type Absence, absencesIn, isAway } from './away/absence.ts';
import type { ApprovalDeps } from './deps.ts';
import { expireNow } from './expire.ts';
import { alreadyOver, type DecisionPress, no, noLongerRights, type RightsHeard } from './press.ts';
import type { RequestRecord } from './request.ts';
import { mustNotBeRestored, RestoredMeanwhile } from './restored.ts';
import { mustAgree, mustBeSealed } from './seal/check.ts';
import { loadWithStory, type Story } from './seal/story.ts';
import { changedOutside, Tampered } from './seal/tampered.ts';
import { lockAbsence } from './store/absences.ts';
import { type DecisionRow, lockForDecision } from './store/one.ts';

/** A request that a press is about, with what the journal says of it: nobody else changes it until the transaction ends. */
export type Held = { row: DecisionRow; record: RequestRecord; story: Story };

/** Holds a request, as the journal has it, or says why there is nothing to press on. @throws Tampered */
export async function hold(deps: ApprovalDeps, tx: Db, id: string): Promise<Held | DecisionPress> {
  const row = await lockForDecision(tx, id);
  // Read after the row is held, so that nothing of it is older than the last decision.
  const loaded = row && (await loadWithStory(deps, tx, id));
  if (loaded === undefined) await mustNotBeRestored(tx);
  else if (loaded.isRestored) throw new RestoredMeanwhile();
  if (!row) return no('This request does not exist any more.', true);
  if (loaded === undefined) throw new Tampered(id, [changedOutside('Request')]);
  mustAgree(loaded.record, loaded.story);
  if (row.state === 'checking' || row.state === 'refused') return no('This request does not exist any more.', true);
  return { row, ...loaded };
}

/** Why nothing can be said to a request that waited: its time is over, and it ends here, or it waits no more. @throws Tampered */
export async function overBy(deps: ApprovalDeps, tx: Db, { row, record, story }: Held): Promise<DecisionPress | undefined> {
  if (row.state !== 'pending') return no(alreadyOver(row.state), true);
  if (row.decide_by === null || row.decide_by > deps.clock.now()) return undefined;
  // A time that somebody wrote there ends nothing.
  mustBeSealed(deps, record, story);
  await expireNow(deps, tx, row, 'decide');
  return no('Too late: the time to decide is over. The request has expired.', true);
}

/** Why this person has no say in it, or no more in the place of somebody who is away. @throws Tampered if something else has changed it */
export async function barredFrom(
  deps: ApprovalDeps,
  tx: Db,
  { row, record, story }: Held,
  { person, rights }: { person: string; rights: RightsHeard },
): Promise<DecisionPress | undefined> {
  if (row.asker === person) return no('You asked for this yourself, so somebody else has to decide it. You can cancel it.');
  if (row.barred.includes(person))
    return no('This is about your own customer account, or a business account that it is in, so somebody else has to decide it.');
  if ('why' in rights) return no(rights.why);
  const why = await noLongerRights(deps, tx, row, rights);
  if (why !== undefined) return no(why);
  const { standingIn } = rights;
  if (standingIn !== undefined && !(await stillStandsIn(deps, tx, standingIn)))
    return no('You don’t stand in for anybody who could decide this any more. Nothing was recorded.');
  mustBeSealed(deps, record, story);
  return undefined;
}

/** Whether nobody has ended the absence or declined since it was looked at; the row is held, so that nobody does now. */
async function stillStandsIn(deps: ApprovalDeps, tx: Db, { id, standIn }: Absence): Promise<boolean> {
  const row = await lockAbsence(tx, id);
  const [absence] = row === undefined ? [] : absencesIn(deps, [row]);
  return absence !== undefined && absence.standIn === standIn && isAway(absence, deps.clock.now());
}
