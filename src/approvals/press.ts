import type { Db } from '../db/schema.ts';
import { haveChanged } from '../db/slack-answers.ts';
import { asFault } from '../errors.ts';
import { formatMoment } from '../lib/when.ts';
import type { Core } from './core.ts';
import { decidingRoles } from './deciders.ts';
import type { RequestState } from './machine.ts';
import type { Rights } from './ports.ts';

/**
 * Rights are looked up when the button is pressed. Presses within a second share a look-up; while Slack limits such questions, those
 * within the five seconds that are promised do (contract, Approvals).
 */
const look = { freshMs: 1_000, scarceMs: 4_500, withinMs: 700 } as const;
/** For the time zone of somebody who is told when to press again, any answer will do. */
const lookBack = { freshMs: Number.MAX_SAFE_INTEGER, withinMs: 100, stale: 'at-once' } as const;

/**
 * What became of a press. `counted`: it is on the disk. `not-counted`: nothing was recorded, and `why` tells the person, in words;
 * `stale` says that what they saw was out of date and is worth redrawing.
 */
export type Press = { kind: 'counted'; state: RequestState } | { kind: 'not-counted'; why: string; stale: boolean };

export const no = (why: string, stale = false): Press => ({ kind: 'not-counted', why, stale });

/** What a press is judged by. */
export type Row = {
  id: string;
  action: string;
  state: RequestState;
  asker: string;
  barred: readonly string[];
  distinct_by: string | null;
  role: string | null;
  votes_needed: number;
  decide_by: Date | null;
  execute_within_s: number | null;
  escalate_role: string | null;
  escalate_at: Date | null;
};

export type PressRights = Pick<Rights, 'roles' | 'asOf'>;

/**
 * Which of the roles that can decide this request the presser holds, looked up afresh, or why the press cannot count. No group but theirs
 * is asked for.
 */
export async function rightsOf(
  core: Core,
  { id, person }: { id: string; person: string },
): Promise<PressRights | { why: string }> {
  const request = await core.db
    .selectFrom('requests')
    .select(['role', 'escalate_role', 'escalate_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  try {
    const { standing, roles, asOf } = await core.directory.rightsOf(person, request ? rolesFor(core, request) : [], look);
    return standing.barred === undefined ? { roles, asOf } : { why: standing.barred };
  } catch (error) {
    const fault = asFault(error);
    core.log.warn({ ref: fault.ref, err: { message: fault.message } }, 'rights could not be looked up; a press was not counted');
    const { retryAfterMs } = fault.context;
    if (retryAfterMs === undefined)
      return { why: 'Slack did not say in time whether you may do this, so nothing was recorded. Press again.' };
    const at = await momentFor(core, person, new Date(core.clock.now().getTime() + retryAfterMs));
    return {
      why: `Slack is limiting how often Wheelhouse may ask who holds a role, so nothing was recorded. Press again at ${at}.`,
    };
  }
}

/** A moment in the presser's own time; in UTC when Slack has never said where they are. */
async function momentFor(core: Core, person: string, at: Date): Promise<string> {
  try {
    const { timeZone } = await core.directory.standing(person, lookBack);
    return formatMoment(at, timeZone);
  } catch {
    return `${formatMoment(at, 'UTC')} UTC`;
  }
}

/**
 * Why these rights count no more, though they were looked up just now: Slack has sent an event about the person or a group since, or the
 * request has come to more roles than were asked about. Looked at in the transaction that records the press.
 */
export async function noLongerRights(core: Core, tx: Db, row: Row, rights: PressRights): Promise<string | undefined> {
  if (await haveChanged(tx, rights.asOf)) return 'Slack is changing your groups right now, so nothing was recorded. Press again.';
  const roles = rolesFor(core, row);
  if (roles.some((role) => rights.roles.includes(role))) return undefined;
  return `This takes the role ${roles.join(' or ')}, which you don't hold right now. Nothing was recorded.`;
}

/** The roles of which one is needed. */
export function rolesFor(core: Core, row: Pick<Row, 'role' | 'escalate_role' | 'escalate_at'>): string[] {
  return decidingRoles(
    { role: row.role ?? undefined, escalateRole: row.escalate_role ?? undefined, escalateAt: row.escalate_at ?? undefined },
    core.clock.now(),
  );
}

/** The request, held until the transaction ends: two presses are judged one after the other. */
export async function lockRow(tx: Db, id: string): Promise<Row | undefined> {
  const row = await tx
    .selectFrom('requests')
    .select([
      'id',
      'action',
      'state',
      'asker',
      'barred',
      'distinct_by',
      'role',
      'votes_needed',
      'decide_by',
      'execute_within_s',
      'escalate_role',
      'escalate_at',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row as Row | undefined; // safe: a check constraint of the table lists the states
}

/** Why a press comes too late, in words. */
export function alreadyOver(state: RequestState): string {
  const words: Record<RequestState, string> = {
    checking: 'This is still being checked. Press again in a moment.',
    refused: 'This was refused before anybody was asked.',
    pending: 'This still waits for approval, so that does not apply yet.',
    approved: 'This has been approved already and is about to run.',
    running: 'This has been approved already and is running.',
    rejected: 'Somebody was faster: this has been rejected.',
    expired: 'Too late: this has expired.',
    cancelled: 'The person who asked has cancelled this.',
    stale: 'This was stopped because the facts changed.',
    done: 'This is done already.',
    failed: 'This has failed already; the person who asked can ask again.',
    unknown: 'This has run, and its outcome is unknown.',
  };
  return words[state];
}
