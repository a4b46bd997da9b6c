import { readFileSync, type Stats, statSync } from 'node:fs';

/** More than anybody writes by hand. */
const mostBytes = 1_048_576;

/**
 * Why a file that somebody named can't be read, as the end of a sentence that begins with its name; undefined if it can. It is looked at
 * before it is opened: a device or a pipe may be read for ever.
 */
export function fileProblem(file: string, most = mostBytes): string | undefined {
  let found: Stats;
  try {
    found = statSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'is not there' : 'can’t be read by this user';
  }
  if (found.isDirectory()) return 'is a folder, and must be an ordinary file';
  if (!found.isFile()) return 'is a device or a pipe, and must be an ordinary file';
  if (found.size > most) return `has ${Math.ceil(found.size / mostBytes)} MB, and may have ${most / mostBytes} MB at most`;
  return undefined;
}

/** The text of a file that somebody wrote and a setting or a command names. `why` is the end of a sentence. */
export function readWritten(file: string): { ok: true; text: string } | { ok: false; why: string } {
  const why = fileProblem(file);
  if (why !== undefined) return { ok: false, why };
  try {
    return { ok: true, text: readFileSync(file, 'utf8') };
  } catch {
    return { ok: false, why: 'can’t be read by this user' };
  }
}

/** Puts what `.env` in this folder sets into the environment of the process. Gives back what is wrong with that file, as a sentence. */
export function loadEnvironment(file = '.env'): string | undefined {
  const why = fileProblem(file);
  if (why === 'is not there') return undefined;
  if (why !== undefined) return `${file} ${why}.`;
  try {
    process.loadEnvFile(file);
    return undefined;
  } catch {
    return `${file} can’t be read by this user.`;
  }
}
