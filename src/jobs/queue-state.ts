import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { Clock } from '../lib/clock.ts';
import { classOf, type JobClass, type JobKind, jobClasses } from './classes.ts';

/** Cards that have been due to be drawn for longer than this are late. */
const lateMs = 10_000;

/** By class, and how many redraws of requests are late. */
export type QueueState = { classes: ReadonlyMap<JobClass, ClassState>; lateCards: number };

/** What is due in a class and has not been done: how many, and how long the oldest has been due. */
export type ClassState = { due: number; oldestS: number };

export async function queueState(db: Db, clock: Clock): Promise<QueueState> {
  const now = clock.now();
  const { rows } = await sql<{ kind: JobKind; due: number; late: number; oldest: Date }>`
    SELECT kind, count(*)::int AS due, min(run_at) AS oldest,
      count(*) FILTER (WHERE run_at < ${new Date(now.getTime() - lateMs).toISOString()})::int AS late
    FROM jobs WHERE run_at <= ${now.toISOString()} GROUP BY kind`.execute(db);
  const names = Object.keys(jobClasses) as JobClass[]; // safe: its own keys
  const states = new Map<JobClass, ClassState>(names.map((name) => [name, { due: 0, oldestS: 0 }]));
  for (const { kind, due, oldest } of rows) {
    const state = states.get(classOf(kind));
    if (state === undefined) continue;
    state.due += due;
    state.oldestS = Math.max(state.oldestS, (now.getTime() - oldest.getTime()) / 1_000);
  }
  return { classes: states, lateCards: rows.find(({ kind }) => kind === 'draw')?.late ?? 0 };
}
