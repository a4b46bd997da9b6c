import type { PostgresPool } from 'kysely';
import pg from 'pg';
import type { Log } from '../lib/log.ts';
import { postgresUrlForClient } from '../lib/postgres-url.ts';
import type { Secret } from '../lib/secret.ts';
import type { Engine } from './engine.ts';
import { codeOf, connectionBroke, troubleOf, unavailable } from './trouble.ts';

const mostConnections = 16;
/** How long it stays with fewer, where the server had no more for it. */
const fewerForMs = 60_000;
const firstAnswerMs = 2_000;
/** Others, begun at the same moment, may come through meanwhile. */
const fullAgainMs = 50;
const connectWithinMs = 3_000;
/** A statement longer than this holds others up; the server ends it. */
const statementMs = 10_000;
/** One that the server says nothing about at all: it, or the way to it, is gone. */
const answerWithinMs = statementMs + 3_000;
const idleInTransactionMs = 15_000;

/**
 * A pool on a PostgreSQL server; several replicas may share it. Nothing is set for a whole session, so that a pooler in transaction mode
 * (PgBouncer) may be in between: limits are set at the beginning of each transaction. An error that says something of the server
 * itself renews all connections: a server that has become a read-only standby keeps the old ones open for ever. A `patient` one lets
 * statements take as long as they want: migrations may. `onRenewed` is told when it takes writes again over new connections, which may
 * lead to another server that lacks the last moments of the one before.
 */
export function openServer(
  url: Secret,
  log: Log,
  { patient = false, onRenewed }: { patient?: boolean; onRenewed?: (() => void) | undefined } = {},
): Engine {
  const inner = new pg.Pool({
    connectionString: postgresUrlForClient(url.reveal()),
    max: mostConnections,
    connectionTimeoutMillis: connectWithinMs,
    query_timeout: patient ? undefined : answerWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'wheelhouse',
  });
  const open = new Set<pg.PoolClient>();
  let answeredAtMs = Number.NEGATIVE_INFINITY;
  let fewerSinceMs = Number.NEGATIVE_INFINITY;
  let saidFewer: number | undefined;
  let generation = 0;
  let writtenIn = 0;
  const madeIn = new WeakMap<pg.PoolClient, number>();
  let lastLine = '';
  const lost = (error: unknown, client?: pg.PoolClient) => {
    const trouble = troubleOf(error);
    if (client !== undefined && trouble?.renew === true && madeIn.get(client) === generation) generation += 1;
    // One outage breaks every connection: it is reported once. Those who are patient say themselves that they go on waiting.
    const line = trouble?.words ?? connectionBroke;
    // The server has said why before.
    if (line === connectionBroke && lastLine !== '') return;
    if (line !== lastLine && !patient) log.warn({ why: line }, 'the database has trouble; going on as soon as it does its work');
    lastLine = line;
  };
  // Without listeners, a connection that the server ends ends the process: node-postgres has one event for those that lie
  // idle in the pool, and those that are in use raise theirs on the client alone.
  inner.on('error', () => undefined);
  inner.on('connect', (client) => {
    madeIn.set(client, generation);
    client.on('error', (error) => lost(error, client));
    client.on('end', () => open.delete(client));
  });

  /** A new one has to answer once: a pooler in session mode takes it, and serves it only when another of ours is closed. */
  async function answering(client: pg.PoolClient): Promise<pg.PoolClient> {
    if (open.has(client)) return client;
    const first = { text: 'SELECT 1', query_timeout: firstAnswerMs };
    try {
      await client.query(first);
    } catch (error) {
      client.release(true);
      throw error;
    }
    open.add(client);
    return client;
  }

  /**
   * One more connection, or one that is given back: the server may have fewer for us than we would open, as for a role with a limit. A
   * pooler says nothing of it, and lets one more wait while it serves those that are open.
   */
  async function oneOfThePool(): Promise<pg.PoolClient> {
    const startedAtMs = performance.now();
    if (startedAtMs - fewerSinceMs > fewerForMs) inner.options.max = mostConnections;
    for (;;) {
      try {
        return await answering(await inner.connect());
      } catch (error) {
        const isLate = performance.now() - startedAtMs > 2 * connectWithinMs;
        const isWaiting = answeredAtMs > startedAtMs && open.size > 0 && open.size < inner.options.max;
        if (isLate || !(saysFull(error) || isWaiting)) throw error;
        await new Promise((resolve) => setTimeout(resolve, fullAgainMs));
        const connections = Math.max(1, open.size);
        fewerSinceMs = performance.now();
        if (connections >= inner.options.max) continue;
        inner.options.max = connections;
        if (connections !== saidFewer)
          log.warn({ connections }, 'the database has no more connections for this process; it goes on with those that it has');
        saidFewer = connections;
      }
    }
  }

  async function freshClient(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await oneOfThePool();
      if (madeIn.get(client) === generation) return client;
      client.release(true);
    }
  }

  const understood = (error: unknown, client?: pg.PoolClient): unknown => {
    const trouble = troubleOf(error);
    if (trouble === undefined) return error;
    lost(error, client);
    return unavailable(trouble, error);
  };

  const pool = {
    async connect() {
      let client: pg.PoolClient;
      try {
        client = await freshClient();
      } catch (error) {
        throw understood(error);
      }
      let brokenBy: unknown;
      return {
        async query(text: string, values: readonly unknown[]) {
          // Such as the rollback: what broke it is what counts.
          if (brokenBy !== undefined) throw understood(brokenBy);
          try {
            const result =
              values.length === 0 ? await client.query(patient ? text : withLimits(text)) : await client.query(text, [...values]);
            answeredAtMs = performance.now();
            // Several statements in one text have a result each; the first is the one that was asked for.
            const answer = Array.isArray(result) ? result[0] : result;
            if (lastLine !== '' && isWrite(answer.command)) {
              lastLine = '';
              log.info('the database answers again');
              if (writtenIn !== generation) onRenewed?.();
              writtenIn = generation;
            }
            return answer;
          } catch (error) {
            if (troubleOf(error)?.renew === true) brokenBy = error;
            throw understood(error, client);
          }
        },
        release: () => client.release(brokenBy !== undefined || madeIn.get(client) !== generation),
      };
    },
    end: () => inner.end(),
  };
  // safe: kysely calls connect, query(text, values), release and end, and no cursor is used
  return {
    kind: 'postgres',
    pool: pool as unknown as PostgresPool,
    counts: () => ({ open: inner.totalCount, idle: inner.idleCount, waiting: inner.waitingCount }),
  };
}

/** PostgreSQL, and PgBouncer with its max_client_conn. */
function saysFull(error: unknown): boolean {
  return codeOf(error) === '53300' || (error instanceof Error && /no more connections/.test(error.message));
}

/** A server that is read-only, or has no room, still answers every read. */
function isWrite(command: string): boolean {
  return command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
}

/**
 * Transactions begin with their limits, in the same message, whatever the role or the database has set: a limit on locks of its own would
 * fail what only has to wait, and in a serializable transaction others would have to be tried again that are right as they are.
 */
function withLimits(text: string): string {
  if (!/^(begin|start transaction)\b/i.test(text)) return text;
  return [
    text,
    'SET TRANSACTION ISOLATION LEVEL READ COMMITTED',
    `SET LOCAL statement_timeout = ${statementMs}`,
    'SET LOCAL lock_timeout = 0',
    `SET LOCAL idle_in_transaction_session_timeout = ${idleInTransactionMs}`,
  ].join('; ');
}
