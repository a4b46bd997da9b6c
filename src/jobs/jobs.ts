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
] as const;
export type JobKind = (typeof jobKinds)[number];

/** Done, or to be called again in so many milliseconds. */
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
  concurrency?: number;
};

type Claimed = { kind: JobKind; ref: string; generation: number; attempts: number };

const longestPauseMs = 30_000;

/**
 * A queue in one table. Times at which jobs are due are the injected clock's (the local workspace moves it); leases are the database's
 * own time, so that replicas agree. docs/decisions/queue.md says why this is not a library.
 */
export function createJobs({ db, clock, log, replica, leaseMs = 12_000, pollMs = 500, concurrency = 16 }: JobsDeps): Jobs {
  let handlers: Record<JobKind, JobHandler> | undefined;
  let poll: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopped = false;
  const underWay = new Map<string, Promise<void>>();

  const keyOf = (job: { kind: string; ref: string }) => `${job.kind} ${job.ref}`;

  async function claim(most: number): Promise<Claimed[]> {
    const lease = sql<Date>`now() + ${`${leaseMs} milliseconds`}::interval`;
    return (await db
      .updateTable('jobs')
      .set({ leased_by: replica, leased_until: lease, attempts: sql<number>`attempts + 1` })
      .where(
        sql<boolean>`(kind, ref) IN (SELECT kind, ref FROM jobs WHERE run_at <= ${clock.now().toISOString()}
          AND (leased_until IS NULL OR leased_until < now()) ORDER BY run_at LIMIT ${sql.lit(most)} FOR UPDATE SKIP LOCKED)`,
      )
      .returning(['kind', 'ref', 'generation', 'attempts'])
      .execute()) as Claimed[]; // safe: only schedule() writes kinds
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
        const free = concurrency - underWay.size;
        if (stopped || free <= 0) return;
        const claimed = await claim(free);
        // Stopped meanwhile: what was just taken is given back, for whoever goes on.
        if (stopped) return void (await Promise.all(claimed.map((job) => postpone(job, 0))));
        for (const job of claimed) begin(job);
        if (claimed.length === free) lookAgain = true;
      } while (lookAgain);
    } catch (error) {
      log.warn({ err: { message: asFault(error).message } }, 'the job table could not be read; trying again');
    }
  }

  function begin(job: Claimed): void {
    const key = keyOf(job);
    if (underWay.has(key)) return; // our own lease ran out while it still works: it finishes by itself
    const done = run(job).finally(() => {
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
    const later = new Date(clock.now().getTime() + ms).toISOString();
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
      const runAt = at.toISOString();
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
