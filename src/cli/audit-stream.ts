import type { StoredEntry } from '../journal/entries.ts';
import { exportLines } from '../journal/export.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { growingPauses } from '../lib/pauses.ts';
import { type AuditDeps, type AuditExit, cannot } from './audit-journal.ts';
import { type OpenJournal, openJournal } from './journal-source.ts';

const pageSize = 500;
const lookEveryMs = 1_000;

/** The entry that was given last; its hash where it is known. */
type Given = { seq: number; hash: string | undefined };

/**
 * `wheelhouse audit stream`: every entry after a number as one line of JSON, and each new one as it comes, until it is stopped. While the
 * journal cannot be reached it waits and goes on where it was, so that nothing is left out and nothing comes twice. Where what it has given
 * is not in the journal any more, it ends: other entries have the same numbers now.
 */
export async function auditStream(
  deps: AuditDeps,
  { after = '0' }: { after?: string },
  { clock = systemClock, signal }: { clock?: Clock; signal?: AbortSignal } = {},
): Promise<AuditExit> {
  const [, seq, hash] = /^(\d{1,9})(?::([0-9a-f]{16,64}))?$/.exec(after) ?? [];
  if (seq === undefined)
    return cannot(
      deps,
      `--after ${after}: write the number of an entry, such as 1200, or with its hash, such as 1200:3f2ab1c9d0e4f5a6.`,
    );
  let last: Given = { seq: Number(seq), hash };
  let journal: OpenJournal | undefined;
  let isFirst = true;
  const pauses = growingPauses({ firstMs: lookEveryMs, longestMs: 30_000 });
  while (signal?.aborted !== true) {
    try {
      // A folder that no process holds is read once, and left to the app.
      journal ??= await openJournal(deps.environment, { mayHold: isFirst });
      isFirst = false;
      // The one that was given last comes first: it tells whether this is still the same journal.
      const page = await journal.source.entries(Math.max(0, last.seq - 1), pageSize);
      const [first] = page;
      if (last.seq > 0 && (first?.seq !== last.seq || !first.hash.startsWith(last.hash ?? ''))) {
        deps.tell(gone(last));
        await journal.close();
        return 1;
      }
      const fresh = last.seq > 0 ? page.slice(1) : page;
      await deps.write(await linesOf(fresh));
      last = fresh.at(-1) ?? { seq: last.seq, hash: first?.hash };
      pauses.reset();
      if (page.length === pageSize) continue;
      if (journal.isHeld) {
        await journal.close();
        journal = undefined;
      }
      await clock.sleep(lookEveryMs, signal).catch(() => undefined);
    } catch (error) {
      await journal?.close().catch(() => undefined);
      journal = undefined;
      if (isFirst) return cannot(deps, error instanceof Error ? error.message : 'The journal cannot be read.');
      await clock.sleep(pauses.next(), signal).catch(() => undefined);
    }
  }
  await journal?.close();
  return 0;
}

function gone({ seq }: Given): string {
  return `Entry ${seq} is no longer in the journal as you received it: the journal was restored from a backup, or its end was cut off. Run npx wheelhouse audit verify, then stream from the start, or with --after the last entry that is the same.`;
}

async function linesOf(page: readonly StoredEntry[]): Promise<string> {
  let text = '';
  const pages = (async function* () {
    yield page;
  })();
  for await (const lines of exportLines(pages, { format: 'ndjson', personal: false })) text += lines;
  return text;
}
