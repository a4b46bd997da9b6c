import type { Db } from '../db/schema.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { within } from '../lib/within.ts';
import type { Journal } from './journal.ts';
import { journalKinds } from './kinds.ts';

/** Somebody was shown something of a customer, or of a Smartmove user by their UUID: `saw` is what, in a word. */
export type JournalLook = { who: string; customer: number | string; saw: string };

export type Looks = {
  /** Returns at once; the entry is written within a second, together with others. */
  note(look: JournalLook): void;
  /** Writes what is left. */
  stop(): Promise<void>;
};

/** A profile is some ten reads: they are one entry. What a killed process had not written is lost, so this is kept short. */
const gatherMs = 500;
/** While the database is away. */
const againMs = 2_000;
/** What is kept for a database that is away; then looks are counted alone. */
const mostKept = 5_000;
const stopWithinMs = 1_000;

export type LooksDeps = { db: Db; journal: Journal; clock: Clock; log: Log };

/** Every look at a customer is an entry `look.customer`: who, whom, when, and what they saw. */
export function createLooks({ db, journal, clock, log }: LooksDeps): Looks {
  const stopping = new AbortController();
  let noted = new Map<string, { who: string; customer: number | string; saw: Set<string> }>();
  let lost = 0;
  let working: Promise<void> | undefined;

  function note({ who, customer, saw }: JournalLook): void {
    const key = `${who} ${customer}`;
    const known = noted.get(key);
    if (known !== undefined) known.saw.add(saw);
    else if (noted.size < mostKept) noted.set(key, { who, customer, saw: new Set([saw]) });
    else lost += 1;
    working ??= work();
  }

  async function work(): Promise<void> {
    while (noted.size > 0 && !stopping.signal.aborted) {
      await pause(gatherMs);
      try {
        await write();
      } catch (error) {
        log.error(
          { err: { message: messageOf(error) }, waiting: noted.size },
          'looks at customers could not be put into the journal',
        );
        await pause(againMs);
      }
    }
    working = undefined;
  }

  const pause = (ms: number) => clock.sleep(ms, stopping.signal).catch(() => undefined);

  async function write(): Promise<void> {
    const [batch, missing] = [noted, lost];
    noted = new Map();
    lost = 0;
    try {
      await db.transaction().execute(async (tx) => {
        for (const { who, customer, saw } of batch.values())
          await journal.append(tx, { kind: journalKinds.look, actor: who, data: { customer, saw: [...saw].sort().join(', ') } });
        if (missing > 0) await journal.append(tx, { kind: journalKinds.looksLost, actor: 'app', data: { looks: missing } });
      });
    } catch (error) {
      lost += missing;
      for (const { who, customer, saw } of batch.values()) for (const one of saw) note({ who, customer, saw: one });
      throw error;
    }
  }

  return {
    note,
    async stop() {
      stopping.abort();
      const rest = (working ?? Promise.resolve()).then(() => (noted.size > 0 ? write() : undefined));
      await within(
        clock,
        stopWithinMs,
        rest.catch(() => undefined),
        () => undefined,
      );
      if (noted.size > 0)
        log.error({ looks: noted.size }, 'looks at customers were lost: the database took none before the stop');
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'failed';
}
