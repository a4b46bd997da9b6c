import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { moveDatabase } from '../../src/cli/move.ts';
import { openDatabase } from '../../src/db/database.ts';
import { readMoved, unmarkMoved, writeMoved } from '../../src/db/moved.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { headFileIn } from '../../src/journal/head-file.ts';
import { keepHead } from '../../src/journal/head-keeper.ts';
import { keyFileIn, writeKeyFile } from '../../src/journal/key-file.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { Secret } from '../../src/lib/secret.ts';
import { freshDatabase } from '../support/database.ts';
import { askFor, openGate, stateOf } from '../support/gate.ts';
import { testKey, testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';
import { people } from '../support/people.ts';
import { startPostgres } from '../support/postgres.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

describe.skipIf(server === undefined)('wheelhouse move', () => {
  let directory: string;
  let url: string;
  let envFile: string;
  const told: string[] = [];

  /** Requests in several states, made once; each test has a copy of the folder. */
  let made: { directory: string; pending: string; approved: string; remove(): Promise<void> };
  beforeAll(async () => {
    const place = await freshDatabase();
    const gate = openGate(place.database);
    await stateOf(gate, await askFor(gate, 20, { customer: 1 }), 'done');
    const ask = async (amount: number, customer: number) => {
      const id = await askFor(gate, amount, { customer });
      await stateOf(gate, id, 'pending');
      return id;
    };
    const [pending, approved, rejected] = [await ask(50, 2), await ask(60, 3), await ask(70, 4)];
    await gate.approvals.decide({ id: rejected, person: people.lead, verdict: 'reject', reason: 'No “quotes”, ünïcode 🛴' });
    await gate.stop();
    const quiet = openGate(place.database, { start: false });
    await quiet.approvals.decide({ id: approved, person: people.lead, verdict: 'approve' });
    await keepHead(place.database.db, headFileIn(place.directory), testKeys.find);
    await place.database.close();
    writeKeyFile(keyFileIn(place.directory), new Secret(testKey));
    made = { directory: place.directory, pending, approved, remove: place.remove };
  });
  afterAll(() => made.remove());

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'wheelhouse-moving-'));
    cpSync(made.directory, directory, { recursive: true });
    url = (await server?.createDatabase()) ?? '';
    envFile = join(mkdtempSync(join(tmpdir(), 'wheelhouse-move-')), '.env');
    told.length = 0;
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const move = (options: { writeEnv?: boolean; to?: string } = {}, more: Record<string, string> = {}) =>
    moveDatabase(
      {
        environment: { DATA_DIR: directory, ...(options.writeEnv ? {} : { JOURNAL_KEY: testKey }), ...more },
        clock: systemClock,
        tell: (line) => told.push(line),
        envFile,
      },
      { to: options.to ?? url, writeEnv: options.writeEnv ?? false },
    );
  const opened = (to = url) => openDatabase({ url: new Secret(to), dataDir: '' }, silentLog);
  const fromFolder = () => openDatabase({ dataDir: directory }, silentLog);

  it('takes all of it along, and what waited goes on: what was approved runs once, what was asked can be decided', async () => {
    expect(await move()).toMatchObject({ code: 0 });
    expect(told.join('\n')).toMatch(/journal: \d+ entries, chain, keys, seals and meaning verified on the other side/);
    const database = await opened();
    const gate = openGate(database);
    expect(await stateOf(gate, made.approved, 'done')).toBe('done');
    expect(await gate.approvals.decide({ id: made.pending, person: people.lead, verdict: 'approve' })).toMatchObject({
      state: 'approved',
    });
    expect(await stateOf(gate, made.pending, 'done')).toBe('done');
    expect(gate.backOffice.given.map(({ customer }) => customer).sort()).toEqual([2, 3]);
    await gate.stop();
    await database.close();
  });

  it('never starts from the old folder again, and says where everything is', async () => {
    await move();
    await expect(fromFolder()).rejects.toThrow(/was moved to the PostgreSQL .* Set DATABASE_URL/);
    expect(readFileSync(join(directory, 'moved.json'), 'utf8')).not.toContain('postgres:');
    expect(await move()).toMatchObject({ code: 1, lines: [expect.stringContaining('was moved to')] });
  });

  it('writes what the app needs into .env, for this account alone, and leaves the other lines', async () => {
    writeFileSync(envFile, '# ours\nSLACK_BOT_TOKEN=xoxb-1\nDATABASE_URL=\n');
    expect(await move({ writeEnv: true })).toMatchObject({ code: 0 });
    const text = readFileSync(envFile, 'utf8');
    expect(text).toBe(
      `# ours\nSLACK_BOT_TOKEN=xoxb-1\nDATABASE_URL=${url}\nJOURNAL_KEY=${testKey}\nAUDIT_HEAD_FILE=${headFileIn(directory)}\n`,
    );
    expect(statSync(envFile).mode & 0o777).toBe(0o600);
  });

  describe('moves nothing, and the folder starts as before,', () => {
    afterEach(async () => {
      expect(readMoved(directory)).toBe(undefined);
      const database = await fromFolder();
      expect((await readEntries(database.db, 0, 10)).length).toBeGreaterThan(0);
      await database.close();
    });

    it('while the app runs on the folder', async () => {
      const running = await fromFolder();
      expect(await move()).toMatchObject({ code: 1, lines: [expect.stringMatching(/in use by another.*Nothing was moved/s)] });
      await running.close();
    });

    it('when the other side has something already, be it ours or not', async () => {
      const database = await opened();
      await sql`INSERT INTO deliveries (key, at) VALUES ('one', now())`.execute(database.db);
      await database.close();
      expect(await move()).toMatchObject({ code: 1, lines: [expect.stringMatching(/not empty \(deliveries\)/)] });
      const other = (await server?.createDatabase()) ?? '';
      const strange = await opened(other);
      await sql`DROP SCHEMA public CASCADE`.execute(strange.db);
      await sql`CREATE SCHEMA public`.execute(strange.db);
      await sql`CREATE TABLE invoices (id integer)`.execute(strange.db);
      await strange.close();
      expect(await move({ to: other })).toMatchObject({ code: 1, lines: [expect.stringMatching(/not empty \(invoices\)/)] });
    });

    it('without the key of the journal', async () => {
      expect(await move({}, { JOURNAL_KEY: '' })).toMatchObject({ code: 1, lines: [expect.stringContaining('--write-env')] });
      expect(await move({}, { JOURNAL_KEY: 'cd'.repeat(32) })).toMatchObject({
        code: 1,
        lines: [expect.stringContaining('JOURNAL_KEY is not the key')],
      });
    });

    it('when .env sets another database', async () => {
      writeFileSync(envFile, 'DATABASE_URL=postgres://elsewhere/one\n');
      expect(await move({ writeEnv: true })).toMatchObject({
        code: 1,
        lines: [expect.stringContaining('sets DATABASE_URL to something else')],
      });
      expect(readFileSync(envFile, 'utf8')).toBe('DATABASE_URL=postgres://elsewhere/one\n');
    });

    it('when the server does not answer, with no word of its password', async () => {
      const { lines, code } = await move({ to: 'postgres://wheel:s3cret@127.0.0.1:1/none' });
      expect(code).toBe(1);
      expect(lines.join()).toMatch(/nothing listens at its address.*Nothing was moved/);
      expect(lines.join()).not.toContain('s3cret');
    });

    it('when the journal is not whole', async () => {
      const database = await fromFolder();
      await sql`ALTER TABLE journal DISABLE TRIGGER ALL`.execute(database.db);
      await sql`UPDATE journal SET actor = 'U0OTHER' WHERE seq = 3`.execute(database.db);
      await sql`ALTER TABLE journal ENABLE TRIGGER ALL`.execute(database.db);
      await database.close();
      expect(await move()).toMatchObject({ code: 1, lines: [expect.stringMatching(/not whole: entry 3/)] });
      const empty = await opened();
      expect(await readEntries(empty.db, 0, 10)).toEqual([]);
      await empty.close();
    });
  });

  describe('that was cut off between the commit and the mark', () => {
    it('is finished when it is run again, and until then nothing starts from the folder', async () => {
      await move();
      const mark = readMoved(directory);
      if (mark === undefined) throw new Error('it is marked');
      writeMoved(directory, { ...mark, state: 'finishing' });
      await expect(fromFolder()).rejects.toThrow('Run npx wheelhouse move again');
      expect(await move()).toMatchObject({ code: 0 });
      expect(readMoved(directory)?.state).toBe('moved');
    });

    it('starts over when the other side has nothing', async () => {
      writeMoved(directory, { state: 'finishing', to: 'x', at: '2026-11-27T10:00:00Z', head: { seq: 3, hash: 'ab' } });
      expect(await move()).toMatchObject({ code: 0 });
      unmarkMoved(directory);
    });
  });

  it('that is killed at any moment has moved all of it, or nothing, and can be run again', async () => {
    const run = () =>
      spawn(process.execPath, ['bin/wheelhouse.js', 'move', '--to', url], {
        env: { PATH: process.env.PATH, DATA_DIR: directory, JOURNAL_KEY: testKey },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    let isMoved = false;
    // Killed when it has said so many lines: between tables, and when all is verified; the last one may end.
    for (const lines of [1, 4, 8, Number.POSITIVE_INFINITY]) {
      if (isMoved) break;
      const child = run();
      let said = 0;
      const ended = once(child, 'exit');
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text.split('\n').length - 1;
        if (said >= lines) child.kill('SIGKILL');
      });
      const [code] = await ended;
      isMoved = code === 0;
      const mark = readMoved(directory);
      const there = await opened().then(async (database) => {
        const entries = await readEntries(database.db, 0, 1_000);
        await database.close();
        return entries.length;
      });
      if (mark === undefined) expect(there).toBe(0);
      if (mark?.state === 'moved') expect(there).toBeGreaterThan(5);
      if (mark === undefined) await (await fromFolder()).close();
      else await expect(fromFolder()).rejects.toThrow(/was moved|Run npx wheelhouse move again/);
    }
    expect(readMoved(directory)?.state).toBe('moved');
  }, 120_000);

  it('says what makes no sense', async () => {
    expect(await move({ to: 'mysql://host/db' })).toMatchObject({ code: 2 });
    expect(await move({}, { DATABASE_URL: 'postgres://host/db' })).toMatchObject({ code: 2 });
    expect(await move({}, { DATA_DIR: join(directory, 'nothing') })).toMatchObject({ code: 2 });
    expect(existsSync(join(directory, 'nothing'))).toBe(false);
  });
});
