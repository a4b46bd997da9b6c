import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

/** What there is to do. A job carries an id and nothing else: its handler reads the row again, and may run twice without harm. */
export const jobKinds = [
  'intake',
  'execute',
  'draw',
  'watch',
  'remind',
  'notify',
  'home',
  'tidy',
  'head',
  'forget',
  'delete-file',
  'owners',
] as const;
export type JobKind = (typeof jobKinds)[number];

/**
 * What waits for what: an execution never stands behind a redraw. Each class has places of its own, so many at a time; what a class does
 * not use is nobody else's.
 */
export const jobClasses = {
  execute: { kinds: ['intake', 'execute'], places: 12 },
  clocks: { kinds: ['watch', 'tidy', 'head', 'forget', 'delete-file'], places: 4 },
  drawing: { kinds: ['draw', 'remind', 'notify', 'home', 'owners'], places: 8 },
} as const satisfies Record<string, { kinds: readonly JobKind[]; places: number }>;
export type JobClass = keyof typeof jobClasses;

const classNames = Object.keys(jobClasses) as JobClass[]; // safe: its own keys

export function classOf(kind: JobKind): JobClass {
  const found = classNames.find((name) => (jobClasses[name].kinds as readonly JobKind[]).includes(kind));
  if (found === undefined) throw new Error(`${kind} is in no class`); // a test holds that every kind is in one
  return found;
}

/** Done, or to be called again in so many milliseconds; it may come earlier than that, and looks by itself whether it is time. */
export type JobResult = 'done' | { againInMs: number };
export type JobHandler = (ref: string) => Promise<JobResult>;

export type Jobs = {
  /** Puts a job into the caller's transaction; scheduling one that exists moves it to the earlier time. */
  schedule(tx: Db, kind: JobKind, ref: string, at?: Date): Promise<void>;
  cancel(tx: Db, kind: JobKind, ref: string): Promise<void>;
  /** Starts taking jobs. */
  start(handlers: Record<JobKind, JobHandler>): void;
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
  /** Tells the other replicas, in the caller's transaction, that there is something to carry out; absent where there are none. */
  tellOthers?: ((tx: Db) => Promise<void>) | undefined;
};

type Claimed = { kind: JobKind; ref: string; generation: number; attempts: number };

const longestPauseMs = 30_000;
/** A second between two lines about the same outage would fill the log. */
const sayAgainMs = 60_000;
/**
 * No job is put off further than this. One that lies further ahead was put there by a clock that was wrong, and is due now: a clock that
 * was a day ahead for some seconds puts nothing off until tomorrow.
 */
const furthestMs = 15 * 60_000;

/**
 * A queue in one table. Times at which jobs are due are the injected clock's (the local workspace moves it); leases are the database's
 * own time, so that replicas agree. docs/decisions/queue.md says why this is not a library.
 */
export function createJobs({ db, clock, log, replica, leaseMs = 12_000, pollMs = 500, tellOthers }: JobsDeps): Jobs {
  let handlers: Record<JobKind, JobHandler> | undefined;
  let poll: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopped = false;
  const underWay = new Map<string, Promise<void>>();
  const busy: Record<JobClass, number> = { execute: 0, clocks: 0, drawing: 0 };
  let saidAtMs = Number.NEGATIVE_INFINITY;

  const keyOf = (job: { kind: string; ref: string }) => `${job.kind} ${job.ref}`;

  const freeIn = (name: JobClass) => Math.max(0, jobClasses[name].places - busy[name]);

  async function claim(): Promise<Claimed[]> {
    const now = clock.now();
    const wrongAhead = new Date(now.getTime() + furthestMs + longestPauseMs).toISOString();
    const due = classNames.map(
      (name) => sql`SELECT kind, ref FROM (SELECT kind, ref FROM jobs
        WHERE kind IN (${sql.join(jobClasses[name].kinds)}) AND (run_at <= ${now.toISOString()} OR run_at > ${wrongAhead})
          AND (leased_until IS NULL OR leased_until < now())
        ORDER BY run_at LIMIT ${sql.lit(freeIn(name))} FOR UPDATE SKIP LOCKED) AS due_in_class`,
    );
    const { rows } = await sql<Claimed>`WITH due AS MATERIALIZED (${sql.join(due, sql` UNION ALL `)})
      UPDATE jobs SET leased_by = ${replica}, leased_until = now() + ${`${leaseMs} milliseconds`}::interval, attempts = attempts + 1
      FROM due WHERE jobs.kind = due.kind AND jobs.ref = due.ref
      RETURNING jobs.kind, jobs.ref, jobs.generation, jobs.attempts`.execute(db);
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
        const free = { execute: freeIn('execute'), clocks: freeIn('clocks'), drawing: freeIn('drawing') };
        if (stopped || classNames.every((name) => free[name] === 0)) return;
        const claimed = await claim();
        saidAtMs = Number.NEGATIVE_INFINITY;
        // Stopped meanwhile: what was just taken is given back, for whoever goes on.
        if (stopped) return void (await Promise.all(claimed.map((job) => postpone(job, 0))));
        for (const job of claimed) begin(job);
        const full = (name: JobClass) => claimed.filter(({ kind }) => classOf(kind) === name).length === free[name];
        if (classNames.some((name) => free[name] > 0 && full(name))) lookAgain = true;
      } while (lookAgain);
    } catch (error) {
      const nowMs = performance.now();
      if (nowMs - saidAtMs < sayAgainMs) return;
      saidAtMs = nowMs;
      log.warn({ err: { message: asFault(error).message } }, 'the job table could not be read; trying again');
    }
  }

  function begin(job: Claimed): void {
    const key = keyOf(job);
    if (underWay.has(key)) return; // our own lease ran out while it still works: it finishes by itself
    const kindOfWork = classOf(job.kind);
    busy[kindOfWork] += 1;
    const done = run(job).finally(() => {
      busy[kindOfWork] -= 1;
      underWay.delete(key);
      void look();
    });
    underWay.set(key, done);
  }

  async function run(job: Claimed): Promise<void> {
    let result: JobResult;
    try {
      const handler = handlers?.[job.kind];
      if (!handler) throw new Error(`no handler for ${job.kind}`);
      result = await handler(job.ref);
    } catch (error) {
      const fault = asFault(error);
      result = { againInMs: Math.min(longestPauseMs, 250 * 2 ** Math.min(job.attempts, 10)) };
      log.warn(
        { job: job.kind, request: job.ref, ref: fault.ref, code: fault.code, err: { message: fault.message } },
        'a job did not work; trying again',
      );
    }
    try {
      if (result === 'done') await finish(job);
      else await postpone(job, result.againInMs);
    } catch (error) {
      log.warn(
        { job: job.kind, err: { message: asFault(error).message } },
        'a job could not be put away; its lease will run out',
      );
    }
  }

  /**
   * Removes it, unless it was scheduled again meanwhile: then it is due once more. One whose lease ran out under us belongs to whoever has
   * taken it over: theirs to remove, else it would be gone if they died too.
   */
  async function finish(job: Claimed): Promise<void> {
    const gone = await db
      .deleteFrom('jobs')
      .where('kind', '=', job.kind)
      .where('ref', '=', job.ref)
      .where('generation', '=', job.generation)
      .where('leased_by', '=', replica)
      .executeTakeFirst();
    if (gone.numDeletedRows > 0n) return;
    await db
      .updateTable('jobs')
      .set({ leased_by: null, leased_until: null, attempts: 0 })
      .where('kind', '=', job.kind)
      .where('ref', '=', job.ref)
      .where('leased_by', '=', replica)
      .execute();
  }

  async function postpone(job: Claimed, ms: number): Promise<void> {
    const later = new Date(clock.now().getTime() + Math.min(ms, furthestMs)).toISOString();
    await db
      .updateTable('jobs')
      .set({
        leased_by: null,
        leased_until: null,
        run_at: sql<Date>`CASE WHEN generation = ${job.generation} THEN ${later}::timestamptz ELSE run_at END`,
      })
      .where('kind', '=', job.kind)
      .where('ref', '=', job.ref)
      .where('leased_by', '=', replica)
      .execute();
  }

  async function renew(): Promise<void> {
    if (underWay.size === 0) return;
    try {
      await db
        .updateTable('jobs')
        .set({ leased_until: sql<Date>`now() + ${`${leaseMs} milliseconds`}::interval` })
        .where('leased_by', '=', replica)
        .where('leased_until', 'is not', null)
        .execute();
    } catch (error) {
      log.warn({ err: { message: asFault(error).message } }, 'job leases could not be renewed');
    }
  }

  return {
    async schedule(tx, kind, ref, at = clock.now()) {
      const runAt = new Date(Math.min(at.getTime(), clock.now().getTime() + furthestMs)).toISOString();
      await tx
        .insertInto('jobs')
        .values({ kind, ref, run_at: runAt, attempts: 0, generation: 1 })
        .onConflict((conflict) =>
          conflict.columns(['kind', 'ref']).doUpdateSet({
            run_at: sql<Date>`CASE WHEN jobs.leased_until IS NULL THEN LEAST(jobs.run_at, excluded.run_at) ELSE excluded.run_at END`,
            generation: sql<number>`jobs.generation + 1`,
            attempts: 0,
          }),
        )
        .execute();
      if (classOf(kind) === 'execute') await tellOthers?.(tx);
    },
    async cancel(tx, kind, ref) {
      await tx.deleteFrom('jobs').where('kind', '=', kind).where('ref', '=', ref).execute();
    },
    start(given) {
      handlers = given;
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
        await Promise.allSettled([...underWay.values()]);
      })();
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([all, new Promise((resolve) => (timer = setTimeout(resolve, withinMs)))]);
      clearTimeout(timer);
      clearInterval(heartbeat);
    },
  };
}
