import { setTimeout as pause } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { type Trace, type TracePart, untraced } from '../lib/trace.ts';
import { classNames, classOf, type JobClass, type JobKind, jobClasses } from './classes.ts';
import { createScheduling, furthestMs, type ScheduledJob } from './schedule.ts';

/** Done, or to be called again in so many milliseconds; it may come earlier than that, and looks by itself whether it is time. */
export type JobResult = 'done' | { againInMs: number };
export type JobHandler = (ref: string, lease: Lease) => Promise<JobResult>;

/** For how long no other process takes this job over; it goes on by the machine's own count, also while this process is stopped. */
export type Lease = { leftMs(): number };

export type Jobs = {
  /** Puts a job into the caller's transaction; scheduling one that exists moves it to the earlier time. */
  schedule(tx: Db, kind: JobKind, ref: string, at?: Date): Promise<void>;
  /** The same for several, in one statement; no two for the same thing. */
  scheduleAll(tx: Db, jobs: readonly ScheduledJob[]): Promise<void>;
  cancel(tx: Db, kind: JobKind, ref: string): Promise<void>;
  /** Starts taking jobs; fewer at a time while `isRush` says that several people wait for something to be recorded. */
  start(handlers: Record<JobKind, JobHandler>, isRush?: () => boolean): void;
  /** Look now rather than at the next poll; call it after a commit that scheduled something. */
  kick(): void;
  /** Stops taking jobs and waits for those under way, `withinMs` at most. */
  stop(withinMs: number): Promise<void>;
};

export type JobsDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  /** This process, among the replicas. */
  replica: string;
  /** How long a dead replica's job stays its own. Renewed at a third of it. */
  leaseMs?: number;
  pollMs?: number;
  /** Within a statement: tells the other replicas that there is something to carry out, once it commits; absent if there are none. */
  tellOthers?: RawBuilder<unknown> | undefined;
  /** A job goes on with the trace in which it was scheduled, in whatever process. */
  trace?: Trace;
  /** Told when a job did not work, and what follows. */
  onTrouble?: (kind: JobKind, outcome: 'retry' | 'dropped') => void;
};

type Claimed = { kind: JobKind; ref: string; generation: number; attempts: number; trace: string | null };

const longestPauseMs = 30_000;
/** About a day of tries, which are counted in the table, so that a restart forgets none. What decides or carries out is never dropped. */
const mostDrawingTries = 3_000;
/** A second between two lines about the same outage would fill the log. */
const sayAgainMs = 60_000;
/** So long after it could not be put away that is tried again. */
const putAwayAgainMs = 250;

/**
 * What this is part of doesn't wait for the disk. That a job was taken, is done or comes later may be lost with the database's last moment:
 * it is then done twice, which harms nothing. What schedules one waits with the transaction that it belongs to.
 */
const lazily = sql`lazily AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))`;

/**
 * A queue in one table. Times at which jobs are due are the injected clock's (the local workspace moves it); leases are the database's
 * own time, so that replicas agree. docs/decisions/queue.md says why this is not a library.
 */
export function createJobs(deps: JobsDeps): Jobs {
  const { db, clock, log, replica, leaseMs = 12_000, pollMs = 500, tellOthers, trace = untraced, onTrouble } = deps;
  let handlers: Record<JobKind, JobHandler> | undefined;
  let isRush = () => false;
  let poll: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopped = false;
  const underWay = new Map<string, { kind: JobKind; ref: string; done: Promise<void> }>();
  /** Counted from before the database was asked, which counts from later: here it is over first. */
  const leasedUntilMs = new Map<string, number>();
  const busy: Record<JobClass, number> = { execute: 0, clocks: 0, drawing: 0, webhooks: 0 };
  /** Classes of which the last look took as many as there were places for: there may be more. */
  const mayHaveMore = new Set<JobClass>();
  let saidAtMs = Number.NEGATIVE_INFINITY;

  const scheduleAll = createScheduling({ clock, trace, tellOthers });
  const keyOf = (job: { kind: string; ref: string }) => `${job.kind} ${job.ref}`;

  const freeIn = (name: JobClass) => {
    const { places, rush } = jobClasses[name];
    return Math.max(0, (isRush() ? rush : places) - busy[name]);
  };

  async function claim(): Promise<Claimed[]> {
    const now = clock.now();
    const wrongAhead = new Date(now.getTime() + furthestMs + longestPauseMs).toISOString();
    const due = classNames.map(
      (name) => sql`SELECT kind, ref FROM (SELECT kind, ref FROM jobs
        WHERE kind IN (${sql.join(jobClasses[name].kinds)}) AND (run_at <= ${now.toISOString()} OR run_at > ${wrongAhead})
          AND (leased_until IS NULL OR leased_until < now())
        ORDER BY run_at LIMIT ${sql.lit(freeIn(name))} FOR UPDATE SKIP LOCKED) AS due_in_class`,
    );
    const { rows } = await sql<Claimed>`WITH due AS MATERIALIZED (${sql.join(due, sql` UNION ALL `)}), ${lazily}
      UPDATE jobs SET leased_by = ${replica}, leased_until = now() + ${`${leaseMs} milliseconds`}::interval, attempts = attempts + 1
      FROM due, lazily WHERE jobs.kind = due.kind AND jobs.ref = due.ref
      RETURNING jobs.kind, jobs.ref, jobs.generation, jobs.attempts, jobs.trace`.execute(db);
    return [...rows].sort((one, other) => classNames.indexOf(classOf(one.kind)) - classNames.indexOf(classOf(other.kind)));
  }

  async function look(): Promise<void> {
    if (looking === undefined) {
      looking = takeAndBegin().finally(() => {
        looking = undefined;
        // Asked for after the last look had ended.
        if (lookAgain && !stopped) void look();
      });
    } else lookAgain = true;
    await looking;
  }

  async function takeAndBegin(): Promise<void> {
    try {
      do {
        lookAgain = false;
        const free = Object.fromEntries(classNames.map((name) => [name, freeIn(name)]));
        if (stopped || classNames.every((name) => free[name] === 0)) return;
        const askedAtMs = performance.now();
        const claimed = await claim();
        saidAtMs = Number.NEGATIVE_INFINITY;
        // Stopped meanwhile: what was just taken is given back, for the process that goes on.
        if (stopped) return void (await Promise.all(claimed.map((job) => postpone(job, 0))));
        for (const job of claimed) begin(job, askedAtMs);
        for (const name of classNames) {
          const isFull = claimed.filter(({ kind }) => classOf(kind) === name).length === free[name];
          if (isFull) mayHaveMore.add(name);
          else mayHaveMore.delete(name);
        }
      } while (lookAgain);
    } catch (error) {
      const nowMs = performance.now();
      if (nowMs - saidAtMs < sayAgainMs) return;
      saidAtMs = nowMs;
      log.warn({ err: { message: asFault(error).message } }, 'the job table could not be read; trying again');
    }
  }

  function begin(job: Claimed, askedAtMs: number): void {
    const key = keyOf(job);
    leasedUntilMs.set(key, askedAtMs + leaseMs);
    if (underWay.has(key)) return; // our own lease ran out while it still works: it finishes by itself
    const kindOfWork = classOf(job.kind);
    busy[kindOfWork] += 1;
    const done = inItsTrace(job).then((isDueAgain) => {
      busy[kindOfWork] -= 1;
      underWay.delete(key);
      leasedUntilMs.delete(key);
      if (isDueAgain || mayHaveMore.has(kindOfWork)) void look();
    });
    underWay.set(key, { kind: job.kind, ref: job.ref, done });
  }

  const inItsTrace = (job: Claimed) =>
    job.trace === null
      ? run(job)
      : trace.begin(`job ${job.kind}`, { 'wheelhouse.job.attempt': job.attempts }, (span) => run(job, span), job.trace);

  /** Whether it was scheduled again meanwhile. Never throws. */
  async function run(job: Claimed, span?: TracePart): Promise<boolean> {
    let result: JobResult;
    try {
      const handler = handlers?.[job.kind];
      if (!handler) throw new Error(`no handler for ${job.kind}`);
      result = await handler(job.ref, { leftMs: () => (leasedUntilMs.get(keyOf(job)) ?? 0) - performance.now() });
    } catch (error) {
      const fault = asFault(error);
      span?.failed(fault.code);
      const facts = { job: job.kind, request: job.ref, ref: fault.ref, code: fault.code, err: { message: fault.message } };
      const isDropped = classOf(job.kind) === 'drawing' && job.attempts >= mostDrawingTries;
      result = isDropped ? 'done' : { againInMs: Math.min(longestPauseMs, 250 * 2 ** Math.min(job.attempts, 10)) };
      if (isDropped) log.error(facts, 'a job has not worked for a day, and is not tried again');
      else log.warn(facts, 'a job did not work; trying again');
      onTrouble?.(job.kind, isDropped ? 'dropped' : 'retry');
    }
    return putAway(job, result);
  }

  /** Tried while it is ours: a database that is away for a second must not keep the job for as long as the lease lasts. Never throws. */
  async function putAway(job: Claimed, result: JobResult): Promise<boolean> {
    for (;;) {
      try {
        return result === 'done' ? await finish(job) : await postpone(job, result.againInMs);
      } catch (error) {
        if (!stopped && (leasedUntilMs.get(keyOf(job)) ?? 0) > performance.now() + putAwayAgainMs) {
          await pause(putAwayAgainMs);
          continue;
        }
        log.warn(
          { job: job.kind, err: { message: asFault(error).message } },
          'a job could not be put away; its lease will run out',
        );
        return false;
      }
    }
  }

  /**
   * Removes it, unless it was scheduled again meanwhile: then it is due once more. One whose lease ran out under us belongs to the process that has
   * taken it over: that one removes it, else it would be gone if that one died, too.
   */
  async function finish(job: Claimed): Promise<boolean> {
    const gone = await sql`WITH ${lazily} DELETE FROM jobs USING lazily
      WHERE kind = ${job.kind} AND ref = ${job.ref} AND generation = ${job.generation} AND leased_by = ${replica}
      RETURNING kind`.execute(db);
    if (gone.rows.length > 0) return false;
    const freed = await db
      .updateTable('jobs')
      .set({ leased_by: null, leased_until: null, attempts: 0 })
      .where('kind', '=', job.kind)
      .where('ref', '=', job.ref)
      .where('leased_by', '=', replica)
      .executeTakeFirst();
    return freed.numUpdatedRows > 0n;
  }

  async function postpone(job: Claimed, ms: number): Promise<boolean> {
    const later = new Date(clock.now().getTime() + Math.min(ms, furthestMs)).toISOString();
    const { rows } = await sql<{ generation: number }>`WITH ${lazily} UPDATE jobs SET leased_by = NULL, leased_until = NULL,
        run_at = CASE WHEN generation = ${job.generation} THEN ${later}::timestamptz ELSE run_at END
      FROM lazily WHERE kind = ${job.kind} AND ref = ${job.ref} AND leased_by = ${replica}
      RETURNING generation`.execute(db);
    return rows.some(({ generation }) => generation !== job.generation);
  }

  /** Of what is under way alone: a job that was taken and not heard of, or not put away, is nobody's once its lease is over. */
  async function renew(): Promise<void> {
    const held = [...underWay.values()];
    if (held.length === 0) return;
    const askedAtMs = performance.now();
    try {
      const renewed = await db
        .updateTable('jobs')
        .set({ leased_until: sql<Date>`now() + ${`${leaseMs} milliseconds`}::interval` })
        .where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple('kind', 'ref'),
            'in',
            held.map(({ kind, ref }) => tuple(kind, ref)),
          ),
        )
        .where('leased_by', '=', replica)
        .where('leased_until', 'is not', null)
        .returning(['kind', 'ref'])
        .execute();
      for (const key of renewed.map(keyOf)) if (underWay.has(key)) leasedUntilMs.set(key, askedAtMs + leaseMs);
    } catch (error) {
      log.warn({ err: { message: asFault(error).message } }, 'job leases could not be renewed');
    }
  }

  return {
    schedule: (tx, kind, ref, at) => scheduleAll(tx, [{ kind, ref, at: at }]),
    scheduleAll,
    async cancel(tx, kind, ref) {
      await tx.deleteFrom('jobs').where('kind', '=', kind).where('ref', '=', ref).execute();
    },
    start(given, rush = () => false) {
      handlers = given;
      isRush = rush;
      poll = setInterval(() => void look(), pollMs);
      heartbeat = setInterval(() => void renew(), leaseMs / 3);
      void look();
    },
    kick() {
      if (handlers) void look();
    },
    async stop(withinMs) {
      stopped = true;
      clearInterval(poll);
      const all = (async () => {
        await looking;
        await Promise.all([...underWay.values()].map(({ done }) => done));
      })();
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([all, new Promise((resolve) => (timer = setTimeout(resolve, withinMs)))]);
      clearTimeout(timer);
      clearInterval(heartbeat);
    },
  };
}
