import { sql } from 'kysely';
import type { AnyAction } from '../actions/define.ts';
import type { Db } from '../db/schema.ts';
import { chainFlaw } from '../journal/chain.ts';
import { asStored, type StoredEntry } from '../journal/entries.ts';
import { judgeHash } from '../journal/hashing.ts';
import type { Keyring } from '../journal/keys.ts';
import { restoredRanges } from '../journal/restored.ts';
import type { Clock } from '../lib/clock.ts';
import { createGiven, type Given } from './given.ts';
import type { Limit, Policy } from './policy/types.ts';

/** What limits are judged by; or why nobody can say, and then no limit holds. */
export type Known = { given: Given } | { trouble: string };

/** Brings what is known up to date from here. To be called before anything is appended in the same transaction. */
export type Limits = {
  known(db: Db): Promise<Known>;
  /**
   * Why it can't be relied on that this request was neither sent nor ended; undefined if it can. `since` is its first entry: cutting
   * the entry of its sending out of the journal leaves a gap behind that. To be called as `known` is.
   */
  doubtOf(db: Db, request: { id: string; since: number }): Promise<string | undefined>;
  /** This process has marked it as sent, ended or closed it, and knows so whatever becomes of the journal. */
  noteOver(id: string): void;
  isOver(id: string): boolean;
};

export type LimitsDeps = {
  clock: Clock;
  find: Keyring['find'];
  policy: Policy;
  actions: Readonly<Record<string, Pick<AnyAction, 'party' | 'creates' | 'opens'>>>;
  /** Told when nobody can say any more what was given, with the reason. */
  onTrouble?: ((say: string) => void) | undefined;
};

const pageSize = 1_000;
const dayMs = 24 * 3_600_000;
/** Clocks may have been wrong, and a customer counts as new for a day: so much further is looked back. */
const marginMs = 2 * dayMs;
/** A journal that is not whole is read again from the beginning of the window; not at every request. */
const readAgainMs = 60_000;

type Read = { last: StoredEntry | undefined; given: Given };

/**
 * What limits count, read from the journal: each process follows it from the beginning of the longest window on, checks every entry's hash
 * and that it follows from the one before, and remembers what it said. An entry that was changed, removed or put in between, by anyone who
 * can write to the database, makes all of it unknown.
 */
export function createLimits({ clock, find, policy, actions, onTrouble }: LimitsDeps): Limits {
  const overHere = new Set<string>();
  let read: Read | undefined;
  let reading: Promise<Read> | undefined;
  let lately: { tx: Db; known: Known } | undefined;
  let trouble: { say: string; until: number; timesGoneOn: number } | undefined;
  const timesGoneOn = async (db: Db) => (await restoredRanges(db, find)).length;

  async function begin(db: Db): Promise<Read> {
    const from = new Date(clock.now().getTime() - longestWindowMs(policy) - marginMs);
    const first = await db
      .selectFrom('journal')
      .select(sql<number | null>`min(seq)`.as('seq'))
      .where(sql<boolean>`at COLLATE "C" >= ${from.toISOString()}`)
      .executeTakeFirst();
    const newest = await db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
    const start = first?.seq ?? (newest?.seq ?? 0) + 1;
    const before = start <= 1 ? undefined : (await entriesFrom(db, start - 1, 1))[0];
    if (start > 1 && before?.seq !== start - 1) throw new NotWhole(start - 1, 'it is missing');
    if (before !== undefined && judgeHash(before, find) !== 'good') throw new NotWhole(before.seq, 'its hash is not its own');
    return { last: before, given: createGiven(actions) };
  }

  /** Follows the journal to its end. Several may do so at once: what one has taken, another passes over. */
  async function follow(db: Db, state: Read): Promise<void> {
    for (;;) {
      const last = state.last;
      const page = await entriesFrom(db, last?.seq ?? 0, pageSize);
      if (last !== undefined && page[0]?.hash !== last.hash)
        throw new NotWhole(last.seq, 'it is not the entry any more that was read before');
      for (const entry of page) {
        if (entry.seq <= (state.last?.seq ?? 0)) continue;
        const flaw = chainFlaw(entry, state.last, find);
        if (flaw !== undefined) throw new NotWhole(flaw.seq, flaw.say);
        if (entry.keyId !== null && find(entry.keyId) === undefined) throw new NotWhole(entry.seq, 'its key is not known here');
        state.last = entry;
        state.given.hear(entry);
      }
      if (page.length < pageSize) return;
    }
  }

  async function bringUp(db: Db): Promise<Given> {
    // Read once, however many ask at the same moment. Who reads and who waits hold a connection each, so that neither waits for the other's.
    if (read === undefined && !db.isTransaction) return db.transaction().execute(bringUp);
    if (read === undefined) await reading?.catch(() => undefined);
    if (read !== undefined) {
      try {
        await follow(db, read);
        return read.given;
      } catch (error) {
        if (!(error instanceof NotWhole)) throw error;
        // What was read in a transaction that was taken back is forgotten; what was really changed shows again.
      }
    }
    const from = readFromTheBeginning(db);
    reading = from;
    try {
      return (await from).given;
    } finally {
      if (reading === from) reading = undefined;
    }
  }

  async function readFromTheBeginning(db: Db): Promise<Read> {
    const had = read?.last?.seq ?? 0;
    const fresh = await begin(db);
    await follow(db, fresh);
    // An owner who went on from a database that is older than it was has accepted that.
    const isAccepted = (fresh.given.gapAt()?.getTime() ?? 0) > (read?.given.gapAt()?.getTime() ?? 0);
    if ((fresh.last?.seq ?? 0) < had && !isAccepted)
      throw new NotWhole((fresh.last?.seq ?? 0) + 1, 'it was there before, and is gone');
    read = fresh;
    return fresh;
  }

  /** Nobody knows all of the journal, but what lies behind this entry may be whole: what is wrong elsewhere stops no newer request. */
  async function flawSince(db: Db, since: number): Promise<string | undefined> {
    const state: Read = { last: (await entriesFrom(db, since, 1))[0], given: createGiven(actions) };
    if (state.last?.seq !== since) return 'its first entry is missing';
    try {
      await follow(db, state);
    } catch (error) {
      if (error instanceof NotWhole) return error.message;
      throw error;
    }
    const newest = read?.last;
    if (newest === undefined || newest.seq < since) return undefined;
    const [there] = await entriesFrom(db, newest.seq, 1);
    return there?.hash === newest.hash ? undefined : `entry ${newest.seq} of the journal was there before, and is gone`;
  }

  /** Asked twice in one transaction, it is read once. */
  async function known(db: Db): Promise<Known> {
    if (lately?.tx === db) return lately.known;
    const found = await knownNow(db);
    if (db.isTransaction) lately = { tx: db, known: found };
    return found;
  }

  async function knownNow(db: Db): Promise<Known> {
    if (trouble !== undefined && clock.now().getTime() < trouble.until && trouble.timesGoneOn === (await timesGoneOn(db)))
      return { trouble: trouble.say };
    try {
      const given = await bringUp(db);
      trouble = undefined;
      return { given };
    } catch (error) {
      if (!(error instanceof NotWhole)) throw error;
      const isNew = trouble === undefined;
      trouble = { say: error.message, until: clock.now().getTime() + readAgainMs, timesGoneOn: await timesGoneOn(db) };
      if (isNew) onTrouble?.(error.message);
      return { trouble: error.message };
    }
  }

  return {
    known,
    noteOver: (id) => void overHere.add(id),
    isOver: (id) => overHere.has(id),
    async doubtOf(db, { id, since }) {
      if (overHere.has(id)) return 'this process has sent or ended it already';
      const now = await known(db);
      const given = 'given' in now ? now.given : read?.given;
      if (given?.hasEnded(id) === true) return 'the journal told before that it was sent, or that it has ended';
      return 'given' in now ? undefined : flawSince(db, since);
    },
  };
}

/** The journal is not as this app wrote it. */
class NotWhole extends Error {
  constructor(seq: number, say: string) {
    super(`entry ${seq} of the journal: ${say}`);
  }
}

async function entriesFrom(db: Db, seq: number, limit: number): Promise<StoredEntry[]> {
  const rows = await db.selectFrom('journal').selectAll().where('seq', '>=', seq).orderBy('seq').limit(limit).execute();
  return rows.map(asStored);
}

function longestWindowMs(policy: Policy): number {
  const windows = policy.approvals.flatMap(({ match: { sameCustomer, sameAsker, sameAction } }) =>
    [sameCustomer, sameAsker, sameAction].flatMap((limit: Limit | undefined) => limit?.withinMs ?? []),
  );
  // What was sent, and is set back, is told of no longer ago than it may wait for being sent.
  // An envelope is open for no longer than that from when it was asked for.
  const envelopes = policy.envelopes?.longestMs ?? 0;
  return Math.max(dayMs, envelopes, ...windows, ...policy.approvals.map(({ executeWithinMs }) => executeWithinMs));
}
