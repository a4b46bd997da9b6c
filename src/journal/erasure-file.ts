import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';

/** Beside the kept head: whom a restored backup must not bring back. Ids are salted, one salt a line. */
export function erasureFileOf(headFile: string): string {
  return `${headFile}.erased`;
}

const digest = (salt: string, subject: string) => createHash('sha256').update(`${salt} ${subject}`, 'utf8').digest('hex');

/** Keeps that this subject (`customer:42`) was erased; returns once it is on the disk. */
export async function keepErasure(headFile: string, subject: string): Promise<void> {
  const salt = randomBytes(16).toString('hex');
  const handle = await open(erasureFileOf(headFile), 'a', 0o600);
  try {
    await handle.appendFile(`${salt} ${digest(salt, subject)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Those of these subjects that were erased; none if no file is there. */
export async function erasedAmong(headFile: string, subjects: readonly string[]): Promise<string[]> {
  let text: string;
  try {
    text = await readFile(erasureFileOf(headFile), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const kept = text.split('\n').flatMap((line) => {
    const [, salt, hash] = /^([0-9a-f]{32}) ([0-9a-f]{64})$/.exec(line) ?? [];
    return salt === undefined || hash === undefined ? [] : [{ salt, hash }];
  });
  return subjects.filter((subject) =>
    kept.some(({ salt, hash }) => timingSafeEqual(Buffer.from(digest(salt, subject)), Buffer.from(hash))),
  );
}
