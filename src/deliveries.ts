import type { Db } from './db/schema.ts';
import { asFault } from './errors.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { within } from './lib/within.ts';
import type { Message } from './views/common/blocks.ts';
import { silenceMessage } from './views/help/silence.ts';

/** A database that hangs keeps nobody from stopping. */
const stopWithinMs = 1_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const weekMs = 7 * 24 * hourMs;
/** An hour in which people did so much, twice, is not quiet by chance. */
const busyFrom = 10;
/** After the hour, the replicas' last minute is waited for. */
const settledAfterMs = 3 * minuteMs;
/** Two weeks are looked back at. */
const keptForMs = 2 * weekMs + 24 * hourMs;

/** Events that come because somebody did something in Slack; the others say what became of people and groups, also at night. */
const eventsOfPeople: ReadonlySet<unknown> = new Set(['app_home_opened', 'link_shared']);

export type Deliveries = {
  /** Slack delivered this. */
  came(body: object): void;
  /** Since Slack last delivered anything to this process, or since it started. */
  secondsSince(): number;
  /** What happens once a minute: what came is kept, and an hour in which nothing came is told. Never rejects. */
  tick(): Promise<void>;
  start(): void;
  /** Keeps what came since the last minute. */
  stop(): Promise<void>;
};

export type DeliveriesDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  tellOwners(notice: { key: string; message: () => Message; everyMs: number }): Promise<unknown>;
};

/**
 * Counts what Slack delivers, by the hour and in the database, so that replicas share it: a connection that is open and delivers nothing
 * looks healthy from every other side. When nothing came in an hour that was busy in each of the two weeks before, the owners are told.
 */
export function createDeliveries({ db, clock, log, tellOwners }: DeliveriesDeps): Deliveries {
  const startedAt = clock.now();
  const stopping = new AbortController();
  const unkept = new Map<number, { deliveries: number; byPeople: number }>();
  let last = startedAt;
  let judgedHour = 0;
  /** Told again every minute until it reached somebody: Slack itself may be what is wrong. */
  let due: { hour: number; key: string; message: () => Message } | undefined;
  let loop: Promise<void> = Promise.resolve();

  const hourOf = (at: Date) => Math.floor(at.getTime() / hourMs) * hourMs;

  async function keep(): Promise<void> {
    for (const [hour, { deliveries, byPeople }] of [...unkept]) {
      unkept.delete(hour);
      try {
        await db
          .insertInto('delivery_hours')
          .values({ hour: new Date(hour), deliveries, by_people: byPeople, told: false })
          .onConflict((conflict) =>
            conflict.column('hour').doUpdateSet((row) => ({
              deliveries: row('delivery_hours.deliveries', '+', deliveries),
              by_people: row('delivery_hours.by_people', '+', byPeople),
            })),
          )
          .execute();
      } catch (error) {
        add(hour, deliveries, byPeople);
        throw error;
      }
    }
  }

  function add(hour: number, deliveries: number, byPeople: number): void {
    const had = unkept.get(hour) ?? { deliveries: 0, byPeople: 0 };
    unkept.set(hour, { deliveries: had.deliveries + deliveries, byPeople: had.byPeople + byPeople });
  }

  async function judge(): Promise<void> {
    const now = clock.now();
    const hour = hourOf(new Date(now.getTime() - hourMs));
    // Anyone who was not there in that hour cannot say that it was quiet.
    if (hour <= judgedHour || now.getTime() < hour + hourMs + settledAfterMs || startedAt.getTime() > hour) return;
    const rows = await db
      .selectFrom('delivery_hours')
      .selectAll()
      .where('hour', '>=', new Date(hour - 2 * weekMs))
      .execute();
    const at = (one: number) => rows.find((row) => row.hour.getTime() === one);
    const cameSince = rows.some((row) => row.hour.getTime() >= hour && row.deliveries > 0) || unkept.size > 0;
    const before = [at(hour - weekMs)?.by_people ?? 0, at(hour - 2 * weekMs)?.by_people ?? 0];
    if (!cameSince && before.every((count) => count >= busyFrom) && (await isFirstToTell(hour))) {
      log.error({ hour: new Date(hour).toISOString(), before }, 'Slack delivered nothing in an hour that is busy otherwise');
      // One notice for one silence, however many hours it lasts.
      if (at(hour - hourMs)?.told !== true)
        due = {
          hour,
          key: `nothing delivered, ${new Date(hour).toISOString()}`,
          message: () => silenceMessage({ hour: new Date(hour), before }),
        };
    }
    await db
      .deleteFrom('delivery_hours')
      .where('hour', '<', new Date(now.getTime() - keptForMs))
      .execute();
    judgedHour = hour;
  }

  /** True for one replica. */
  async function isFirstToTell(hour: number): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('delivery_hours')
      .values({ hour: new Date(hour), deliveries: 0, by_people: 0, told: true })
      .onConflict((conflict) => conflict.column('hour').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  async function tick(): Promise<void> {
    try {
      await keep();
      await judge();
    } catch (error) {
      log.warn(
        { err: { message: asFault(error).message } },
        'deliveries could not be counted; what came is kept for the next minute',
      );
    }
    if (due === undefined) return;
    if (last.getTime() >= due.hour + hourMs || clock.now().getTime() > due.hour + 3 * hourMs) due = undefined;
    else await tellOwners({ key: due.key, message: due.message, everyMs: 24 * hourMs });
  }

  return {
    came(body) {
      last = clock.now();
      add(hourOf(last), 1, isOfPeople(body) ? 1 : 0);
    },
    secondsSince: () => Math.max(0, (clock.now().getTime() - last.getTime()) / 1_000),
    tick,
    start() {
      loop = (async () => {
        while (!stopping.signal.aborted) {
          await tick();
          await clock.sleep(minuteMs, stopping.signal).catch(() => undefined);
        }
      })();
    },
    async stop() {
      stopping.abort();
      const kept = loop.then(keep).catch(() => undefined);
      await within(clock, stopWithinMs, kept, () => undefined);
    },
  };
}

function isOfPeople(body: object): boolean {
  if (!('event' in body)) return true;
  const { event } = body;
  return typeof event === 'object' && event !== null && 'type' in event && eventsOfPeople.has(event.type);
}
