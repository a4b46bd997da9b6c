import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../support/free-port.ts';
import { findPrograms } from '../support/postgres.ts';

/** A small disk of its own that can be filled; undefined if this account may not mount one. */
export function smallDisk(megabytes: number): { path: string; fill(): void; free(): void; remove(): void } | undefined {
  const path = mkdtempSync(join(tmpdir(), 'wheelhouse-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  if (mounted.status !== 0) {
    rmSync(path, { recursive: true });
    return undefined;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill() {
      const megabyte = Buffer.alloc(1_048_576);
      try {
        for (;;) writeFileSync(filler, megabyte, { flag: 'a' });
      } catch {
        // Full, which was wanted.
      }
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      spawnSync('umount', [path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

export type ChaosServer = {
  url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  readOnly(on: boolean): Promise<void>;
  remove(): Promise<void>;
};

/** A PostgreSQL in a folder, which can be killed, started again, and made read-only without dropping a connection. */
export async function chaosServer(parent: string): Promise<ChaosServer | undefined> {
  const programs = await findPrograms();
  if (programs === undefined) return undefined;
  const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const data = join(parent, 'server');
  mkdirSync(data, { recursive: true });
  if (account.uid !== undefined) for (const path of [parent, data]) chownSync(path, account.uid, account.gid);
  const settings = { ...account, cwd: data, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } };
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'wheelhouse', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...settings, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  const port = await freePort();
  const url = `postgres://wheelhouse@127.0.0.1:${port}/postgres`;
  let child: ReturnType<typeof spawn> | undefined;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    await client.connect();
    await client.query('SET default_transaction_read_only = off');
    await client.query(statement).finally(() => client.end());
  };
  const server: ChaosServer = {
    url,
    async start() {
      child = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), '-c', 'unix_socket_directories='], {
        ...settings,
        stdio: 'ignore',
      });
      for (;;) {
        try {
          return await administer('SELECT 1');
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
    async kill() {
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child?.kill('SIGQUIT');
      await ended;
    },
    async readOnly(on) {
      await administer(`ALTER SYSTEM SET default_transaction_read_only = ${on ? 'on' : 'off'}`);
      await administer('SELECT pg_reload_conf()');
    },
    async remove() {
      await server.kill();
    },
  };
  await server.start();
  return server;
}
