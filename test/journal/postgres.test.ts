import { afterAll, beforeAll, describe } from 'vitest';
import { urlVariable } from '../support/database.ts';
import { startPostgres } from '../support/postgres.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

// The same tests once more, each on a database of its own: finding, erasing and publishing heads do not depend on the engine.
describe.skipIf(server === undefined)('on PostgreSQL', () => {
  for (const suite of ['find', 'forget', 'heads'] as const)
    describe(suite, async () => {
      beforeAll(async () => {
        if (server !== undefined) process.env[urlVariable] = await server.createDatabase();
      });
      await import(`./${suite}.test.ts`);
    });
});
