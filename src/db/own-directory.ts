import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { Log } from '../lib/log.ts';
import { damaged, isFinishedCluster } from './cluster.ts';

const ownerAlone = 0o700;

/**
 * The directory, made if there is none, and open to this account alone. One that an older version left open to others is closed, with a
 * line in the log; one that belongs to somebody else is refused, since its owner could read and change everything.
 */
export function ownDirectory(directory: string, log?: Log): string {
  const wanted = resolve(directory);
  // Whatever is made from here on, by the database or anybody else in this process, is nobody else's to read.
  if (isMainThread) process.umask(0o077);
  try {
    make(wanted);
    const home = realpathSync(wanted);
    const { uid, mode } = statSync(home);
    const account = process.getuid?.();
    if (account === undefined) return home; // a system without such accounts
    if (uid !== account)
      throw new Error(
        `DATA_DIR: ${home} belongs to another user of this machine. Set it to a folder of Wheelhouse’s own, such as ${home}/wheelhouse, or change its owner (chown).`,
      );
    if ((mode & 0o077) !== 0) {
      chmodSync(home, ownerAlone);
      if ((statSync(home).mode & 0o077) !== 0)
        throw new Error(
          `DATA_DIR: ${home} is open to other users of this machine, and its disk cannot close it. Set it to another disk.`,
        );
      log?.warn({ directory: home }, 'the data directory was open to other users of this machine; it is closed now (0700)');
    }
    return home;
  } catch (error) {
    throw directoryError(wanted, error);
  }
}

/** One after the other: Node's own recursive way turns in a circle for ever if a disk takes no folders, such as /proc. */
function make(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(directory) !== directory) make(dirname(directory));
  try {
    mkdirSync(directory, { mode: ownerAlone });
  } catch (error) {
    // Somebody else was quicker.
    if (codeOf(error) !== 'EEXIST' || !statSync(directory).isDirectory()) throw error;
  }
}

const why: Readonly<Record<string, string>> = {
  EACCES: 'may not be written by this user',
  EPERM: 'may not be changed by this user',
  EROFS: 'lies on a disk that is read-only',
  ENOSPC: 'lies on a disk that is full',
  EDQUOT: 'lies on a disk whose quota is used up',
  ENOTDIR: 'is not a folder',
  EEXIST: 'is not a folder',
  ENAMETOOLONG: 'is too long a name',
};

/** A sentence of ours for what the file system says. */
export function directoryError(directory: string, error: unknown): Error {
  const code = codeOf(error);
  if (error instanceof Error && code === undefined && error.message.startsWith('DATA_DIR')) return error;
  const cluster = join(directory, 'postgres');
  // The database itself gave up, over something that it was found with: what is missing or cut off within its folders.
  if (code === undefined && isFinishedCluster(cluster)) return new Error(damaged(cluster, 'it does not open'), { cause: error });
  const reason = (code === undefined ? undefined : why[code]) ?? 'cannot be used as a data directory';
  return new Error(`DATA_DIR: ${directory} ${reason}. Set it to a folder that this user can write to.`, { cause: error });
}

const wasiCodes: Readonly<Record<number, string>> = { 2: 'EACCES', 19: 'EDQUOT', 51: 'ENOSPC', 63: 'EPERM', 69: 'EROFS' };

/** The embedded database's file system throws numbers (WASI's, and no Error) when Node's would have a code. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error) return String(error.code);
  return 'errno' in error ? wasiCodes[Number(error.errno)] : undefined;
}
