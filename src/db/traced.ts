import type { PostgresPool } from 'kysely';
import type { Trace, TracePart } from '../lib/trace.ts';

/** What kysely asks of a connection. */
type Connection = { query(text: string, values: readonly unknown[]): Promise<unknown>; release(): void };

/**
 * The pool, with a span for as long as a connection is held: a statement, or a transaction whole. It tells how many statements, how long
 * the connection was waited for and how long the database worked, and of the SQL the first verb and table: never a text or a value.
 */
export function traced(pool: PostgresPool, trace: Trace): PostgresPool {
  const connect = async (): Promise<Connection> => {
    const span = trace.open('database', { 'db.system.name': 'postgresql' });
    const askedAt = performance.now();
    let connection: Connection;
    try {
      connection = (await pool.connect()) as unknown as Connection; // safe: what either engine gives; kysely asks no more of it
    } catch (error) {
      span.failed('database_unavailable');
      span.end();
      throw error;
    }
    return watched(connection, span, performance.now() - askedAt);
  };
  return { connect, end: () => pool.end() } as unknown as PostgresPool; // safe: kysely calls connect and end
}

function watched(connection: Connection, span: TracePart, waitedMs: number): Connection {
  let statements = 0;
  let workedMs = 0;
  let about: string | undefined;
  return {
    async query(text, values) {
      const startedAt = performance.now();
      statements += 1;
      about ??= aboutStatement(text);
      try {
        return await connection.query(text, values);
      } catch (error) {
        span.failed('refused');
        throw error;
      } finally {
        workedMs += performance.now() - startedAt;
      }
    },
    release() {
      span.add({
        'db.operation.name': about,
        'wheelhouse.db.statements': statements,
        'wheelhouse.db.waited_ms': Math.round(waitedMs * 10) / 10,
        'wheelhouse.db.worked_ms': Math.round(workedMs * 10) / 10,
      });
      span.end();
      connection.release();
    },
  };
}

/** `select requests`, `begin`: a word of SQL and a table of ours. */
function aboutStatement(text: string): string | undefined {
  const verb = /^\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase();
  if (verb === undefined || verb === 'begin' || verb === 'start') return verb === undefined ? undefined : 'transaction';
  const table = /\b(?:from|into|update)\s+"?([a-z_]{2,40})"?/i.exec(text)?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}
