import pg from 'pg';
import type { Log } from '../lib/log.ts';
import type { Secret } from '../lib/secret.ts';
import type { Engine } from './database.ts';

/** A pool on a PostgreSQL server; several replicas may share it. */
export function openServer(url: Secret, log: Log): Engine {
  const pool = new pg.Pool({
    connectionString: url.reveal(),
    max: 16,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 15_000,
    application_name: 'wheelhouse',
  });
  // Without a listener an idle connection that the server closes ends the process (node-postgres, Pool events).
  pool.on('error', (error) => log.warn({ err: { message: error.message } }, 'a database connection was lost'));
  return { kind: 'postgres', pool };
}
