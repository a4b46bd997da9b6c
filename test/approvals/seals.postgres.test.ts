import { afterAll, describe } from 'vitest';
import { urlVariable } from '../support/database.ts';
import { startPostgres } from '../support/postgres.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

// The whole suite once more, not a copy of it: what the gate promises does not depend on the engine.
describe.skipIf(server === undefined)('on PostgreSQL', async () => {
  if (server === undefined) return;
  process.env[urlVariable] = await server.createDatabase();
  await import('./seals.test.ts');
});
