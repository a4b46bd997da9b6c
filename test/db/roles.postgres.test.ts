import { readFileSync } from 'node:fs';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { checkDatabase } from '../../src/cli/database-check.ts';
import { prepareDatabase } from '../../src/db/database.ts';
import { keepOpening } from '../../src/db/keep-opening.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { Secret } from '../../src/lib/secret.ts';
import { wheelhouse } from '../cli/run.ts';
import { askFor, openGate, stateOf } from '../support/gate.ts';
import { silentLog } from '../support/log.ts';
import { people } from '../support/people.ts';
import { startPostgres } from '../support/postgres.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

/** The statements of the page, so that the page is what was tried. */
const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const blockOf = (first: string): string[] => {
  const from = page.indexOf(`-- ${first}`);
  const block = page.slice(from, page.indexOf('```', from));
  return block.split(/;\s*\n/).filter((one) => one.trim() !== '');
};
const [asOwner, afterwards] = [blockOf('Two roles'), blockOf('What is written once')];

async function twoRoles(): Promise<{ migrating: string; running: string }> {
  const owner = (await server?.createDatabase()) ?? '';
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  for (const statement of asOwner) await client.query(statement);
  await client.end();
  const as = (user: string) => {
    const url = new URL(owner);
    url.username = user;
    return url.href;
  };
  return { migrating: as('wheelhouse_migrate'), running: as('wheelhouse_run') };
}

describe.skipIf(server === undefined)(
  'a role for migrations and one for running, as the page has them',
  { timeout: 120_000 },
  () => {
    it('lets the app wait and say so until somebody migrates, and then work without any right to change tables', async () => {
      expect([asOwner.length, afterwards.length]).toEqual([6, 2]);
      const { migrating, running } = await twoRoles();
      const database = await prepareDatabase({ url: new Secret(running), dataDir: 'unused' }, silentLog);
      const opening = await keepOpening(database, { clock: systemClock, log: silentLog, begin: async () => undefined });
      expect(await database.state(1_000)).toMatchObject({
        answers: false,
        trouble: expect.stringMatching(/^migrations are pending \(001-.*this account may not run them/),
      });
      expect(await wheelhouse(['migrate', '--check'], { DATABASE_URL: running })).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('pending: 001-'),
      });
      expect(await wheelhouse(['migrate'], { DATABASE_URL: running })).toMatchObject({
        code: 2,
        stdout: expect.stringContaining('may not run them'),
      });
      const doctorSays = async (url: string) =>
        (await checkDatabase({ database: { url: new Secret(url), dataDir: 'unused' } })).map(({ state, say, do: todo }) =>
          [`${state}: ${say}`, todo].filter((part) => part !== undefined).join(' '),
        );
      expect(await doctorSays(running)).toEqual([
        'ok: the PostgreSQL of DATABASE_URL answers.',
        expect.stringMatching(
          /^error: \d+ migrations are pending, and wheelhouse_run may not run them\. Run npx wheelhouse migrate/,
        ),
      ]);
      const both = await Promise.all([1, 2].map(() => wheelhouse(['migrate'], { DATABASE_URL: migrating })));
      expect(both.map(({ code }) => code)).toEqual([0, 0]);
      expect(await wheelhouse(['migrate', '--check'], { DATABASE_URL: migrating })).toMatchObject({ code: 0 });
      const migrator = new pg.Client({ connectionString: migrating });
      await migrator.connect();
      expect(await doctorSays(running)).toContainEqual(
        expect.stringMatching(
          /^warning: wheelhouse_run may change and delete entries of the journal\. Run, as wheelhouse_migrate: REVOKE/,
        ),
      );
      for (const statement of afterwards) await migrator.query(statement);
      expect(await doctorSays(running)).toEqual([
        'ok: the PostgreSQL of DATABASE_URL answers.',
        'ok: wheelhouse_migrate migrates; wheelhouse_run runs, without the right to change tables.',
      ]);
      expect(await doctorSays(migrating)).toContainEqual(
        expect.stringMatching(/^warning: the app runs as wheelhouse_migrate, which may change tables/),
      );
      await migrator.query('REVOKE INSERT ON votes FROM wheelhouse_run');
      expect(await doctorSays(running)).toContainEqual(
        'error: wheelhouse_run may not read and write votes. Grant it, as docs/operations.md (Database) has it.',
      );
      await migrator.query('GRANT INSERT ON votes TO wheelhouse_run');
      await migrator.end();
      await expect.poll(() => database.state(1_000)).toEqual({ answers: true });

      const gate = openGate(database);
      const id = await askFor(gate, 50);
      await stateOf(gate, id, 'pending');
      await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
      await stateOf(gate, id, 'done');
      await gate.stop();
      await opening.stop();
      await database.close();

      const insider = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: running }) }) });
      for (const statement of [
        'CREATE TABLE mine (id int)',
        'ALTER TABLE requests ADD COLUMN mine int',
        'ALTER TABLE journal DISABLE TRIGGER ALL',
        'DROP TRIGGER journal_no_change ON journal',
        `UPDATE journal SET actor = 'somebody'`,
        'DELETE FROM journal',
        'TRUNCATE journal CASCADE',
        `UPDATE kysely_migration SET name = 'x'`,
      ])
        await expect(sql.raw(statement).execute(insider), statement).rejects.toMatchObject({ code: '42501' });
      await insider.destroy();
    });
  },
);

describe('wheelhouse migrate', { timeout: 120_000 }, () => {
  it('says what it cannot open, with exit code 2', async () => {
    expect(await wheelhouse(['migrate'], { DATABASE_URL: 'postgres://127.0.0.1:9/nothing' })).toMatchObject({ code: 2 });
    expect(await wheelhouse(['migrate'], { DATA_DIR: '/nonexistent/wheelhouse' })).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('There is no database in /nonexistent/wheelhouse'),
    });
  });
});
