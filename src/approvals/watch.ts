import { asFault } from '../errors.ts';
import type { JobResult } from '../jobs/jobs.ts';
import type { Core } from './core.ts';
import { decidersOf, decidingRoles } from './deciders.ts';
import { expireNow } from './expire.ts';
import type { Standing } from './ports.ts';
import { loadRequest, type RequestRecord } from './request.ts';
import { votesAvailable } from './voters.ts';

/** How often it is looked whether a waiting request can still be decided: people leave groups. */
const lookAgainMs = 5 * 60_000;
/** Reminders come at these parts of the time to decide: each distance is twice the one before, and there are no more than three. */
const reminderParts = [1 / 8, 3 / 8, 7 / 8];
/** A reminder sooner than this after the card would only be noise. */
const soonestReminderMs = 5 * 60_000;
/** A reminder goes to a few, and the next one to others: never to everybody. */
const remindedAtOnce = 3;

/**
 * The job that watches a request while it is open: its two clocks, reminders, escalation, and whether anybody is left who could decide
 * it. Comes again at the next moment that matters; run twice it does nothing the second time.
 */
export async function watch(core: Core, id: string): Promise<JobResult> {
  const record = await loadRequest(core.db, id);
  if (!record) return 'done';
  if (record.state === 'approved') return watchExecution(core, record);
  if (record.state !== 'pending' || record.decideBy === undefined) return 'done';
  const now = core.clock.now();
  if (record.decideBy <= now) {
    await core.db.transaction().execute((tx) => expireNow(core, tx, record, 'decide'));
    core.jobs.kick();
    return 'done';
  }
  if (!record.escalated && record.escalateAt !== undefined && record.escalateAt <= now) await escalate(core, record);
  await withDeciders(core, record);
  core.jobs.kick();
  return { againInMs: Math.max(1, nextMoment(record, now).getTime() - now.getTime()) };
}

async function watchExecution(core: Core, record: RequestRecord): Promise<JobResult> {
  if (record.executeBy === undefined) return 'done';
  const leftMs = record.executeBy.getTime() - core.clock.now().getTime();
  if (leftMs > 0) return { againInMs: leftMs };
  await core.db.transaction().execute((tx) => expireNow(core, tx, record, 'execute'));
  core.jobs.kick();
  return 'done';
}

function reminderTimes({ askedAt, decideBy }: RequestRecord): Date[] {
  if (decideBy === undefined) return [];
  const windowMs = decideBy.getTime() - askedAt.getTime();
  return reminderParts.map((part) => new Date(askedAt.getTime() + Math.max(soonestReminderMs, part * windowMs)));
}

function nextMoment(record: RequestRecord, now: Date): Date {
  const moments = [record.decideBy, record.escalateAt, ...reminderTimes(record), new Date(now.getTime() + lookAgainMs)];
  const ahead = moments.flatMap((moment) => (moment !== undefined && moment > now ? [moment.getTime()] : []));
  return new Date(Math.min(...ahead));
}

async function escalate(core: Core, record: RequestRecord): Promise<void> {
  await core.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('requests')
      .set({ escalated: true })
      .set((row) => ({ version: row('version', '+', 1) }))
      .where('id', '=', record.id)
      .where('state', '=', 'pending')
      .where('escalated', '=', false)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await core.journal.append(tx, {
      kind: 'request.escalated',
      requestId: record.id,
      actor: 'app',
      data: { role: record.escalateRole ?? null },
    });
    await core.jobs.schedule(tx, 'draw', record.id);
  });
}

/** What depends on who could decide; left for the next time when Slack does not say who that is. */
async function withDeciders(core: Core, record: RequestRecord): Promise<void> {
  const voted = new Set(record.votes.map(({ person }) => person));
  let open: Standing[];
  let isUndecidable: boolean;
  try {
    open = (await decidersOf(core, record)).filter(({ id }) => !voted.has(id));
    isUndecidable = (await available(core, record, open)) < record.votesNeeded;
  } catch (error) {
    core.log.warn({ request: record.id, err: asFault(error) }, 'who could decide could not be looked up');
    return;
  }
  if (isUndecidable !== record.undecidable) await noteDecidability(core, record, isUndecidable);
  const due = reminderTimes(record).filter((time) => time <= core.clock.now()).length;
  if (due > record.reminders) await remind(core, record, open, due);
}

/** How many yeses there are or could be. */
async function available(core: Core, record: RequestRecord, open: readonly Standing[]): Promise<number> {
  const yes = record.votes.filter(({ verdict }) => verdict === 'approve').map(({ person }) => person);
  const roles = decidingRoles(record, core.clock.now());
  return votesAvailable(core, { roles, distinct: record.distinct }, [...yes, ...open.map(({ id }) => id)]);
}

async function noteDecidability(core: Core, record: RequestRecord, isUndecidable: boolean): Promise<void> {
  const owners = isUndecidable ? await ownersOf(core) : [];
  await core.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('requests')
      .set({ undecidable: isUndecidable })
      .set((row) => ({ version: row('version', '+', 1) }))
      .where('id', '=', record.id)
      .where('state', '=', 'pending')
      .where('undecidable', '=', !isUndecidable)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await core.journal.append(tx, {
      kind: isUndecidable ? 'request.undecidable' : 'request.decidable-again',
      requestId: record.id,
      actor: 'app',
      data: { role: record.role ?? null, need: record.votesNeeded },
    });
    await core.jobs.schedule(tx, 'draw', record.id);
    const told = isUndecidable ? [...new Set([record.asker, ...owners])] : [];
    for (const person of told) await core.jobs.schedule(tx, 'remind', `${record.id}:${person}:undecidable`);
  });
}

async function ownersOf(core: Core): Promise<string[]> {
  try {
    return await core.directory.peopleOf(core.policy.owners, { freshMs: 60_000, withinMs: 5_000, stale: 'on-trouble' });
  } catch {
    return [...core.policy.owners.users]; // the asker is told in any case
  }
}

async function remind(core: Core, record: RequestRecord, open: readonly Standing[], due: number): Promise<void> {
  const first = (record.reminders * remindedAtOnce) % Math.max(1, open.length);
  const people = [...open.slice(first), ...open.slice(0, first)].slice(0, remindedAtOnce);
  await core.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('requests')
      .set({ reminders: due })
      .where('id', '=', record.id)
      .where('state', '=', 'pending')
      .where('reminders', '=', record.reminders)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    for (const { id } of people) await core.jobs.schedule(tx, 'remind', `${record.id}:${id}:waiting-${due}`);
  });
}
