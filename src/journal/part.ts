import type { Db } from '../db/schema.ts';
import type { HeadKeeper } from './head-keeper.ts';
import { lastEntry, mustContinueFrom } from './journal.ts';
import type { Keyring } from './keys.ts';
import { JournalTrouble } from './trouble.ts';

type State = { ready: boolean; state: object };

/** For /readyz: whether the journal can be gone on with; without that nothing is decided or sent. */
export function journalPart(db: Db, keys: Keyring, heads: HeadKeeper): { name: string; check(): Promise<State> } {
  return {
    name: 'journal',
    async check() {
      const last = await lastEntry(db);
      try {
        await mustContinueFrom(db, last, keys);
      } catch (error) {
        if (error instanceof JournalTrouble) return { ready: false, state: { trouble: error.message, ...heads.state() } };
        throw error;
      }
      return { ready: true, state: { entries: last?.seq ?? 0, ...heads.state() } };
    },
  };
}
