import { expect, onTestFinished, test } from 'vitest';
import { classOf, createJobs, type JobHandler, type JobKind, jobClasses, jobKinds } from '../../src/jobs/jobs.ts';
import { queueState } from '../../src/jobs/queue-state.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { handClock } from '../support/clock.ts';
import { freshDatabase, silentLog } from '../support/database.ts';

const kinds: readonly JobKind[] = jobKinds;
/** A busy machine takes its time. */
const patient = { timeout: 20_000 };
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

test('every kind of job is in one class', () => {
  for (const kind of jobKinds)
    expect(Object.values(jobClasses).filter(({ kinds: some }) => some.some((one) => one === kind))).toHaveLength(1);
});

test('an execution begins while more redraws than there are places wait, and hang', async () => {
  const place = await freshDatabase();
  onTestFinished(() => place.remove());
  const { db } = place.database;
  const jobs = createJobs({ db, clock: systemClock, log: silentLog, replica: 'one', leaseMs: 600_000, pollMs: 600_000 });
  const begun: JobKind[] = [];
  let goOn = () => {};
  const hanging = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const of =
    (kind: JobKind): JobHandler =>
    async () => {
      begun.push(kind);
      if (classOf(kind) === 'drawing') await hanging;
      return 'done';
    };
  for (let number = 0; number < 40; number += 1) await jobs.schedule(db, 'draw', `R${number}`);
  jobs.start(Object.fromEntries(jobKinds.map((kind) => [kind, of(kind)])) as Record<JobKind, JobHandler>); // safe: of all kinds
  await expect.poll(() => begun.length, patient).toBe(jobClasses.drawing.places);
  await jobs.schedule(db, 'execute', 'R0');
  jobs.kick();
  await expect.poll(() => begun.includes('execute'), patient).toBe(true);
  expect(begun.filter((kind) => kind === 'draw')).toHaveLength(jobClasses.drawing.places);
  expect((await queueState(db, systemClock)).get('drawing')?.due).toBe(40);
  goOn();
  await expect.poll(() => begun.filter((kind) => kind === 'draw').length, patient).toBe(40);
  await jobs.stop(5_000);
});

test('what was put off by a clock that was a day ahead is done today', async () => {
  const place = await freshDatabase();
  onTestFinished(() => place.remove());
  const { db } = place.database;
  const clock = handClock();
  const begun: string[] = [];
  const jobs = createJobs({ db, clock, log: silentLog, replica: 'one', leaseMs: 600_000, pollMs: 20 });
  clock.forward(24 * 3_600_000);
  await jobs.schedule(db, 'watch', 'R1', new Date(clock.now().getTime() + 60_000));
  clock.forward(-24 * 3_600_000);
  jobs.start(
    handled(async (ref) => {
      begun.push(ref);
      return { againInMs: 60_000 };
    }),
  );
  await expect.poll(() => begun, patient).toEqual(['R1']);
  // It is due by the right clock now, and not over and over.
  const row = () => db.selectFrom('jobs').select(['leased_by', 'run_at']).executeTakeFirstOrThrow();
  await expect.poll(async () => (await row()).leased_by, patient).toBe(null);
  expect((await row()).run_at.getTime()).toBe(clock.now().getTime() + 60_000);
  await jobs.stop(5_000);
  expect(begun).toEqual(['R1']);
});
