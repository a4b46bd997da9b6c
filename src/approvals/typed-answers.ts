import { absencesIn } from './away/absence.ts';
import { isBehind } from './away/stand-in.ts';
import type { ApprovalDeps } from './deps.ts';
import type { Look, Nudges } from './ports.ts';
import { rightsBy } from './press.ts';
import type { createShown } from './seal/shown.ts';
import { loadForPress } from './store/load.ts';
import { type CardPlace, insertNudge, type NudgeRow, nudgeOf, requestWaitingAt } from './store/nudges.ts';

/**
 * Somebody answers a card by a reply or a reaction. It never counts: who may decide is told so once for each request, with the buttons.
 * What was written is never in here.
 */
export type TypedAnswers = {
  /** The waiting request whose card this is; undefined for every other message. */
  waitingAt(card: CardPlace): Promise<string | undefined>;
  /** Has them told, if they may decide it and have not been told before. */
  heard(answer: NudgeRow): Promise<void>;
};

/** For how long it is remembered which request a message is the card of: a thread in which many write costs no query each. */
const knownForMs = 5_000;
const mostKnown = 2_000;
/** Nothing but a message rests on this: it takes no call that a press may need. */
const look: Look = { freshMs: 60_000, withinMs: 5_000, stale: 'on-trouble' };

export function createTypedAnswers(deps: ApprovalDeps): TypedAnswers {
  const known = new Map<string, { atMs: number; request: Promise<string | undefined> }>();
  return {
    waitingAt(card) {
      const key = `${card.channel} ${card.ts}`;
      const nowMs = deps.clock.now().getTime();
      const had = known.get(key);
      if (had !== undefined && Math.abs(nowMs - had.atMs) < knownForMs) return had.request;
      if (known.size >= mostKnown) known.clear();
      const request = requestWaitingAt(deps.db, card);
      known.set(key, { atMs: nowMs, request });
      request.catch(() => known.delete(key));
      return request;
    },
    async heard(answer) {
      if ((await nudgeOf(deps.db, answer)) !== undefined || !(await mayDecide(deps, answer))) return;
      await deps.db.transaction().execute(async (tx) => {
        if (await insertNudge(tx, { ...answer, at: deps.clock.now() }))
          await deps.jobs.schedule(tx, 'nudge', `${answer.id}:${answer.person}`);
      });
      deps.jobs.kick();
    },
  };
}

/** What is told is looked up again when it is told: nothing if they have decided, or can't any more. */
export function createNudges(deps: ApprovalDeps, shown: ReturnType<typeof createShown>): Nudges {
  return {
    async load(ref) {
      const [id = '', person = ''] = ref.split(':');
      const nudge = await nudgeOf(deps.db, { id, person });
      if (nudge === undefined || !(await mayDecide(deps, nudge))) return undefined;
      const [record] = await shown([id]);
      return record?.state === 'pending' ? { ...nudge, record } : undefined;
    },
  };
}

/** Whether a press of theirs could count now, by what a press is judged by. */
async function mayDecide(deps: ApprovalDeps, { id, person }: Pick<NudgeRow, 'id' | 'person'>): Promise<boolean> {
  const { record, absences } = await loadForPress(deps.db, id, person);
  if (record?.state !== 'pending' || (record.decideBy !== undefined && record.decideBy <= deps.clock.now())) return false;
  if (person === record.asker || record.barred.includes(person)) return false;
  if (record.votes.some((vote) => isBehind(vote, person))) return false;
  const rights = await rightsBy(deps, { person, request: record, absences: absencesIn(deps, absences) }, look);
  return 'roles' in rights && rights.roles.length > 0;
}
