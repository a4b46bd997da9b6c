import type { Db } from '../db/schema.ts';
import { haveChanged } from '../db/slack-answers.ts';
import { asFault, type Fault } from '../errors.ts';
import { speak } from '../lib/language/speak.ts';
import { warnSeldom } from '../lib/log-seldom.ts';
import { formatMoment } from '../lib/when.ts';
import type { Absence } from './away/absence.ts';
import { standingInFor } from './away/stand-in.ts';
import { decidingRoles } from './deciders.ts';
import type { ApprovalDeps } from './deps.ts';
import type { RequestState } from './machine.ts';
import type { Look, Rights } from './ports.ts';
import type { RequestRecord } from './request.ts';
import type { DecisionRow } from './store/one.ts';

/** A press is answered within a second; writing it down takes the rest. */
export const pressWithinMs = 700;

/**
 * Rights are looked up when the button is pressed. Presses within a second share a look-up; while Slack limits such questions, those
 * within the five seconds that are promised do (contract, Approvals).
 */
const look = { freshMs: 1_000, scarceMs: 4_500, withinMs: pressWithinMs } as const;
/** For the time zone of somebody who is told when to press again, any answer will do. */
const lookBack = { freshMs: Number.MAX_SAFE_INTEGER, withinMs: 100, stale: 'at-once' } as const;

/**
 * What became of a press. `counted`: it is on the disk. `not-counted`: nothing was recorded, and `why` tells the person, in words;
 * `stale` says that what they saw was out of date and is worth redrawing.
 */
export type DecisionPress = { kind: 'counted'; state: RequestState } | { kind: 'not-counted'; why: string; stale: boolean };

export const no = (why: string, stale = false): DecisionPress => ({ kind: 'not-counted', why, stale });

/** `standingIn`: they are those of somebody who is away. */
export type PressRights = Pick<Rights, 'roles' | 'asOf'> & { standingIn?: Absence };

/**
 * Or why they don't count; `isUnheard`: Slack did not say. The same press may have been counted when it was delivered before, so that is
 * told only once the request is held.
 */
export type RightsHeard = PressRights | { why: string; isUnheard?: true };

/**
 * Which of the roles that can decide this request the presser holds, looked up afresh, or why the press cannot count. No group but theirs
 * is asked for. Who holds none of them may have those of somebody who is away, and in whose place they decide.
 */
export async function rightsOf(
  deps: ApprovalDeps,
  person: string,
  request: RequestRecord | undefined,
  absences: readonly Absence[] = [],
): Promise<RightsHeard> {
  try {
    return await rightsBy(deps, { person, request, absences }, look);
  } catch (error) {
    const fault = asFault(error);
    warnSeldom(deps, fault.code, seen(fault), 'rights could not be looked up; a press was not counted');
    const { retryAfterMs } = fault.context;
    if (retryAfterMs === undefined)
      return {
        why: unheard(fault, 'Slack did not say in time whether you may do this, so nothing was recorded. Press again.'),
        isUnheard: true,
      };
    const at = await momentFor(deps, person, new Date(deps.clock.now().getTime() + retryAfterMs));
    return {
      why: speak(
        'Slack is limiting how often Wheelhouse may ask who holds a role, so nothing was recorded. Press again at {at}.',
        { at },
      ),
      isUnheard: true,
    };
  }
}

/** What of a look-up that failed is in the log. */
export const seen = ({ ref, message }: Fault) => ({ ref, err: { message } });

/** Why a press can't count when it was not heard who may: pressing again helps unless Slack refuses for good. */
export function unheard(fault: Fault, pressAgain: string): string {
  return fault.code === 'slack_refused' ? speak('{say} Nothing was recorded.', { say: fault.say }) : pressAgain;
}

/** The same by what Slack said that long ago. Throws Fault('slack_unavailable') when it does not say in time. */
export async function rightsBy(
  deps: ApprovalDeps,
  press: { person: string; request: RequestRecord | undefined; absences: readonly Absence[] },
  how: Look,
): Promise<PressRights | { why: string }> {
  const { person, request, absences } = press;
  const asked = request === undefined ? [] : decidingRoles(request, deps.clock.now());
  const { standing, roles, asOf } = await deps.directory.rightsOf(person, asked, how);
  if (standing.barred !== undefined) return { why: standing.barred };
  if (roles.length > 0 || request === undefined || absences.length === 0) return { roles, asOf };
  const standIn = await standingInFor(deps, { person, request, absences }, how);
  if (standIn === undefined) return { roles, asOf };
  return { roles: standIn.roles, asOf: [...asOf, ...standIn.asOf], standingIn: standIn.absence };
}

/** A moment in the presser's own time; in UTC when Slack has never said where they are. */
async function momentFor(deps: ApprovalDeps, person: string, at: Date): Promise<string> {
  try {
    const { timeZone } = await deps.directory.standing(person, lookBack);
    return formatMoment(at, timeZone);
  } catch {
    return `${formatMoment(at, 'UTC')} UTC`;
  }
}

/**
 * Why these rights count no more, though they were looked up just now: Slack has sent an event about the person or a group since, or the
 * request has come to more roles than were asked about. Looked at in the transaction that records the press.
 */
export async function noLongerRights(
  deps: ApprovalDeps,
  tx: Db,
  row: DecisionRow,
  rights: PressRights,
): Promise<string | undefined> {
  if (await haveChanged(tx, rights.asOf)) return 'Slack is changing your groups right now, so nothing was recorded. Press again.';
  const roles = rolesFor(deps, row);
  if (roles.some((role) => rights.roles.includes(role))) return undefined;
  return speak("This takes the role {roles}, which you don't hold right now. Nothing was recorded.", {
    roles: roles.join(` ${speak('or')} `),
  });
}

/** The roles of which one is needed. */
export function rolesFor(deps: ApprovalDeps, row: Pick<DecisionRow, 'role' | 'escalate_role' | 'escalate_at'>): string[] {
  return decidingRoles(
    { role: row.role ?? undefined, escalateRole: row.escalate_role ?? undefined, escalateAt: row.escalate_at ?? undefined },
    deps.clock.now(),
  );
}

/** Why a press comes too late, in words. */
export function alreadyOver(state: RequestState): string {
  const words: Record<RequestState, string> = {
    checking: 'This is still being checked. Press again in a moment.',
    refused: 'This was refused before anybody was asked.',
    pending: 'This still waits for approval, so that does not apply yet.',
    approved: 'This has been approved already and is about to run.',
    running: 'This has been approved already and is running.',
    rejected: 'This has been rejected already.',
    expired: 'Too late: this has expired.',
    cancelled: 'The person who asked has cancelled this.',
    stale: 'This was stopped because the facts changed.',
    done: 'This is done already.',
    failed: 'This has failed already; the person who asked can ask again.',
    unknown: 'This has run, and its outcome is unknown.',
  };
  return words[state];
}
