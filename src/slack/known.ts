import type { Look } from '../approvals/ports.ts';
import { Fault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { growingPauses } from '../lib/pauses.ts';
import type { AnswerStore, Kept, SlackSubject } from './answers.ts';
import type { DirectoryAsking, DirectorySource } from './source.ts';

/** What is known, and why Slack was not asked for the rest, where an older answer was good enough for the asker. */
export type KnownInSlack = { kept: Map<SlackSubject, Kept>; fault: Fault | undefined };

type UnderWay = { beganMs: number; done: Promise<void> };

/** Nobody waits for what may be stale. */
export type Need = Pick<Look, 'freshMs' | 'stale'> & { exactly?: boolean };

/** An answer that this many events in a row have overtaken is given up on. */
const mostRounds = 5;
/** From this freshness on, what has used up half of it is asked for again in the background, so that people rarely wait. */
const refreshedAheadMs = 30_000;
/** No answer that anybody's rights rest on is older than a minute, so that what an older event overtook is not used in any case. */
const eventMattersForMs = 120_000;
/** What only shows something takes an answer that this process read so lately: a card, a name, a time zone need no query each. */
const glancedForMs = 1_000;
const mostGlanced = 5_000;

/**
 * What Slack said about groups and people: from the store when that is fresh enough and no event has come since it was asked for, else
 * from Slack. Anyone who asks about the same subject while a question is under way shares it. A question that an event overtakes is put again.
 */
export function createKnown({ store, source, clock }: { store: AnswerStore; source: DirectorySource; clock: Clock }) {
  const underWay = new Map<SlackSubject, UnderWay>();
  /** Events that the store has not taken yet. */
  const unstored = new Map<SlackSubject, number>();
  const read = sharedReads(store);
  const glanced = new Map<SlackSubject, { kept: Kept; readAtMs: number }>();
  const nowMs = () => clock.now().getTime();

  /**
   * Nobody's rights rest on this: only looks that may be stale come here. What is nearly too old is read from the store, for another
   * replica may have asked meanwhile.
   */
  async function glance(subjects: readonly SlackSubject[], freshMs: number): Promise<Map<SlackSubject, Kept>> {
    const at = nowMs();
    const found = new Map<SlackSubject, Kept>();
    for (const subject of subjects) {
      const last = glanced.get(subject);
      const sinceMs = Math.abs(at - (last?.readAtMs ?? Number.NEGATIVE_INFINITY));
      if (last === undefined || sinceMs > glancedForMs) continue;
      const kept = { ...last.kept, ageMs: last.kept.ageMs + sinceMs };
      if (isUsable(subject, kept, aheadMs(freshMs))) found.set(subject, kept);
    }
    const others = subjects.filter((subject) => !found.has(subject));
    if (others.length === 0) return found;
    if (glanced.size >= mostGlanced) glanced.clear();
    for (const [subject, kept] of await read(others)) {
      glanced.set(subject, { kept, readAtMs: at });
      found.set(subject, kept);
    }
    return found;
  }

  async function put(subjects: readonly SlackSubject[], how: DirectoryAsking): Promise<void> {
    const questions = await store.begin(subjects);
    const { found, fault } = await source(
      questions.map(({ subject }) => subject),
      how,
    );
    const answered = questions.flatMap((question) => {
      const answer = found.get(question.subject);
      return answer === undefined ? [] : [{ question, answer }];
    });
    if (answered.length > 0) await store.keep(answered);
    if (fault !== undefined) throw fault;
  }

  function ask(subjects: readonly SlackSubject[], freshMs: number, how: DirectoryAsking): Promise<unknown> {
    const now = nowMs();
    const joined: Promise<void>[] = [];
    const open: SlackSubject[] = [];
    for (const subject of subjects) {
      const asking = underWay.get(subject);
      if (asking !== undefined && now - asking.beganMs <= freshMs) joined.push(asking.done);
      else open.push(subject);
    }
    if (open.length > 0) {
      const asking: UnderWay = { beganMs: now, done: put(open, how) };
      for (const subject of open) underWay.set(subject, asking);
      const end = () => {
        for (const subject of open) if (underWay.get(subject) === asking) underWay.delete(subject);
      };
      asking.done.then(end, end);
      joined.push(asking.done);
    }
    return Promise.all(joined);
  }

  const isStored = (subject: SlackSubject) =>
    store.noteEvent(subject).then(
      () => true,
      () => false,
    );

  const isUsable = (subject: SlackSubject, kept: Kept | undefined, freshMs: number) =>
    kept?.isCurrent === true && kept.ageMs <= freshMs && !unstored.has(subject);

  /** How old an answer may get before it is asked for again ahead of time. */
  const aheadMs = (freshMs: number) => (freshMs < refreshedAheadMs ? freshMs : freshMs / 2);

  function refreshAhead(subjects: readonly SlackSubject[], kept: Map<SlackSubject, Kept>, freshMs: number): void {
    if (freshMs < refreshedAheadMs) return;
    const old = subjects.filter((subject) => !isUsable(subject, kept.get(subject), aheadMs(freshMs)));
    if (old.length > 0) ask(old, freshMs, { urgency: 'background', exactly: false }).catch(() => undefined);
  }

  return {
    async get(subjects: readonly SlackSubject[], { freshMs, stale, exactly = false }: Need): Promise<KnownInSlack> {
      const startedMs = nowMs();
      for (let round = 0; ; round += 1) {
        const kept = await (stale !== undefined && !exactly && round === 0 ? glance(subjects, freshMs) : read(subjects));
        // What was asked for since this look began is new enough, however long the answer took.
        const freshNowMs = Math.max(freshMs, nowMs() - startedMs);
        const wanting = subjects.filter((subject) => !isUsable(subject, kept.get(subject), freshNowMs));
        if (wanting.length === 0 || (stale === 'at-once' && kept.size > 0)) {
          refreshAhead(subjects, kept, freshMs);
          return { kept, fault: undefined };
        }
        try {
          if (round === mostRounds) throw overtaken();
          await ask(wanting, freshNowMs, { urgency: stale === undefined ? 'person' : 'background', exactly });
        } catch (error) {
          if (!(error instanceof Fault) || stale === undefined) throw error;
          return { kept: await read(subjects), fault: error };
        }
      }
    },

    /** An event about this subject has come: no replica uses what was asked for before it. Tried until it is stored, or matters no more. */
    async noteEvent(subject: SlackSubject): Promise<void> {
      unstored.set(subject, (unstored.get(subject) ?? 0) + 1);
      glanced.delete(subject);
      const pauses = growingPauses({ firstMs: 100, longestMs: 5_000 });
      const untilMs = nowMs() + eventMattersForMs;
      while (!(await isStored(subject)) && nowMs() < untilMs) await clock.sleep(pauses.next());
      const left = (unstored.get(subject) ?? 1) - 1;
      if (left > 0) unstored.set(subject, left);
      else unstored.delete(subject);
    },
  };
}

function overtaken(): Fault {
  return new Fault('slack_unavailable', 'Slack is changing who is in the group right now. Try again in a moment.', {
    message: 'events kept coming while Slack was asked',
  });
}

/** Looks that begin together, such as for a person and their groups, are one query. */
function sharedReads(store: AnswerStore): AnswerStore['read'] {
  let next: { subjects: Set<SlackSubject>; result: Promise<Map<SlackSubject, Kept>> } | undefined;
  return async (subjects) => {
    if (next === undefined) {
      const wanted = new Set<SlackSubject>();
      const result = Promise.resolve().then(() => {
        next = undefined;
        return store.read([...wanted]);
      });
      next = { subjects: wanted, result };
    }
    for (const subject of subjects) next.subjects.add(subject);
    const all = await next.result;
    return new Map([...all].filter(([subject]) => subjects.includes(subject)));
  };
}
