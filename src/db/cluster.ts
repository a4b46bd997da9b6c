import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a directory of the embedded database that is in use says of itself; another PGlite may say something else. */
export const clusterVersion = { major: '18', control: 1_800, catalogue: 202_506_291 } as const;

const controlSize = 8_192;
const segmentSize = 16 * 1_048_576;
/** A first start writes about 40 MB. */
const firstStartBytes = 80 * 1_048_576;
/** Below this no write is begun: the embedded database does not survive a log (16 MB a piece) that it cannot go on with. */
const reserveBytes = 40 * 1_048_576;

/** What the database does not start without. What else it can lose, it makes again. */
const parts = [
  'postgresql.conf',
  'pg_hba.conf',
  'base',
  'global/pg_filenode.map',
  'pg_xact',
  'pg_multixact/offsets',
  'pg_commit_ts',
  'pg_notify',
  'pg_replslot',
  'pg_twophase',
];

/**
 * What keeps the embedded database in this folder from being opened, as a sentence; undefined when nothing does. Looked at beforehand:
 * the database itself ends in an endless loop over most of it.
 */
export function clusterProblem(cluster: string): string | undefined {
  const version = textOf(join(cluster, 'PG_VERSION'));
  if (version === undefined) return `DATA_DIR: ${cluster} is no database of Wheelhouse’s, or has lost its files. ${restore}`;
  if (version !== clusterVersion.major) return otherVersion(cluster);
  const control = bytesOf(join(cluster, 'global/pg_control'));
  if (control === undefined || control.length !== controlSize)
    return damaged(cluster, `global/pg_control is ${control === undefined ? 'missing' : 'cut off'}`);
  if (control.readUInt32LE(8) !== clusterVersion.control || control.readUInt32LE(12) !== clusterVersion.catalogue)
    return otherVersion(cluster);
  const timeline = control.readUInt32LE(48);
  const needed = [control.readBigUInt64LE(32), control.readBigUInt64LE(40)].map((position) => segmentName(timeline, position));
  const lost = needed.find((name) => sizeOf(join(cluster, 'pg_wal', name)) !== segmentSize);
  if (lost !== undefined) return damaged(cluster, 'its log in pg_wal is missing or cut off');
  const missing = parts.find((part) => !existsSync(join(cluster, part)));
  return missing === undefined ? undefined : damaged(cluster, `${missing} is missing`);
}

const restore = 'Restore the folder from a backup, or set DATA_DIR to an empty folder to start over.';

export function damaged(cluster: string, how: string): string {
  return `DATA_DIR: the database in ${cluster} is damaged (${how}). ${restore}`;
}

function otherVersion(cluster: string): string {
  return `DATA_DIR: the database in ${cluster} was written by another version of the embedded database. Start the Wheelhouse version that wrote it, or set DATA_DIR to an empty folder.`;
}

/** Names of pieces of the log: timeline, and the position in pieces of 16 MB, as three numbers in hex. */
function segmentName(timeline: number, position: bigint): string {
  const piece = position / BigInt(segmentSize);
  const perFile = 0x1_0000_0000n / BigInt(segmentSize);
  return [BigInt(timeline), piece / perFile, piece % perFile]
    .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('');
}

export function isEmptyCluster(cluster: string): boolean {
  return !existsSync(cluster) || readdirSync(cluster).length === 0;
}

/** Whether a database was made there once; a first start that was cut off leaves half of one. */
export function isFinishedCluster(cluster: string): boolean {
  return existsSync(join(cluster, 'PG_VERSION')) && !existsSync(`${cluster}.unfinished`);
}

/** Why a first start cannot be made for want of room, as a sentence. */
export function roomProblem(directory: string): string | undefined {
  const free = freeBytes(directory);
  if (free >= firstStartBytes) return undefined;
  return `DATA_DIR: the disk of ${directory} has ${Math.floor(free / 1_048_576)} MB left, and a first start needs ${firstStartBytes / 1_048_576} MB. Make room, or set DATA_DIR to another disk.`;
}

/** Whether there is room to begin a write. */
export function hasRoom(directory: string): boolean {
  return freeBytes(directory) >= reserveBytes;
}

function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

function textOf(path: string): string | undefined {
  return bytesOf(path)?.toString('utf8').trim();
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function sizeOf(path: string): number | undefined {
  try {
    return statSync(path).size;
  } catch {
    return undefined;
  }
}
