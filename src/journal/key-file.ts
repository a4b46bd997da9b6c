import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readKeyText } from '../lib/key-text.ts';
import { Secret } from '../lib/secret.ts';
import { readWritten } from '../lib/written-file.ts';

/** Where the key of an embedded database lies: beside it, and not in it. */
export function keyFileIn(dataDir: string): string {
  return join(dataDir, 'journal.key');
}

/** The key of that file, in hex; undefined if there is no file. Throws an Error with a sentence if there is one and no key in it. */
export function readKeyFile(file: string): Secret | undefined {
  if (!existsSync(file)) return undefined;
  const read = readWritten(file);
  if (!read.ok) throw new Error(`DATA_DIR: ${file}, which has the journal's key, ${read.why}.`);
  const key = readKeyText(read.text.trim());
  if (!key.ok) throw new Error(`DATA_DIR: ${file} does not hold the journal's key any more. Bring the file back from a backup.`);
  return new Secret(key.hex);
}

/** A new key, in hex. */
export function makeKey(): Secret {
  return new Secret(randomBytes(32).toString('hex'));
}

/** Writes it there, readable by this account alone, and returns once it is on the disk. */
export function writeKeyFile(file: string, key: Secret): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  const beside = `${file}.${randomUUID()}`;
  const handle = openSync(beside, 'wx', 0o600);
  try {
    writeSync(handle, `${Buffer.from(key.reveal(), 'hex').toString('base64')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
  syncFolder(folder);
}

/** A name is on the disk once its folder is; if folders cannot be opened (Windows) the system sees to that. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
