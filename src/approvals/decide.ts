import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { change } from './change.ts';
import { type Core, reach } from './core.ts';
import { expireNow } from './expire.ts';
import { alreadyOver, lockRow, no, type Press, type Row, rightsOf, rolesFor } from './press.ts';

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
