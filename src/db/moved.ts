import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Mark = z.object({
  /** `finishing`: all is on the other side, and whether it was committed there is not known here. */
  state: z.enum(['finishing', 'moved']),
  /** Host and name of the PostgreSQL, without account or password. */
  to: z.string(),
  at: z.string(),
  /** The journal's last entry then: by it the other side is known again. */
  head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
});

/** What a folder says whose database was moved away (`wheelhouse move`). */
export type MovedMark = z.infer<typeof Mark>;

const fileIn = (dataDir: string) => join(dataDir, 'moved.json');

/** Undefined if the folder was never moved. Throws an Error with a sentence if the file holds something else. */
export function readMoved(dataDir: string): MovedMark | undefined {
  let text: string;
  try {
    text = readFileSync(fileIn(dataDir), 'utf8');
  } catch {
    return undefined;
  }
  try {
    return Mark.parse(JSON.parse(text));
  } catch {
    throw new Error(`DATA_DIR: ${fileIn(dataDir)} cannot be read. It says where this database was moved to; look there first.`);
  }
}

/** On the disk when it returns. */
export function writeMoved(dataDir: string, mark: MovedMark): void {
  const file = fileIn(dataDir);
  const beside = `${file}.new`;
  rmSync(beside, { force: true });
  const handle = openSync(beside, 'wx', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(mark, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
}

export function unmarkMoved(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** Refuses to run on what was moved away: what is approved there would be carried out twice. */
export function mustNotBeMoved(dataDir: string): void {
  const mark = readMoved(dataDir);
  if (mark === undefined) return;
  const day = mark.at.slice(0, 10);
  throw new Error(
    mark.state === 'moved'
      ? `DATA_DIR: the database in ${dataDir} was moved to the PostgreSQL ${mark.to} on ${day}. Set DATABASE_URL to it, or DATA_DIR to another folder.`
      : `DATA_DIR: the move of ${dataDir} to the PostgreSQL ${mark.to} was cut off at its end on ${day}. Run npx wheelhouse move again: it finishes it, or says that nothing was moved.`,
  );
}
