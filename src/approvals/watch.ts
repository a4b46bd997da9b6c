import { asFault } from '../errors.ts';
import type { JobResult } from '../jobs/jobs.ts';
import { warnSeldom } from '../lib/log-seldom.ts';
import { calledFor } from './away/called.ts';
import { isBehind } from './away/stand-in.ts';
import { decidersOf, decidingRoles } from './deciders.ts';
import type { ApprovalDeps } from './deps.ts';
import { expireNow } from './expire.ts';
import type { Standing } from './ports.ts';
import type { RequestRecord } from './request.ts';
import { mustBeSealed, mustEndInTime, yesOf } from './seal/check.ts';
import { loadWithStory } from './seal/story.ts';
import { countReminders, noteEscalated, noteUndecidable } from './store/changes.ts';
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
export async function watch(deps: ApprovalDeps, id: string): Promise<JobResult> {
  const loaded = await loadWithStory(deps, deps.db, id);
  if (loaded === undefined) return 'done';
  const { record, story } = loaded;
  // Clocks, and who is reminded or asked after a while, are as they were shown; nobody has to press before it shows that they are not.
  if (record.state === 'approved' || record.state === 'pending') mustBeSealed(deps, record, story);
  if (record.state === 'approved') {
    mustEndInTime(record);
    return watchExecution(deps, record);
  }
  if (record.state !== 'pending' || record.decideBy === undefined) return 'done';
  const now = deps.clock.now();
  if (record.decideBy <= now) {
    await deps.db.transaction().execute((tx) => expireNow(deps, tx, record, 'decide'));
    deps.jobs.kick();
    return 'done';
  }
  if (!record.escalated && record.escalateAt !== undefined && record.escalateAt <= now) await escalate(deps, record);
  await withDeciders(deps, record);
  deps.jobs.kick();
  return { againInMs: Math.max(1, nextMoment(record, now).getTime() - now.getTime()) };
}

async function watchExecution(deps: ApprovalDeps, record: RequestRecord): Promise<JobResult> {
  if (record.executeBy === undefined) return 'done';
  const leftMs = record.executeBy.getTime() - deps.clock.now().getTime();
  if (leftMs > 0) return { againInMs: leftMs };
  await deps.db.transaction().execute((tx) => expireNow(deps, tx, record, 'execute'));
  deps.jobs.kick();
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

async function escalate(deps: ApprovalDeps, record: RequestRecord): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    if (!(await noteEscalated(tx, record.id))) return;
    await deps.journal.append(tx, {
      kind: 'request.escalated',
      requestId: record.id,
      actor: 'app',
      data: { role: record.escalateRole ?? null },
    });
    await deps.jobs.schedule(tx, 'draw', record.id);
  });
}

/** What depends on who could decide; left for the next time when Slack does not say who that is. */
async function withDeciders(deps: ApprovalDeps, record: RequestRecord): Promise<void> {
  const hasVoted = ({ id }: Standing) => record.votes.some((vote) => isBehind(vote, id));
  let called: Standing[];
  let isUndecidable: boolean;
  try {
    const open = (await decidersOf(deps, record)).filter((one) => !hasVoted(one));
    // Anyone who is away can still decide; they are not reminded.
    isUndecidable = (await available(deps, record, open)) < record.votesNeeded;
    called = (await calledFor(deps, record, open)).filter((one) => !hasVoted(one));
  } catch (error) {
    const { code, message } = asFault(error);
    warnSeldom(deps, code, { request: record.id, err: { message } }, 'who could decide could not be looked up');
    return;
  }
  if (isUndecidable !== record.undecidable) await noteDecidability(deps, record, isUndecidable);
  const due = reminderTimes(record).filter((time) => time <= deps.clock.now()).length;
  if (due > record.reminders) await remind(deps, record, called, due);
}

/** How many yeses there are or could be. */
async function available(deps: ApprovalDeps, record: RequestRecord, open: readonly Standing[]): Promise<number> {
  const yes = yesOf(record);
  const roles = decidingRoles(record, deps.clock.now());
  return votesAvailable(deps, { roles, distinct: record.distinct }, [...yes, ...open.map(({ id }) => id)]);
}

async function noteDecidability(deps: ApprovalDeps, record: RequestRecord, isUndecidable: boolean): Promise<void> {
  const owners = isUndecidable ? await ownersOf(deps) : [];
  await deps.db.transaction().execute(async (tx) => {
    if (!(await noteUndecidable(tx, record.id, isUndecidable))) return;
    await deps.journal.append(tx, {
      kind: isUndecidable ? 'request.undecidable' : 'request.decidable-again',
      requestId: record.id,
      actor: 'app',
      data: { role: record.role ?? null, need: record.votesNeeded },
    });
    await deps.jobs.schedule(tx, 'draw', record.id);
    const told = isUndecidable ? [...new Set([record.asker, ...owners])] : [];
    for (const person of told) await deps.jobs.schedule(tx, 'remind', `${record.id}:${person}:undecidable`);
  });
}

async function ownersOf(deps: ApprovalDeps): Promise<string[]> {
  try {
    return await deps.directory.peopleOf(deps.policy.owners, { freshMs: 60_000, withinMs: 5_000, stale: 'on-trouble' });
  } catch {
    return [...deps.policy.owners.users]; // the asker is told in any case
  }
}

async function remind(deps: ApprovalDeps, record: RequestRecord, open: readonly Standing[], due: number): Promise<void> {
  const first = (record.reminders * remindedAtOnce) % Math.max(1, open.length);
  const people = [...open.slice(first), ...open.slice(0, first)].slice(0, remindedAtOnce);
  await deps.db.transaction().execute(async (tx) => {
    if (!(await countReminders(tx, record.id, { was: record.reminders, now: due }))) return;
    for (const { id } of people) await deps.jobs.schedule(tx, 'remind', `${record.id}:${id}:waiting-${due}`);
  });
}
