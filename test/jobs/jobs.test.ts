import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { classOf, type JobKind, jobClasses, jobKinds } from '../../src/jobs/classes.ts';
import { createJobs, type JobHandler, type Lease } from '../../src/jobs/jobs.ts';
import { queueState } from '../../src/jobs/queue-state.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { handClock } from '../support/clock.ts';
import { fileDatabase } from '../support/file-database.ts';
import { silentLog } from '../support/log.ts';

const file = fileDatabase({ emptied: true });

const kinds: readonly JobKind[] = jobKinds;
/** A busy machine takes its time. */
const patient = { timeout: 25_000 };
const handled = (handler: JobHandler) => Object.fromEntries(kinds.map((kind) => [kind, handler])) as Record<JobKind, JobHandler>; // safe: of all kinds

it('what was just taken when it stops does not begin afterwards, and is there for the person who goes on', async () => {
  const { db } = file.database;
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

it('a job knows how long no other process takes it over: for longer each time that this is renewed, and never for what another has taken', async () => {
  const { db } = file.database;
  const jobs = createJobs({ db, clock: systemClock, log: silentLog, replica: 'one', leaseMs: 300, pollMs: 600_000 });
  let lease: Lease = { leftMs: () => 0 };
  let end = () => {};
  const hanging = new Promise<void>((resolve) => {
    end = resolve;
  });
  await jobs.schedule(db, 'execute', 'R1');
  jobs.start(
    handled(async (_ref, given) => {
      lease = given;
      await hanging;
      return 'done';
    }),
  );
  const overAtMs = () => performance.now() + lease.leftMs();
  await expect.poll(() => lease.leftMs(), { ...patient, interval: 5 }).toBeGreaterThan(0);
  const first = overAtMs();
  await expect.poll(() => overAtMs() - first, patient).toBeGreaterThan(50);
  await db.updateTable('jobs').set({ leased_by: 'other' }).execute();
  await expect.poll(() => lease.leftMs(), patient).toBeLessThan(-300);
  end();
  await jobs.stop(5_000);
});

it('a job that was taken and never heard of is free for others once its lease is over, however busy its process is', async () => {
  const { db } = file.database;
  const jobs = createJobs({ db, clock: systemClock, log: silentLog, replica: 'one', leaseMs: 300, pollMs: 600_000 });
  let isBegun = false;
  let end = () => {};
  const hanging = new Promise<void>((resolve) => {
    end = resolve;
  });
  await jobs.schedule(db, 'draw', 'busy');
  jobs.start(
    handled(async () => {
      isBegun = true;
      await hanging;
      return 'done';
    }),
  );
  await expect.poll(() => isBegun, patient).toBe(true);
  await jobs.schedule(db, 'execute', 'unheard');
  await db.updateTable('jobs').set({ leased_by: 'one', leased_until: new Date() }).where('ref', '=', 'unheard').execute();
  const leases = async () => {
    const rows = await db.selectFrom('jobs').select(['ref', 'leased_until']).execute();
    return Object.fromEntries(rows.map(({ ref, leased_until: until }) => [ref, until?.getTime()]));
  };
  const first = await leases();
  await expect.poll(async () => (await leases()).busy, patient).toBeGreaterThan(first.busy ?? Number.NaN);
  expect((await leases()).unheard).toBe(first.unheard);
  end();
  await jobs.stop(5_000);
});

it('a job that the database did not take back is put away once it does, long before its lease is over', async () => {
  const { db } = file.database;
  let isAway = false;
  let refused = 0;
  const away: KyselyPlugin = {
    transformQuery({ node }) {
      if (!isAway) return node;
      refused += 1;
      throw new Error('the database takes no writes');
    },
    transformResult: async ({ result }) => result,
  };
  const options = { clock: systemClock, log: silentLog, replica: 'one', leaseMs: 600_000, pollMs: 600_000 };
  const jobs = createJobs({ ...options, db: db.withPlugin(away) });
  await jobs.schedule(db, 'execute', 'R1');
  jobs.start(
    handled(async () => {
      isAway = true;
      return 'done';
    }),
  );
  await expect.poll(() => refused, patient).toBe(2);
  isAway = false;
  await expect.poll(() => db.selectFrom('jobs').select('ref').execute(), patient).toEqual([]);
  await jobs.stop(5_000);
});

it('every kind of job is in one class', () => {
  for (const kind of jobKinds)
    expect(Object.values(jobClasses).filter(({ kinds: some }) => some.some((one) => one === kind))).toHaveLength(1);
});

it('an execution begins while more redraws than there are places wait, and hang', async () => {
  const { db } = file.database;
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
  expect((await queueState(db, systemClock)).classes.get('drawing')?.due).toBe(40);
  goOn();
  await expect.poll(() => begun.filter((kind) => kind === 'draw').length, patient).toBe(40);
  await jobs.stop(5_000);
});

it('what was put off by a clock that was a day ahead is done today', async () => {
  const { db } = file.database;
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

it('a job that never works has growing pauses, is counted, and is dropped after a day if it only draws, across restarts', async () => {
  const { db } = file.database;
  const clock = handClock();
  const troubles: string[] = [];
  const open = () =>
    createJobs({
      db,
      clock,
      log: silentLog,
      replica: 'one',
      pollMs: 5,
      onTrouble: (kind, outcome) => troubles.push(`${kind} ${outcome}`),
    });
  const row = (kind: JobKind) => db.selectFrom('jobs').selectAll().where('kind', '=', kind).executeTakeFirst();
  const tried = async (count: number) => {
    await expect.poll(() => troubles.length, patient).toBe(count);
    await expect.poll(async () => (await row('execute'))?.leased_by ?? null, patient).toBe(null);
  };
  const pauseMs = async () => ((await row('execute'))?.run_at.getTime() ?? 0) - clock.now().getTime();

  let jobs = open();
  await jobs.schedule(db, 'execute', 'R1');
  jobs.start(handled(() => Promise.reject(new Error('a bug'))));
  await tried(1);
  const first = await pauseMs();
  clock.forward(first);
  await tried(2);
  expect(await pauseMs()).toBe(2 * first);
  await jobs.stop(5_000);

  // A day later.
  await db.updateTable('jobs').set({ attempts: 2_999, run_at: clock.now() }).execute();
  jobs = open();
  await jobs.schedule(db, 'draw', 'R1');
  await db.updateTable('jobs').set({ attempts: 2_999 }).execute();
  jobs.start(handled(() => Promise.reject(new Error('a bug'))));
  await tried(4);
  await expect.poll(() => row('draw'), patient).toBe(undefined);
  expect(troubles.slice(2).sort()).toEqual(['draw dropped', 'execute retry']);
  expect(await row('execute')).toMatchObject({ attempts: 3_000 });
  expect(await pauseMs()).toBe(30_000);
  await jobs.stop(5_000);
});

it('while people wait for their presses to be recorded, few executions begin, and all of them go on after that', async () => {
  const { db } = file.database;
  let isRush = true;
  const jobs = createJobs({
    db,
    clock: systemClock,
    log: silentLog,
    replica: 'one',
    leaseMs: 600_000,
    pollMs: 20,
  });
  let begun = 0;
  let goOn = () => {};
  const hanging = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const executions = jobClasses.execute.places;
  for (let number = 0; number < executions; number += 1) await jobs.schedule(db, 'execute', `R${number}`);
  await jobs.schedule(db, 'watch', 'R0');
  let watched = false;
  const handlers = handled(async () => {
    begun += 1;
    await hanging;
    return 'done';
  });
  const watch: JobHandler = async () => {
    watched = true;
    return 'done';
  };
  jobs.start({ ...handlers, watch }, () => isRush);
  await expect.poll(() => watched, patient).toBe(true);
  await expect.poll(() => begun, patient).toBe(jobClasses.execute.rush);
  isRush = false;
  await expect.poll(() => begun, patient).toBe(executions);
  goOn();
  await jobs.stop(5_000);
});
