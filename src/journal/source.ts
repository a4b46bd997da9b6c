import type { Db } from '../db/schema.ts';
import { readEntries, type StoredEntry } from './entries.ts';
import { rememberedHeads } from './heads.ts';
import type { Journal } from './journal.ts';
import type { JournalSource } from './socket-client.ts';

const pageSize = 500;

/** The journal of an open database; without a key to sign with, one that can only be read. */
export function sourceOf(db: Db, journal: Journal | undefined): JournalSource {
  return {
    entries: (after, limit) => readEntries(db, after, limit),
    heads: () => rememberedHeads(db),
    async recordReveal({ actor, reason, format, from, to, customer }) {
      if (journal === undefined)
        throw new Error('JOURNAL_KEY is not set: an entry must be added, which needs the journal’s key.');
      await db.transaction().execute((tx) =>
        journal.append(tx, {
          kind: 'reveal.journal',
          actor,
          data: { format, from, to, customer },
          personal: { reason },
        }),
      );
    },
  };
}

/** All entries, in order, a page at a time; also those that are added meanwhile. */
export async function* pagesOf(source: Pick<JournalSource, 'entries'>): AsyncGenerator<StoredEntry[]> {
  let after = -2_147_483_648;
  for (;;) {
    const page = await source.entries(after, pageSize);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.seq;
  }
}
