import { afterAll, describe } from 'vitest';
import { urlVariable } from '../support/database.ts';
import { startPgBouncer } from '../support/pgbouncer.ts';
import { startPostgres } from '../support/postgres.ts';

const server = await startPostgres();
const bouncer = server === undefined ? undefined : await startPgBouncer(await server.createDatabase());
afterAll(async () => {
  await bouncer?.stop();
  await server?.stop();
});

// The whole suite once more, with a pooler in between: nothing is set for a session, nor prepared by name.
describe.skipIf(bouncer === undefined)('on PostgreSQL behind PgBouncer in transaction mode', async () => {
  if (bouncer === undefined) return;
  process.env[urlVariable] = bouncer.url;
  await import('./gate.test.ts');
  await import('../db/slack-answers.test.ts');
});
