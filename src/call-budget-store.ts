import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CallBudgetStore, Spent } from './api/budget.ts';
import type { Log } from './lib/log.ts';

const Kept = z.object({
  day: z.iso.date(),
  reads: z.int().min(0),
  told: z.int().min(0).max(100),
  people: z.record(z.string(), z.int().min(0)).optional(),
});

/** At most this much is not remembered after a `kill -9`. */
const writeAfterMs = 1_000;

/**
 * The day's reads in a file beside the embedded database: a count needs no transaction, and a read must not wait for a database. A folder
 * that cannot be written leaves the count to this process alone, with one line in the log.
 */
export function callBudgetStore(folder: string, log: Log): CallBudgetStore & { close(): void } {
  const file = join(folder, 'reads-today.json');
  let waiting: Spent | undefined;
  let timer: NodeJS.Timeout | undefined;
  let hasFailed = false;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === undefined) return;
    try {
      mkdirSync(folder, { recursive: true });
      // Renamed into its place, so that nobody ever reads half of it.
      writeFileSync(`${file}.new`, JSON.stringify(waiting));
      renameSync(`${file}.new`, file);
    } catch (error) {
      if (!hasFailed)
        log.warn({ err: { message: String(error) } }, 'the count of today’s reads cannot be written; a restart forgets it');
      hasFailed = true;
    }
    waiting = undefined;
  }

  return {
    load() {
      try {
        return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return undefined; // none was kept yet, or not by us
      }
    },
    keep(spent) {
      waiting = spent;
      timer ??= setTimeout(write, writeAfterMs).unref();
    },
    close: write,
  };
}
