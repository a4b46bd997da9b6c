import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import { change } from './change.ts';
import { type Core, reach } from './core.ts';
import { decidingRoles } from './deciders.ts';
import { expireNow } from './expire.ts';
import type { RequestState } from './machine.ts';

/** Rights are looked up when the button is pressed; presses within a second may share a look-up (contract, Approvals). */
const rightsFreshMs = 1_000;
const rightsWithinMs = 700;

/**
 * What became of a press. `counted`: it is on the disk. `not-counted`: nothing was recorded, and `why` tells the person, in words;
 * `stale` says that what they saw was out of date and is worth redrawing.
 */
export type Press = { kind: 'counted'; state: RequestState } | { kind: 'not-counted'; why: string; stale: boolean };

const no = (why: string, stale = false): Press => ({ kind: 'not-counted', why, stale });

type Row = {
  id: string;
  action: string;
  state: RequestState;
  asker: string;
  role: string | null;
  votes_needed: number;
  decide_by: Date | null;
  execute_within_s: number | null;
  escalate_role: string | null;
  escalate_at: Date | null;
};

/** A yes or a no to a waiting request. One no ends it; the yes that completes the count lets it run. */
export async function decide(
  core: Core,
  press: { id: string; person: string; verdict: 'approve' | 'reject'; reason?: string },
): Promise<Press> {
  const rights = await rightsOf(core, press.person);
  if ('why' in rights) return no(rights.why);
  await reach(core, 'decide:before-commit', press.id);
  const outcome = await core.db.transaction().execute(async (tx): Promise<Press> => {
    const row = await lockRow(tx, press.id);
    if (!row || row.state === 'checking' || row.state === 'refused') return no('This request does not exist any more.', true);
    if (row.state === 'pending' && row.decide_by !== null && row.decide_by <= core.clock.now()) {
      await expireNow(core, tx, row, 'decide');
      return no('Too late: the time to decide is over. The request has expired.', true);
    }
    // The same press delivered again: it has been counted, and nothing needs saying.
    if (row.state !== 'pending' && (await hasVoted(tx, row.id, press.person, press.verdict)))
      return { kind: 'counted', state: row.state };
    if (row.state !== 'pending') return no(alreadyOver(row.state), true);
    if (row.asker === press.person)
      return no('You asked for this yourself, so somebody else has to decide it. You can cancel it.');
    const roles = rolesFor(core, row);
    if (!roles.some((role) => rights.roles.includes(role)))
      return no(
        `Deciding this takes the role ${roles.join(' or ')}, which you do not hold right now. Your press was not counted.`,
      );
    const inserted = await tx
      .insertInto('votes')
      .values({
        request_id: row.id,
        person: press.person,
        verdict: press.verdict,
        reason: press.reason ?? null,
        at: core.clock.now(),
      })
      .onConflict((conflict) => conflict.columns(['request_id', 'person']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n && press.verdict === 'approve')
      return no('You have said yes to this already; it waits for somebody else.');
    if (press.verdict === 'reject') return reject(core, tx, row, press.person, press.reason);
    return approve(core, tx, row, press.person);
  });
  await reach(core, 'decide:after-commit', press.id);
  core.jobs.kick();
  return outcome;
}

async function hasVoted(tx: Db, id: string, person: string, verdict: 'approve' | 'reject'): Promise<boolean> {
  const vote = await tx
    .selectFrom('votes')
    .select('verdict')
    .where('request_id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst();
  return vote?.verdict === verdict;
}

async function reject(core: Core, tx: Db, row: Row, person: string, reason: string | undefined): Promise<Press> {
  // Somebody who said yes before may still say no: the later word counts.
  await tx
    .updateTable('votes')
    .set({ verdict: 'reject', reason: reason ?? null, at: core.clock.now() })
    .where('request_id', '=', row.id)
    .where('person', '=', person)
    .execute();
  await change(core, tx, {
    id: row.id,
    action: row.action,
    from: 'pending',
    event: 'reject',
    actor: person,
    set: { decided_at: core.clock.now(), finished_at: core.clock.now() },
    personal: { reason: reason ?? '' },
  });
  return { kind: 'counted', state: 'rejected' };
}

async function approve(core: Core, tx: Db, row: Row, person: string): Promise<Press> {
  const { yes } = await tx
    .selectFrom('votes')
    .select(sql<number>`count(*)::int`.as('yes'))
    .where('request_id', '=', row.id)
    .where('verdict', '=', 'approve')
    .where('person', '!=', row.asker)
    .executeTakeFirstOrThrow();
  if (yes < row.votes_needed) {
    await tx
      .updateTable('requests')
      .set((requests) => ({ version: requests('version', '+', 1) }))
      .where('id', '=', row.id)
      .execute();
    await core.journal.append(tx, {
      kind: 'request.vote',
      requestId: row.id,
      actor: person,
      data: { verdict: 'approve', have: yes, need: row.votes_needed },
    });
    await core.jobs.schedule(tx, 'draw', row.id);
    return { kind: 'counted', state: 'pending' };
  }
  const now = core.clock.now();
  const executeBy = new Date(now.getTime() + (row.execute_within_s ?? 0) * 1_000);
  await change(core, tx, {
    id: row.id,
    action: row.action,
    from: 'pending',
    event: 'approve',
    actor: person,
    set: { decided_at: now, execute_by: executeBy },
    journal: { have: yes, need: row.votes_needed },
  });
  await core.jobs.schedule(tx, 'execute', row.id);
  await core.jobs.schedule(tx, 'watch', row.id, executeBy);
  return { kind: 'counted', state: 'approved' };
}

/** The asker takes a waiting request back. */
export async function cancel(core: Core, press: { id: string; person: string }): Promise<Press> {
  const outcome = await core.db.transaction().execute(async (tx): Promise<Press> => {
    const row = await lockRow(tx, press.id);
    if (!row) return no('This request does not exist any more.', true);
    if (row.asker !== press.person) return no('Only the person who asked can cancel a request. To stop it, reject it.');
    if (row.state !== 'pending') return no(alreadyOver(row.state), true);
    const at = core.clock.now();
    await change(core, tx, {
      id: row.id,
      action: row.action,
      from: 'pending',
      event: 'cancel',
      actor: press.person,
      set: { decided_at: at, finished_at: at },
    });
    return { kind: 'counted', state: 'cancelled' };
  });
  core.jobs.kick();
  return outcome;
}

/** A person who may approve it, and did not ask for it, says what became of a request whose outcome nobody knows. */
export async function settle(core: Core, press: { id: string; person: string; happened: boolean }): Promise<Press> {
  const rights = await rightsOf(core, press.person);
  if ('why' in rights) return no(rights.why);
  const outcome = await core.db.transaction().execute(async (tx): Promise<Press> => {
    const row = await lockRow(tx, press.id);
    if (!row) return no('This request does not exist any more.', true);
    if (row.state !== 'unknown') return no(alreadyOver(row.state), true);
    if (row.asker === press.person) return no('You asked for this yourself, so somebody else has to say what became of it.');
    const roles = rolesFor(core, row);
    if (!roles.some((role) => rights.roles.includes(role)))
      return no(`Settling this takes the role ${roles.join(' or ')}, which you do not hold right now. Nothing was recorded.`);
    await change(core, tx, {
      id: row.id,
      action: row.action,
      from: 'unknown',
      event: press.happened ? 'settle-happened' : 'settle-not-happened',
      actor: press.person,
      set: { settled_by: press.person, finished_at: core.clock.now() },
      journal: { settled: press.happened ? 'happened' : 'did not happen' },
    });
    return { kind: 'counted', state: press.happened ? 'done' : 'failed' };
  });
  core.jobs.kick();
  return outcome;
}

async function rightsOf(core: Core, person: string): Promise<{ roles: string[] } | { why: string }> {
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

function rolesFor(core: Core, row: Row): string[] {
  return decidingRoles(
    { role: row.role ?? undefined, escalateRole: row.escalate_role ?? undefined, escalateAt: row.escalate_at ?? undefined },
    core.clock.now(),
  );
}

async function lockRow(tx: Db, id: string): Promise<Row | undefined> {
  const row = await tx
    .selectFrom('requests')
    .select([
      'id',
      'action',
      'state',
      'asker',
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

function alreadyOver(state: RequestState): string {
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
