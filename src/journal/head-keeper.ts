import type { Db } from '../db/schema.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { within } from '../lib/within.ts';
import { type KeptHead, readKeptHead, writeKeptHead } from './head-file.ts';
import type { Keyring } from './keys.ts';
import { restoredRanges } from './restored.ts';

/** `none`: nothing is kept yet. `ancestor`: the journal goes on from it. `beyond`: the journal never had it, or has lost it. */
export type KeptIs = 'none' | 'ancestor' | 'beyond';

/** What the journal of this database is to the head that is kept. */
export async function judgeKept(db: Db, kept: KeptHead | undefined, find: Keyring['find']): Promise<KeptIs> {
  if (kept === undefined) return 'none';
  const entry = await db.selectFrom('journal').select('hash').where('seq', '=', kept.seq).executeTakeFirst();
  if (entry?.hash === kept.hash) return 'ancestor';
  // Somebody has gone on from there, and the file was not written since. Another head of that range is of a later history.
  const isAccepted = (await restoredRanges(db, find)).some(({ head }) => head.seq === kept.seq && head.hash === kept.hash);
  return isAccepted ? 'ancestor' : 'beyond';
}

/**
 * Brings the file to the newest head, if the kept one is an ancestor of it. The file is read first: what it holds was in the database
 * before. A file that another replica has brought further is left alone.
 */
export async function keepHead(db: Db, file: string, find: Keyring['find']): Promise<KeptIs> {
  const kept = await readKeptHead(file);
  const newest = await db.selectFrom('journal').select(['seq', 'hash', 'at']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  if (kept !== undefined && newest !== undefined && kept.seq === newest.seq && kept.hash === newest.hash) return 'ancestor';
  const is = await judgeKept(db, kept, find);
  if (is !== 'beyond' && newest !== undefined) await writeKeptHead(file, newest);
  return is;
}

/** A new head is to be in the file within a second. */
const lookEveryMs = 300;
const stopWithinMs = 500;

export type HeadKeeper = {
  /** Once, now. Throws when the file or the database cannot be read or written. */
  keep(): Promise<KeptIs>;
  start(): void;
  stop(): Promise<void>;
  /** For /readyz. */
  state(): object;
};

export type HeadKeeperDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  find: Keyring['find'];
  /** None on PostgreSQL if none is set. */
  file: string | undefined;
  /**
   * Told at each look at which the file holds a head that the database does not have: it was restored, or its journal was cut or written
   * again. What follows from it may have been taken back since the last look.
   */
  onBeyond?: (() => void) | undefined;
};

/** Keeps the file at the newest head, no matter who wrote the entry. A file that cannot be written is logged and tried again. */
export function createHeadKeeper({ db, clock, log, file, find, onBeyond }: HeadKeeperDeps): HeadKeeper {
  const stopping = new AbortController();
  let loop: Promise<void> = Promise.resolve();
  let trouble: string | undefined;
  let last: KeptIs = 'none';

  const note = (found: KeptIs) => {
    if (found === 'beyond' && last !== 'beyond') {
      log.error(
        { file },
        'the kept head of the journal is not in the database: it was restored, or its journal was tampered with',
      );
    }
    if (found === 'beyond') onBeyond?.();
    last = found;
    trouble = undefined;
    return found;
  };

  async function keepOn(into: string): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        note(await keepHead(db, into, find));
      } catch (error) {
        const message = error instanceof Error ? error.message : 'failed';
        if (trouble === undefined) log.error({ err: { message } }, 'AUDIT_HEAD_FILE: the head of the journal could not be kept');
        trouble = message;
      }
      await clock.sleep(lookEveryMs, stopping.signal).catch(() => undefined);
    }
  }

  return {
    keep: async () => (file === undefined ? 'none' : note(await keepHead(db, file, find))),
    start() {
      if (file !== undefined) loop = keepOn(file);
    },
    async stop() {
      stopping.abort();
      // What was written last is kept, too; a database that is away keeps nobody from stopping.
      const lastTime = loop.then(() => (file === undefined ? undefined : keepHead(db, file, find))).catch(() => undefined);
      await within(clock, stopWithinMs, lastTime, () => undefined);
    },
    state: () =>
      file === undefined ? { head: 'none is kept' } : { head: trouble ?? (last === 'beyond' ? 'beyond the database' : 'kept') },
  };
}
