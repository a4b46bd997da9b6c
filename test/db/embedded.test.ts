import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { clusterVersion } from '../../src/db/cluster.ts';
import { openDatabase } from '../../src/db/database.ts';
import { lockDirectory } from '../../src/db/directory-lock.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { ownDirectory } from '../../src/db/own-directory.ts';
import { seedFile } from '../../src/db/seed.ts';
import { silentLog } from '../support/log.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wheelhouse-embedded-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
});
const open = () => openDatabase({ dataDir: directory, seed: seedFile }, silentLog);
const openAndClose = async () => (await open()).close();

describe('the embedded database’s folder', () => {
  it('is open to its own user alone, and so is everything in it', async () => {
    chmodSync(directory, 0o755);
    await openAndClose();
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    const files = readdirSync(directory, { recursive: true, withFileTypes: true });
    const loose = files.filter((file) => (statSync(join(file.parentPath, file.name)).mode & 0o077) !== 0);
    // PGlite's own umask does not reach it where tests run in threads; the folder around it is what counts.
    expect(statSync(join(directory, 'postgres')).isDirectory()).toBe(true);
    expect(loose.map(({ name }) => name).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  it.each([
    ['of another version', (at: string) => writeFileSync(join(at, 'PG_VERSION'), '17\n'), /another version/],
    [
      'with a pg_control that is cut off',
      (at: string) => truncateSync(join(at, 'global/pg_control'), 100),
      /pg_control is cut off/,
    ],
    ['without its pg_control', (at: string) => rmSync(join(at, 'global/pg_control')), /pg_control is missing/],
    [
      'without its log',
      (at: string) => {
        rmSync(join(at, 'pg_wal'), { recursive: true });
        mkdirSync(join(at, 'pg_wal'));
      },
      /log in pg_wal is missing/,
    ],
    ['that is none', (at: string) => rmSync(join(at, 'PG_VERSION')), /no database of Wheelhouse/],
  ])('%s is refused in one sentence that names the setting', async (_name, spoil, words) => {
    await openAndClose();
    spoil(join(directory, 'postgres'));
    const refused = await open().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    expect(String((refused as Error).message)).toMatch(words);
    expect(String((refused as Error).message)).toMatch(/^DATA_DIR: .*\.$/);
  });

  it.runIf(process.platform === 'linux').each(['/proc/nowhere', '/proc/nowhere/below', '/etc/passwd', '/etc/passwd/below'])(
    '%s is refused at once in one sentence',
    (place) => {
      expect(() => ownDirectory(place)).toThrow(/^DATA_DIR: .* Set it to a folder that this user can write to\.$/);
    },
  );

  it('is made with those above it, open to its user alone', () => {
    expect(ownDirectory(join(directory, 'a/b/c'))).toMatch(/a\/b\/c$/);
    expect(statSync(join(directory, 'a')).mode & 0o777).toBe(0o700);
  });

  it('is what this version of PGlite writes', async () => {
    await openAndClose();
    expect(clusterVersion.major).toBe('18');
    await openAndClose();
  });

  it('takes no write, and goes on reading, while its disk has no room left', async () => {
    let full = false;
    const { pool } = await openEmbedded({ directory, seed: seedFile, room: () => !full });
    const client = await pool.connect();
    await client.query('CREATE TABLE notes (words text)', []);
    full = true;
    await expect(client.query("INSERT INTO notes VALUES ('lost')", [])).rejects.toMatchObject({ code: 'database_unavailable' });
    expect((await client.query('SELECT count(*)::int AS count FROM notes', [])).rows).toEqual([{ count: 0 }]);
    full = false;
    await client.query("INSERT INTO notes VALUES ('kept')", []);
    expect((await client.query('SELECT words FROM notes', [])).rows).toEqual([{ words: 'kept' }]);
    client.release();
    await pool.end();
  });

  it('answers a check of its state with a write', async () => {
    const database = await open();
    expect(await database.state(5_000)).toMatchObject({ answers: true });
    expect((await sql`SELECT id FROM write_checks`.execute(database.db)).rows).toEqual([{ id: 1 }]);
    await database.close();
  });
});

describe('the lock of a folder', () => {
  const lock = (part = 'database') => lockDirectory(directory, part);

  it('lets one in at a time, and the next when that one has gone', async () => {
    const first = await lock();
    await expect(lock()).rejects.toThrow(/in use by another Wheelhouse process/);
    await (await lock('sandbox')).close();
    first.close();
    (await lock()).close();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('lets one in, at most, of many that come in the same moment, and leaves nothing behind', async () => {
    for (let round = 0; round < 5; round += 1) {
      const came = await Promise.allSettled(Array.from({ length: 8 }, () => lock()));
      const held = came.filter((one) => one.status === 'fulfilled');
      expect(held.length).toBe(1);
      for (const one of held) one.value.close();
    }
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is taken from a process that was killed, and not from one that is stopped', async () => {
    const script = `
      const { createServer } = require('node:net');
      createServer(() => undefined).listen(process.argv[1], () => console.log('ready'));`;
    const first = await lock();
    const [name] = readdirSync(directory).filter((one) => one.endsWith('.lock'));
    first.close();
    const child = spawn(process.execPath, ['-e', script, join(directory, name ?? '')], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGSTOP');
    await expect(lock()).rejects.toThrow(/in use/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    (await lock()).close();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is left with another machine while that one gives signs of life', async () => {
    const sign = join(directory, 'database.00000000.11111111-2222-3333-4444-555555555555.lock');
    writeFileSync(sign, '');
    await expect(lock()).rejects.toThrow(/in use/);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(sign, longAgo, longAgo);
    (await lock()).close();
  });
});
