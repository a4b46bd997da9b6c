import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { seedFile } from '../../src/db/seed.ts';
import { createJournal } from '../../src/journal/journal.ts';
import { testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';
import { fileWith, runNode } from './run.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
/** What `npm start` runs, in a folder where there is nothing. */
const start = (environment: Readonly<Record<string, string>>, folder = mkdtempSync(join(tmpdir(), 'wheelhouse-start-'))) =>
  runNode([path('bin/run.js'), 'start.ts'], environment, folder);

describe('npm start', () => {
  it.each([['SLACK_APP_TOKEN'], ['SLACK_SIGNING_SECRET']])(
    'with %s but no bot token starts neither the app nor the sandbox, and says so in one line',
    async (name) => {
      const { code, stdout, stderr } = await start({ [name]: 'hush' });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(stderr).toContain(`${name} is set but SLACK_BOT_TOKEN is not`);
      expect(stderr).not.toContain('hush');
    },
  );

  it('the real app does not take over a sandbox’s folder, where requests were approved in play', async () => {
    const { code, stderr } = await start({
      SLACK_BOT_TOKEN: 'xoxb-hush',
      SLACK_APP_TOKEN: 'xapp-hush',
      OPERATIONS_API_URL: 'http://127.0.0.1:9/api',
      OPERATIONS_AUTH_URL: 'http://127.0.0.1:9/auth',
      OPERATIONS_CLIENT_ID: 'desk',
      OPERATIONS_CLIENT_KEY: 'hush',
      POLICY_FILE: path('policy.example.yml'),
      DATA_DIR: join(fileWith('{}', 'sandbox.json'), '..'),
    });
    expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^DATA_DIR: .* is a sandbox's\. Set it to/)],
    });
  });

  const whole = {
    SLACK_BOT_TOKEN: 'xoxb-hush',
    SLACK_APP_TOKEN: 'xapp-hush',
    OPERATIONS_API_URL: 'http://127.0.0.1:9/api',
    OPERATIONS_AUTH_URL: 'http://127.0.0.1:9/auth',
    OPERATIONS_CLIENT_ID: 'desk',
    OPERATIONS_CLIENT_KEY: 'hush',
    POLICY_FILE: path('policy.example.yml'),
    JOURNAL_KEY: 'ab'.repeat(32),
    PORT: '0',
  };

  it.each([['POLICY_FILE'], ['OPERATIONS_API_PROFILE']])(
    'a %s that never ends is one line that names the setting',
    async (name) => {
      const { code, stderr } = await start({ ...whole, [name]: '/dev/zero' });
      expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
        code: 1,
        lines: [expect.stringMatching(new RegExp(`^${name}: /dev/zero is a device or a pipe, and must be an ordinary file`))],
      });
    },
  );

  it.each([
    [
      'in a folder that is not there',
      () => join(mkdtempSync(join(tmpdir(), 'wheelhouse-head-')), 'nowhere', 'head'),
      'there is no folder',
    ],
    ['that is a folder', () => mkdtempSync(join(tmpdir(), 'wheelhouse-head-')), 'no ordinary file'],
    ['that is something else', () => fileWith('a letter\n', 'head'), 'something else than a head'],
  ])('an AUDIT_HEAD_FILE %s is one line that names the setting', async (_what, file, why) => {
    const { code, stderr } = await start({ ...whole, AUDIT_HEAD_FILE: file() });
    expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
      code: 1,
      lines: [expect.stringMatching(new RegExp(`^AUDIT_HEAD_FILE: .*${why}`))],
    });
  });

  it.each(['#', '%', '/', '?', ' '])('a password with %s in DATABASE_URL is one line, with no piece of it', async (letter) => {
    const { code, stdout, stderr } = await start({
      ...whole,
      DATABASE_URL: `postgres://desk:hu${letter}sh7@db.example/wheelhouse`,
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^DATABASE_URL [^\n]*percent-encoded[^\n]*\n$/);
    expect(stderr).not.toMatch(/hu.?sh|sh7/);
  });

  it.each([['DATA_DIR'], ['WORKSPACE_PORT']])('the sandbox refuses %s in quotes, and makes no such folder', async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-start-'));
    const { code, stderr } = await start({ [name]: '"/nowhere"' }, folder);
    expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
      code: 1,
      lines: [`${name} is in quotes, which are taken as a part of it here; leave them out.`],
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['that another version wrote', (at: string) => writeFileSync(join(at, 'PG_VERSION'), '17\n'), /another version/],
    ['that lost its log', (at: string) => rmSync(join(at, 'pg_wal'), { recursive: true }), /pg_wal/],
    ['that lost its data', (at: string) => rmSync(join(at, 'base'), { recursive: true }), /damaged \(base is missing/],
    ['that lost a file of it', (at: string) => rmSync(join(at, 'base/5/1259')), /damaged.*Restore the folder from a backup/],
    ['whose pg_control is cut off', (at: string) => truncateSync(join(at, 'global/pg_control'), 4_000), /pg_control/],
  ])('a folder %s is one line that names DATA_DIR', async (_name, spoil, words) => {
    const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-start-'));
    const made = await openEmbedded({ directory: folder, seed: seedFile });
    await made.pool.end();
    spoil(join(folder, 'postgres'));
    const { code, stdout, stderr } = await start({ ...whole, DATA_DIR: folder });
    expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toMatch(/^DATA_DIR: /);
    expect(stderr).toMatch(words);
    expect(stdout).not.toMatch(/"level":(50|60)/);
  });

  it('a folder whose journal has a key, and no key beside it any more, is one line and no start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-start-'));
    const database = await openDatabase({ dataDir: folder, seed: seedFile }, silentLog);
    await database.db.transaction().execute((tx) => createJournal({ keys: testKeys }).begin(tx));
    await database.close();
    const { JOURNAL_KEY: _, ...keyless } = whole;
    const { code, stderr } = await start({ ...keyless, DATA_DIR: folder });
    expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^DATA_DIR: the journal's key is not in .*journal\.key any more\. Bring the file back/)],
    });
    expect(existsSync(join(folder, 'journal.key'))).toBe(false);
  });

  it('reads .env where it is started', async () => {
    const folder = join(fileWith('SLACK_APP_TOKEN=hush\n', '.env'), '..');
    const { code, stderr } = await start({}, folder);
    expect({ code, names: stderr.includes('SLACK_APP_TOKEN') }).toEqual({ code: 1, names: true });
    rmSync(join(folder, '.env'));
    mkdirSync(join(folder, '.env'));
    expect(await start({}, folder)).toMatchObject({ code: 1, stderr: '.env is a folder, and must be an ordinary file.\n' });
  });
});
