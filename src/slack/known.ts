import type { Look } from '../approvals/ports.ts';
import { Fault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { growingPauses } from '../lib/pauses.ts';
import type { AnswerStore, Kept, Subject } from './answers.ts';
import type { Asking, Source } from './source.ts';

/** What is known, and why Slack was not asked for the rest, where an older answer was good enough for the asker. */
export type Known = { kept: Map<Subject, Kept>; fault: Fault | undefined };

type UnderWay = { beganMs: number; done: Promise<void> };

/** Nobody waits for what may be stale. */
export type Need = Pick<Look, 'freshMs' | 'stale'> & { exactly?: boolean };

/** An answer that this many events in a row have overtaken is given up on. */
const mostRounds = 5;
/** From this freshness on, what has used up half of it is asked for again in the background, so that seldom anybody waits. */
const refreshedAheadMs = 30_000;
/** No answer that anybody's rights rest on is older than a minute, so that what an older event overtook is not used in any case. */
const eventMattersForMs = 120_000;

/**
 * What Slack said about groups and people: from the store when that is fresh enough and no event has come since it was asked for, else
 * from Slack. Whoever asks about the same subject while a question is under way shares it. A question that an event overtakes is put again.
 */
export function createKnown({ store, source, clock }: { store: AnswerStore; source: Source; clock: Clock }) {
  const underWay = new Map<Subject, UnderWay>();
  /** Events that the store has not taken yet. */
  const unstored = new Map<Subject, number>();
  const read = sharedReads(store);
  const nowMs = () => clock.now().getTime();

  async function put(subjects: readonly Subject[], how: Asking): Promise<void> {
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

  function ask(subjects: readonly Subject[], freshMs: number, how: Asking): Promise<unknown> {
    const now = nowMs();
    const joined: Promise<void>[] = [];
    const open: Subject[] = [];
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

  const isStored = (subject: Subject) =>
    store.noteEvent(subject).then(
      () => true,
      () => false,
    );

  const isUsable = (subject: Subject, kept: Kept | undefined, freshMs: number) =>
    kept?.isCurrent === true && kept.ageMs <= freshMs && !unstored.has(subject);

  function refreshAhead(subjects: readonly Subject[], kept: Map<Subject, Kept>, freshMs: number): void {
    if (freshMs < refreshedAheadMs) return;
    const old = subjects.filter((subject) => !isUsable(subject, kept.get(subject), freshMs / 2));
    if (old.length > 0) ask(old, freshMs, { urgency: 'background', exactly: false }).catch(() => undefined);
  }

  return {
    async get(subjects: readonly Subject[], { freshMs, stale, exactly = false }: Need): Promise<Known> {
      const startedMs = nowMs();
      for (let round = 0; ; round += 1) {
        const kept = await read(subjects);
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
    async noteEvent(subject: Subject): Promise<void> {
      unstored.set(subject, (unstored.get(subject) ?? 0) + 1);
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
  let next: { subjects: Set<Subject>; result: Promise<Map<Subject, Kept>> } | undefined;
  return async (subjects) => {
    if (next === undefined) {
      const wanted = new Set<Subject>();
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
