import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import type { Core } from './core.ts';
import { decidingRoles } from './deciders.ts';
import type { RequestState } from './machine.ts';

/** Rights are looked up when the button is pressed; presses within a second may share a look-up (contract, Approvals). */
const rightsFreshMs = 1_000;
const rightsWithinMs = 700;

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

/** The roles of who presses, looked up afresh, or why the press cannot count. */
export async function rightsOf(core: Core, person: string): Promise<{ roles: string[] } | { why: string }> {
  const look = { freshMs: rightsFreshMs, withinMs: rightsWithinMs };
  try {
    const [standing, roles] = await Promise.all([core.directory.standing(person, look), core.directory.rolesOf(person, look)]);
    return standing.barred === undefined ? { roles } : { why: standing.barred };
  } catch (error) {
    const fault = asFault(error);
    core.log.warn({ ref: fault.ref, err: { message: fault.message } }, 'rights could not be looked up; a press was not counted');
    return { why: 'Slack did not say in time whether you may do this, so nothing was recorded. Press again.' };
  }
}

/** The roles of which one is needed. */
export function rolesFor(core: Core, row: Row): string[] {
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
