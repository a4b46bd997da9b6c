import { realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { Config } from '../config.ts';
import { headFileProblem, readKeptHead } from '../journal/head-file.ts';
import type { Finding } from './outcome.ts';

const what = 'journal head';
const where = 'AUDIT_HEAD_FILE';
const elsewhere =
  'Set AUDIT_HEAD_FILE to a file that nobody who can write to the database can write, and that is not restored along with it.';

/** Whether a head of the journal is kept where a cut journal or a restored backup shows. Nothing is written. */
export async function checkHead({ auditHeadFile: file, database }: Config): Promise<Finding[]> {
  if (file === undefined && database.url !== undefined)
    return [{ state: 'warning', what, where, say: 'none is kept, so a restored backup can pay twice unseen.', do: elsewhere }];
  if (file === undefined || (await isWithin(file, database.dataDir)))
    return [
      {
        state: 'warning',
        what,
        where,
        say: 'AUDIT_HEAD_FILE lies within DATA_DIR, so a backup of it brings the head along.',
        do: elsewhere,
      },
    ];
  const problem = await headFileProblem(file);
  if (problem !== undefined)
    return [{ state: 'error', what, where, say: problem, do: 'Name a file that the app’s account can write.' }];
  const kept = await readKeptHead(file);
  const say = kept === undefined ? `${file} will be written at the first start.` : `${file} is at entry ${kept.seq}.`;
  return [{ state: 'ok', what, where, say }];
}

/** Links are followed: what a backup of the folder holds counts, and not what it is called. */
async function isWithin(file: string, folder: string): Promise<boolean> {
  const real = async (path: string) => realpath(path).catch(() => resolve(path));
  const [inside, outside] = await Promise.all([real(dirname(resolve(file))), real(folder)]);
  return `${inside}${sep}`.startsWith(`${outside}${sep}`);
}
