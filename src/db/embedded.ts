import { createHash } from 'node:crypto';
import { existsSync, fsyncSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { PostgresPool } from 'kysely';
import type { Engine } from './database.ts';

export type EmbeddedSettings = {
  directory: string;
  /** A gzipped dump of an empty database: restoring it takes a tenth of the time that making one does. */
  seed?: string | undefined;
  /** Called with a host file descriptor at every commit; a test counts, the product syncs. */
  fsync?: (descriptor: number) => void;
};

/**
 * Opens PGlite in a directory that this process alone holds. A commit is on the disk when it is acknowledged: PGlite's default is not
 * to sync at all (`-F`), so it is started without that switch and its file system is given an fsync that reaches the host's.
 */
export async function openEmbedded({ directory, seed, fsync = fsyncSync }: EmbeddedSettings): Promise<Engine> {
  const home = resolve(directory);
  mkdirSync(home, { recursive: true });
  const lock = await holdAlone(home);
  const cluster = join(home, 'postgres');
  // A first start that was killed leaves half a cluster, which nothing was ever written to: it is made anew.
  const unfinished = `${cluster}.unfinished`;
  if (existsSync(unfinished)) rmSync(cluster, { recursive: true, force: true });
  const isNew = !existsSync(cluster) || readdirSync(cluster).length === 0;
  if (isNew) writeFileSync(unfinished, '');
  const startParams = [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync'];
  const options: PGliteOptions = { fs: syncedNodeFs(cluster, fsync), startParams };
  if (isNew && seed !== undefined && existsSync(seed)) options.loadDataDir = new Blob([readFileSync(seed)]);
  try {
    const pglite = await PGlite.create(options);
    rmSync(unfinished, { force: true });
    return { kind: 'embedded', pool: poolOf(pglite, lock) };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * Two processes on one directory corrupt it without an error, so a listening socket named after it is held: it ends with
 * the process and leaves nothing that could be stale. What is held apart from the database gets a `part` of its own.
 */
export async function holdAlone(directory: string, part = ''): Promise<Server> {
  const home = realpathSync(directory);
  const name = createHash('sha256').update(`${home}${part}`).digest('hex').slice(0, 24);
  // An abstract socket (leading NUL, Linux) or a named pipe (Windows) vanishes with its process; elsewhere a port number made from the path does.
  const address =
    process.platform === 'linux'
      ? { path: `\0wheelhouse-${name}` }
      : process.platform === 'win32'
        ? { path: `\\\\.\\pipe\\wheelhouse-${name}` }
        : { host: '127.0.0.1', port: 20_000 + (Number.parseInt(name.slice(0, 6), 16) % 40_000) };
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((done, failed) => {
    server.once('error', () =>
      failed(
        new Error(
          `The data directory ${home} is in use by another Wheelhouse process. Stop that one first, or set DATA_DIR to another directory.`,
        ),
      ),
    );
    server.listen(address, done);
  });
  server.unref();
  return server;
}

type WithNodeFs = { NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => void } } };

function syncedNodeFs(directory: string, fsync: (descriptor: number) => void): NodeFS {
  const nodeFs = new NodeFS(directory);
  const init = nodeFs.init.bind(nodeFs);
  nodeFs.init = async (pg, options) => {
    const { emscriptenOpts } = await init(pg, options);
    const addSync = (module: unknown) => {
      const { NODEFS } = module as WithNodeFs; // safe: emscripten puts its node file system there; PGlite's own NodeFS mounts the same member
      NODEFS.stream_ops.fsync = (stream) => fsync(stream.nfd);
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } };
  };
  return nodeFs;
}

/** PGlite has one connection: whoever has connected has it alone until released, as a pool of size one. */
function poolOf(pglite: PGlite, lock: Server): PostgresPool {
  let last: Promise<void> = Promise.resolve();
  const pool = {
    async connect() {
      const before = last;
      let release = () => {};
      last = new Promise<void>((done) => {
        release = done;
      });
      await before;
      return { query: (text: string, values: readonly unknown[]) => run(pglite, text, values), release };
    },
    async end() {
      await last;
      await pglite.close();
      lock.close();
    },
  };
  return pool as unknown as PostgresPool; // safe: kysely calls connect, query(text, values), release and end, and no cursor is used
}

async function run(pglite: PGlite, text: string, values: readonly unknown[]) {
  // PGlite resolves queries as microtasks; one turn of the event loop a query keeps timers and sockets alive.
  await nextTurn();
  const command = text.trimStart().split(/\s/, 1)[0]?.toUpperCase() ?? '';
  if (values.length === 0) {
    const results = await pglite.exec(text);
    const result = results.at(-1);
    return { command, rowCount: result?.affectedRows ?? result?.rows.length ?? 0, rows: result?.rows ?? [] };
  }
  const result = await pglite.query(text, [...values]);
  return { command, rowCount: result.affectedRows ?? result.rows.length, rows: result.rows };
}
