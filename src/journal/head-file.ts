import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileProblem } from '../lib/written-file.ts';
import type { Head } from './heads.ts';

/** Where the newest head of an embedded database is kept when nothing says otherwise. */
export function headFileIn(dataDir: string): string {
  return join(dataDir, 'journal.head');
}

/** A head with its whole hash. */
export type KeptHead = { seq: number; hash: string; at: string };

/**
 * The heads in that file, a line each; the app keeps one, an older version kept all. Undefined when there is no such file. Throws an Error
 * that names a line which is not a head.
 */
export async function readHeadFile(file: string): Promise<(Head & KeptHead)[] | undefined> {
  // An older version kept all heads, so that it may be long.
  if (fileProblem(file, Number.POSITIVE_INFINITY)?.includes('ordinary') === true) throw new Error(`${file} cannot be read`);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read`);
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parts = /^(\S+) (\d{1,9}) ([0-9a-f]{64})$/.exec(line.trim());
    const [, at, seq, hash] = parts ?? [];
    if (at === undefined || seq === undefined || hash === undefined)
      throw new Error(`line ${index + 1} of ${file} is not a head`);
    return [{ seq: Number(seq), hash, at, from: `${file}, ${at}` }];
  });
}

/** The newest head in that file. */
export async function readKeptHead(file: string): Promise<KeptHead | undefined> {
  const heads = (await readHeadFile(file)) ?? [];
  return heads.sort((one, other) => other.seq - one.seq)[0];
}

/** Why no head can be kept there, in one line that names the setting; undefined if it can. What is there is left as it is. */
export async function headFileProblem(file: string): Promise<string | undefined> {
  const folder = dirname(resolve(file));
  const line = (why: string) => `AUDIT_HEAD_FILE: ${file} can't be used: ${why}.`;
  const isFolder = await stat(folder).then(
    (about) => about.isDirectory(),
    () => false,
  );
  if (!isFolder) return line(`there is no folder ${folder}. Make it, or set another file`);
  try {
    // Tried and not asked for: rights say nothing of a file system that is read-only or takes no files, such as /proc.
    const tried = nameBeside(file);
    await (await open(tried, 'wx', 0o600)).close();
    await rm(tried);
  } catch {
    return line(`its folder can't be written. Set it to a file that the app may write`);
  }
  // A new head is put in the place of what is there, and a device, such as /dev/null, must not be replaced.
  const there = await stat(file).catch(() => undefined);
  if (there !== undefined && !there.isFile()) return line(`it is no ordinary file. Set it to a file of its own`);
  try {
    await readKeptHead(file);
    return undefined;
  } catch {
    return line(`it can't be read, or holds something else than a head. Set it to a file of its own`);
  }
}

/** A name of its own in the same folder. */
const nameBeside = (file: string) => `${file}.${randomUUID()}`;

/** Puts this head in place of what is there: anyone who reads sees one or the other, and so does who reads after a crash. */
export async function writeKeptHead(file: string, { seq, hash, at }: KeptHead): Promise<void> {
  const beside = nameBeside(file);
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(`${at} ${seq} ${hash}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

/** A name is on the disk once its folder is; some systems and shares cannot open a folder, and see to that themselves. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Nothing more can be done from here.
  }
}
