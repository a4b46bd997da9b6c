import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../src/db/database.ts';
import { createDeliveries } from '../src/deliveries.ts';
import { handClock } from './support/clock.ts';
import { fileDatabase } from './support/file-database.ts';
import { silentLog } from './support/log.ts';
import { socketApp, socketSlack } from './support/socket-slack.ts';

const soon = { timeout: 25_000 };
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A Monday at ten. */
const monday = Date.parse('2026-11-23T10:00:00Z');
const command = { command: '/customer' };
const groupChanged = { type: 'event_callback', event: { type: 'subteam_members_changed' } };

const store = fileDatabase();
let database: Database;
let clock: ReturnType<typeof handClock>;
let told: { key: string; text: string }[];
/** Owners whom Slack takes no message for. */
let deafOwners: boolean;
let attempts: number;

beforeEach(async () => {
  database = store.database;
  await database.db.deleteFrom('delivery_hours').execute();
  clock = handClock('2026-11-09T00:00:00Z');
  told = [];
  deafOwners = false;
  attempts = 0;
});

const at = (ms: number) => clock.set(new Date(ms).toISOString());
/** One replica; told once for a key, as the owners are. */
const replica = () =>
  createDeliveries({
    db: database.db,
    clock,
    log: silentLog,
    tellOwners: async ({ key, message }) => {
      attempts += 1;
      if (!deafOwners && !told.some((one) => one.key === key)) told.push({ key, text: message().text });
    },
  });

/** Two weeks in which people did so much in the hour from `hour` on. */
async function weeksWith(one: ReturnType<typeof replica>, count: number, body: object = command, hour = monday): Promise<void> {
  for (const week of [2, 1]) {
    at(hour - week * 7 * dayMs + 5 * minuteMs);
    for (let n = 0; n < count; n += 1) one.came(body);
    await one.tick();
  }
}

/** A minute at a time, from `from` to `to`. */
async function minutes(one: ReturnType<typeof replica>, from: number, to: number): Promise<void> {
  for (let now = from; now <= to; now += minuteMs) {
    at(now);
    await one.tick();
  }
}

describe('an hour that was busy in each of the last two weeks and in which nothing came', () => {
  it('is told to the owners within 15 minutes, once', async () => {
    const one = replica();
    await weeksWith(one, 10);
    await minutes(one, monday, monday + hourMs);
    expect(told).toEqual([]);
    await minutes(one, monday + hourMs, monday + hourMs + 15 * minuteMs);
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('since 23 Nov 2026, 10:00 UTC');
    expect(told[0]?.text).toContain('the last two Mondays people did 10 and 10 things');
    await minutes(one, monday + hourMs + 16 * minuteMs, monday + 4 * hourMs);
    expect(told).toHaveLength(1);
  });

  it('is told once for a silence of many hours, and again for the next one', async () => {
    const one = replica();
    for (const hour of [0, 1, 2, 4]) await weeksWith(one, 12, command, monday + hour * hourMs);
    await minutes(one, monday, monday + 3 * hourMs + 15 * minuteMs);
    expect(told).toHaveLength(1);
    one.came(command);
    await minutes(one, monday + 3 * hourMs + 16 * minuteMs, monday + 5 * hourMs + 15 * minuteMs);
    expect(told).toHaveLength(2);
  });

  it('is told by one of several replicas', async () => {
    const [one, other] = [replica(), replica()];
    await weeksWith(one, 6);
    await weeksWith(other, 6);
    at(monday + hourMs + 4 * minuteMs);
    await Promise.all([one.tick(), other.tick()]);
    expect(told).toHaveLength(1);
    expect(attempts).toBe(1);
  });

  it('is told when Slack takes the message again', async () => {
    const one = replica();
    await weeksWith(one, 10);
    deafOwners = true;
    await minutes(one, monday + hourMs, monday + hourMs + 30 * minuteMs);
    expect(told).toEqual([]);
    deafOwners = false;
    await minutes(one, monday + hourMs + 31 * minuteMs, monday + hourMs + 32 * minuteMs);
    expect(told).toHaveLength(1);
  });

  it('is noticed while a socket stays open and answers pings', async () => {
    const one = replica();
    await weeksWith(one, 10);
    at(monday - minuteMs);
    const slack = await socketSlack();
    const app = await socketApp(slack, clock);
    await expect.poll(() => app.state().state, soon).toBe('open');
    for (let now = monday; now <= monday + hourMs + 15 * minuteMs; now += 5 * minuteMs) {
      const pinged = new Promise((resolve) => slack.sockets[0]?.once('ping', resolve));
      at(now);
      await pinged;
      await one.tick();
    }
    expect(app.state()).toMatchObject({ state: 'open', reconnects: 0 });
    expect(told).toHaveLength(1);
  });
});

describe('of two replicas, each with a socket of its own', () => {
  /** Both hang on Slack, which gives what people do to one of the sockets. */
  async function both() {
    const replicas = [replica(), replica()] as const;
    const slack = await socketSlack();
    for (const one of replicas) {
      const app = await socketApp(slack, clock, (body) => one.came(body));
      await expect.poll(() => app.state().state, soon).toBe('open');
    }
    const typed = async (over: 0 | 1) => {
      const socket = slack.sockets[over];
      if (socket === undefined) throw new Error('that socket is not open');
      const id = slack.command(socket);
      await expect.poll(() => slack.acks.some(({ envelopeId }) => envelopeId === id), soon).toBe(true);
    };
    return { replicas, typed };
  }

  it('what comes to either is counted in one place', async () => {
    at(monday);
    const { replicas, typed } = await both();
    for (const over of [0, 1, 1, 0, 1] as const) await typed(over);
    for (const one of replicas) await one.tick();
    expect(await database.db.selectFrom('delivery_hours').selectAll().execute()).toMatchObject([{ deliveries: 5, by_people: 5 }]);
  });

  it('a lost click is noticed by what both would have had, once, and not while either hears something', async () => {
    at(monday - 14 * dayMs);
    const { replicas, typed } = await both();
    const [one, other] = replicas;
    // Five things to each: no replica alone would call the hour busy.
    for (const week of [2, 1]) {
      at(monday - week * 7 * dayMs + 5 * minuteMs);
      for (let n = 0; n < 5; n += 1) {
        await typed(0);
        await typed(1);
      }
      for (const each of replicas) await each.tick();
    }
    for (let now = monday; now <= monday + hourMs + 15 * minuteMs; now += minuteMs) {
      at(now);
      await Promise.all([one.tick(), other.tick()]);
    }
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('10 and 10 things');
  });
});

describe('nothing is told', () => {
  it.each<[string, (one: ReturnType<typeof replica>) => Promise<void>]>([
    ['of a night that is always quiet', async () => undefined],
    ['of an hour with nine in each week', (one) => weeksWith(one, 9)],
    [
      'of an hour that was busy last week alone',
      async (one) => {
        at(monday - 7 * dayMs);
        for (let n = 0; n < 50; n += 1) one.came(command);
        await one.tick();
      },
    ],
    ['of an hour in which only groups and people changed', (one) => weeksWith(one, 50, groupChanged)],
    ['of an hour that is busy on another day', (one) => weeksWith(one, 50, command, monday + dayMs)],
  ])('%s', async (_what, before) => {
    const one = replica();
    await before(one);
    await minutes(one, monday, monday + 2 * hourMs);
    expect(told).toEqual([]);
  });

  it('when anything came, were it only news of a group', async () => {
    const one = replica();
    await weeksWith(one, 50);
    at(monday + 59 * minuteMs);
    one.came(groupChanged);
    await minutes(one, monday + hourMs, monday + 2 * hourMs);
    expect(told).toEqual([]);
  });

  it('when another replica heard something', async () => {
    const [one, other] = [replica(), replica()];
    await weeksWith(one, 50);
    at(monday + 30 * minuteMs);
    other.came(command);
    await other.tick();
    await minutes(one, monday + hourMs, monday + 2 * hourMs);
    expect(told).toEqual([]);
  });

  it('when it came right after the hour', async () => {
    const one = replica();
    await weeksWith(one, 50);
    at(monday + hourMs + minuteMs);
    one.came(command);
    await minutes(one, monday + hourMs + 2 * minuteMs, monday + 2 * hourMs);
    expect(told).toEqual([]);
  });

  it('by a process that was not there for the whole hour', async () => {
    await weeksWith(replica(), 50);
    at(monday + 20 * minuteMs);
    await minutes(replica(), monday + 20 * minuteMs, monday + 2 * hourMs);
    expect(told).toEqual([]);
  });
});

it('what came while the database took nothing is counted when it does', async () => {
  const one = replica();
  at(monday);
  one.came(command);
  one.came(groupChanged);
  await sql`ALTER TABLE delivery_hours RENAME TO away`.execute(database.db);
  await one.tick();
  one.came(command);
  await sql`ALTER TABLE away RENAME TO delivery_hours`.execute(database.db);
  await one.tick();
  await one.tick();
  const rows = await database.db.selectFrom('delivery_hours').selectAll().execute();
  expect(rows).toMatchObject([{ deliveries: 3, by_people: 2, told: false }]);
});

it('what came in the last minute is kept when the process stops', async () => {
  const one = replica();
  at(monday);
  one.start();
  one.came(command);
  await one.stop();
  expect(await database.db.selectFrom('delivery_hours').selectAll().execute()).toMatchObject([{ deliveries: 1 }]);
});

it('hours that nobody looks back at any more are deleted', async () => {
  const one = replica();
  await weeksWith(one, 10);
  await minutes(one, monday + 2 * dayMs, monday + 2 * dayMs + 5 * minuteMs);
  const rows = await database.db.selectFrom('delivery_hours').selectAll().execute();
  expect(rows.map(({ hour }) => hour.toISOString())).toEqual(['2026-11-16T10:00:00.000Z']);
});

it('says how long ago something came, and counts from the start when nothing has', () => {
  const one = replica();
  clock.forward(90_000);
  expect(one.secondsSince()).toBe(90);
  one.came(groupChanged);
  clock.forward(5_000);
  expect(one.secondsSince()).toBe(5);
});
