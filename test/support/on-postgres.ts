import { afterAll, beforeAll, describe } from 'vitest';
import { urlVariable } from './database.ts';
import { startPostgres } from './postgres.ts';

/**
 * The tests of other files once more, each file on a PostgreSQL database of its own: what they promise does not depend on the engine. One
 * server and one process for all of them, since starting those takes longer than many of the tests.
 */
export async function onPostgres(suites: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
  const server = await startPostgres();
  afterAll(() => server?.stop());
  describe.skipIf(server === undefined)('on PostgreSQL', () => {
    for (const [name, load] of Object.entries(suites))
      describe(name, async () => {
        const url = await server?.createDatabase();
        const choose = () => {
          process.env[urlVariable] = url;
        };
        // Some files look while they are loaded, the others once their tests run.
        if (url !== undefined) {
          choose();
          beforeAll(choose);
        }
        await load();
      });
  });
}
