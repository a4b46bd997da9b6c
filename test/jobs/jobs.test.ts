import { expect, onTestFinished, test } from 'vitest';
import { createJobs, type JobHandler, type JobKind } from '../../src/jobs/jobs.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { freshDatabase, silentLog } from '../support/database.ts';

const kinds: readonly JobKind[] = [
  'intake',
  'execute',
  'draw',
  'watch',
  'notify',
  'remind',
  'head',
  'forget',
  'home',
  'delete-file',
];
const handled = (handler: JobHandler) => Object.fromEntries(kinds.map((kind) => [kind, handler])) as Record<JobKind, JobHandler>; // safe: of all kinds

test('what was just taken when it stops does not begin afterwards, and is there for whoever goes on', async () => {
  const place = await freshDatabase();
  onTestFinished(() => place.remove());
  const { db } = place.database;
  const open = (replica: string) =>
    createJobs({ db, clock: systemClock, log: silentLog, replica, leaseMs: 600_000, pollMs: 600_000 });
  const begun: string[] = [];
  const first = open('first');
  first.start(
    handled(async (ref) => {
      begun.push(`first ${ref}`);
      return 'done';
    }),
  );
  await expect.poll(async () => (await db.selectFrom('jobs').selectAll().execute()).length).toBe(0);
  await first.schedule(db, 'draw', 'R1');
  first.kick(); // its look is on its way to the database
  await first.stop(5_000);
  expect(begun).toEqual([]);

  const second = open('second');
  second.start(
    handled(async (ref) => {
      begun.push(`second ${ref}`);
      return 'done';
    }),
  );
  await expect.poll(() => begun).toEqual(['second R1']);
  await second.stop(5_000);
  expect(begun).toEqual(['second R1']);
});
