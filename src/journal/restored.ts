import { z } from 'zod';
import type { Db } from '../db/schema.ts';
import { asStored, dataOf } from './entries.ts';
import { judgeHash } from './hashing.ts';
import type { Keyring } from './keys.ts';
import { journalKinds } from './kinds.ts';

/**
 * What an entry `journal.restored` says: the database went on after entry `after`, and everything up to the newest head that was kept is
 * lost. Heads of that range are passed over.
 */
export const Restored = z.object({ after: z.number(), head: z.object({ seq: z.number(), hash: z.string() }) });
export type Restored = z.infer<typeof Restored>;

/** Where somebody went on from a restored database. Entries that this app has not written are not among them. */
export async function restoredRanges(db: Db, find: Keyring['find']): Promise<(Restored & { seq: number; at: Date })[]> {
  const rows = await db.selectFrom('journal').selectAll().where('kind', '=', journalKinds.restored).orderBy('seq').execute();
  return rows.map(asStored).flatMap((entry) => {
    const told = entry.keyId !== null && judgeHash(entry, find) === 'good' ? restoredOf(entry) : undefined;
    return told === undefined ? [] : [{ ...told, seq: entry.seq, at: new Date(entry.at) }];
  });
}

export function restoredOf(entry: { data: string }): Restored | undefined {
  const told = Restored.safeParse(dataOf(entry)?.data);
  return told.success ? told.data : undefined;
}
