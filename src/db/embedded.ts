import { existsSync, fsyncSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { PostgresPool } from 'kysely';
import type { Log } from '../lib/log.ts';
import { clusterProblem, hasRoom, isEmptyCluster, roomProblem } from './cluster.ts';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';
import type { Engine } from './engine.ts';
import { directoryError, ownDirectory } from './own-directory.ts';
import { type Prepared, preparing } from './prepared.ts';
import { plantSeed, seedOf } from './seed.ts';
import { troubleOf, unavailable } from './trouble.ts';

export type EmbeddedSettings = {
  directory: string;
  /** The file of an empty database: unpacking it takes a tenth of the time that making one does. */
  seed?: string | undefined;
  log?: Log;
  /** Whether there is room on the disk to begin a write. */
  room?: (directory: string) => boolean;
};

/**
 * Opens PGlite in a directory that this process alone holds. A commit is on the disk when it is acknowledged: PGlite's default is not
 * to sync at all (`-F`), so it is started without that switch and its file system is given an fsync that reaches the host's.
 */
export async function openEmbedded({ directory, seed, log, room = hasRoom }: EmbeddedSettings): Promise<Engine> {
  const home = ownDirectory(directory, log);
  const lock = await holdAlone(home);
  try {
    const pglite = await openCluster(join(home, 'postgres'), seed);
    return { kind: 'embedded', pool: poolOf(pglite, lock, () => room(home)), counts: () => ({ open: 1, idle: 0, waiting: 0 }) };
  } catch (error) {
    lock.close();
    throw directoryError(home, error);
  }
}

async function openCluster(cluster: string, seed: string | undefined): Promise<PGlite> {
  // A first start that was killed leaves half a cluster, which nothing was ever written to: it is made again.
  const unfinished = `${cluster}.unfinished`;
  if (existsSync(unfinished)) rmSync(cluster, { recursive: true, force: true });
  const isNew = isEmptyCluster(cluster);
  const problem = isNew ? roomProblem(join(cluster, '..')) : clusterProblem(cluster);
  if (problem !== undefined) throw new Error(problem);
  if (isNew) writeFileSync(unfinished, '');
  const startParams = [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync'];
  const planted = isNew && seed !== undefined ? seedOf(seed) : undefined;
  if (planted !== undefined) plantSeed(planted, cluster);
  const pglite = await PGlite.create({ fs: syncedNodeFs(cluster), startParams });
  rmSync(unfinished, { force: true });
  return pglite;
}

/**
 * Two processes on one directory corrupt it without an error, so it is held by one alone. What is held apart from the database gets a
 * `part` of its own.
 */
export async function holdAlone(directory: string, part = 'database'): Promise<DirectoryLock> {
  const home = ownDirectory(directory);
  try {
    return await lockDirectory(home, part);
  } catch (error) {
    throw directoryError(home, error);
  }
}

type WithNodeFs = { NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => void } } };

function syncedNodeFs(directory: string): NodeFS {
  const nodeFs = new NodeFS(directory);
  const init = nodeFs.init.bind(nodeFs);
  nodeFs.init = async (pg, options) => {
    const { emscriptenOpts } = await init(pg, options);
    const addSync = (module: unknown) => {
      const { NODEFS } = module as WithNodeFs; // safe: emscripten puts its node file system there; PGlite's own NodeFS mounts the same member
      NODEFS.stream_ops.fsync = (stream) => fsyncSync(stream.nfd);
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } };
  };
  return nodeFs;
}

/** PGlite has one connection: anyone who has connected has it alone until released, as a pool of size one. */
function poolOf(pglite: PGlite, lock: DirectoryLock, hasRoomNow: () => boolean): PostgresPool {
  let last: Promise<void> = Promise.resolve();
  const prepared = preparing(pglite);
  const pool = {
    async connect() {
      const before = last;
      let release = () => {};
      last = new Promise<void>((done) => {
        release = done;
      });
      await before;
      return {
        query: (text: string, values: readonly unknown[]) => runWithRoom(pglite, prepared, hasRoomNow, text, values),
        release,
      };
    },
    async end() {
      await last;
      await pglite.close();
      lock.close();
    },
  };
  return pool as unknown as PostgresPool; // safe: kysely calls connect, query(text, values), release and end, and no cursor is used
}

/** Reads go on over a full disk; what could write is refused before it begins. */
async function runWithRoom(
  pglite: PGlite,
  prepared: Prepared,
  hasRoomNow: () => boolean,
  text: string,
  values: readonly unknown[],
) {
  if (!/^\s*(select|commit|rollback|begin)\b/i.test(text) && !hasRoomNow())
    throw unavailable({ words: 'its disk is full', renew: false }, undefined);
  try {
    return await run(pglite, prepared, text, values);
  } catch (error) {
    const trouble = troubleOf(error);
    throw trouble === undefined ? error : unavailable(trouble, error);
  }
}

async function run(pglite: PGlite, prepared: Prepared, text: string, values: readonly unknown[]) {
  // PGlite resolves queries as microtasks; one turn of the event loop a query keeps timers and sockets alive.
  await nextTurn();
  const command = text.trimStart().split(/\s/, 1)[0]?.toUpperCase() ?? '';
  if (values.length === 0) {
    const results = await pglite.exec(text);
    const result = results.at(-1);
    return { command, rowCount: result?.affectedRows ?? result?.rows.length ?? 0, rows: result?.rows ?? [] };
  }
  const result = await prepared.query(text, values);
  return { command, rowCount: result.affectedRows ?? result.rows.length, rows: result.rows };
}
