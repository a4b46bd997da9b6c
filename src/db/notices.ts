import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import type { Log } from '../lib/log.ts';
import { growingPauses } from '../lib/pauses.ts';
import { postgresUrlForClient } from '../lib/postgres-url.ts';
import type { Secret } from '../lib/secret.ts';
import type { Db } from './schema.ts';

const channel = 'wheelhouse_jobs';
const connectWithinMs = 3_000;
const heardWithinMs = 2_000;
/** How often it is tried if notices still come: a server that has become a standby keeps the connection, and hears nothing any more. */
const tryAgainMs = 60_000;
/** Behind a pooler in transaction mode notices never come; it may be taken away some day. */
const deafAgainMs = 10 * 60_000;

/** How replicas on one PostgreSQL wake each other. Nobody relies on it: the queue is polled all the same. */
export type Notices = {
  /** For a statement of somebody else's: sent when its transaction commits, once, however many rows it gives. */
  telling: RawBuilder<unknown>;
  /** Calls back whenever another replica, or this one, has told; for ever, over lost connections. */
  listen(onNotice: () => void): { stop(): Promise<void> };
};

export function noticesOn(url: Secret, db: Db, log: Log, everyMs = tryAgainMs): Notices {
  return {
    telling: sql`pg_notify(${channel}, '')`,
    listen(onNotice) {
      const ended = new AbortController();
      const running = keepListening({ url, db, log, onNotice, everyMs }, ended.signal);
      return {
        async stop() {
          ended.abort();
          await running;
        },
      };
    },
  };
}

type Listening = { url: Secret; db: Db; log: Log; onNotice: () => void; everyMs: number };

async function keepListening(to: Listening, ended: AbortSignal): Promise<void> {
  const pauses = growingPauses({ firstMs: 500, longestMs: 10_000 });
  let saidDeaf = false;
  while (!ended.aborted) {
    const outcome = await listenOnce(to, ended, () => pauses.reset()).catch(() => 'lost' as const);
    if (outcome === 'deaf' && !saidDeaf) {
      saidDeaf = true;
      to.log.info(
        'notices between replicas do not come through (a pooler in transaction mode?); the queue is looked at twice a second',
      );
    }
    await pause(outcome === 'deaf' ? deafAgainMs : pauses.next(), ended);
  }
}

/** One connection that listens until it breaks; `deaf` when what is told through the pool is not heard on it. */
async function listenOnce(
  { url, db, onNotice, everyMs }: Listening,
  ended: AbortSignal,
  onHearing: () => void,
): Promise<'lost' | 'deaf'> {
  const client = new pg.Client({
    connectionString: postgresUrlForClient(url.reveal()),
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    application_name: 'wheelhouse notices',
  });
  let close = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
    client.on('error', () => resolve());
    ended.addEventListener('abort', close, { once: true });
  });
  try {
    await client.connect();
    const tries = new Map<string, () => void>();
    client.on('notification', ({ payload = '' }) => (tries.get(payload) ?? onNotice)());
    const isOver = async (waited: Promise<unknown>, ms: number) => {
      const late = new AbortController();
      const over = await Promise.race([
        waited.then(() => true),
        closed.then(() => true),
        pause(ms, late.signal).then(() => false),
      ]);
      late.abort();
      return over;
    };
    const isHearing = async () => {
      const probe = randomUUID();
      const heard = new Promise<void>((resolve) => void tries.set(probe, resolve));
      await sql`SELECT pg_notify(${channel}, ${probe})`.execute(db);
      return isOver(heard, heardWithinMs).finally(() => tries.delete(probe));
    };
    await client.query(`LISTEN ${channel}`);
    if (!(await isHearing())) {
      await client.query('UNLISTEN *');
      return 'deaf';
    }
    onHearing();
    // What was told while nobody listened.
    onNotice();
    while (!(await isOver(closed, everyMs)) && (await isHearing()));
    return 'lost';
  } finally {
    ended.removeEventListener('abort', close);
    // Its last words go nowhere when the server has gone.
    client.end().catch(() => undefined);
  }
}

function pause(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ended.aborted) return resolve();
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      ended.removeEventListener('abort', stop);
      resolve();
    }, ms);
    timer.unref();
    ended.addEventListener('abort', stop, { once: true });
  });
}
