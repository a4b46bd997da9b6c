import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, mkdtempSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';

/** nobody: like PostgreSQL, it refuses to be root. */
const otherAccount = 65_534;
const readyWithinMs = 15_000;

export type PgBouncer = { url: string; stop(): Promise<void> };

/**
 * A PgBouncer in transaction mode before this database, with fewer connections to it than the app opens; undefined, after one line that
 * says so, if the program is not installed (Debian: `apt-get install pgbouncer`).
 */
export async function startPgBouncer(to: string): Promise<PgBouncer | undefined> {
  const program = findProgram();
  if (program === undefined) {
    writeSync(2, 'Tests behind PgBouncer are skipped: no pgbouncer on the PATH or in /usr/sbin.\n');
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-pgbouncer-'));
  const server = new URL(to);
  const port = await freePort();
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    pool_mode: 'transaction',
    default_pool_size: 3,
    max_client_conn: 100,
    auth_type: 'any',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    `[databases]\n* = host=${server.hostname} port=${server.port} user=${server.username}\n[pgbouncer]\n${lines.join('\n')}\n`,
    { mode: 0o644 },
  );
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, otherAccount, otherAccount);
  const child = spawn(program, ['-q', join(folder, 'pgbouncer.ini')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot ? { uid: otherAccount, gid: otherAccount } : {}),
  });
  let said = '';
  child.stderr.on('data', (part) => {
    said += String(part);
  });
  const ended = once(child, 'exit');
  const url = Object.assign(new URL(to), { host: `127.0.0.1:${port}` }).href;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const endMs = Date.now() + readyWithinMs;
  while (child.exitCode === null && Date.now() < endMs) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return { url, stop };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  await stop();
  throw new Error(`pgbouncer did not start: ${said}`);
}

function findProgram(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.map((folder) => join(folder, 'pgbouncer')).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
