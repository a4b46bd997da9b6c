import { sql } from 'kysely';
import type { Plain } from '../actions/define.ts';
import { asFault } from '../errors.ts';
import type { JobHandler } from '../jobs/jobs.ts';
import type { Json } from '../lib/json.ts';
import { wordsNow } from '../lib/language/both.ts';
import { type Asking, ask } from './ask.ts';
import type { Absence } from './away/absence.ts';
import { comeBack, decline, type Leaving, type Left, leave, type Refused, watchAbsence, whyNotAway } from './away/away.ts';
import { absencesAround, createAwayNotes } from './away/now.ts';
import { cancel, type Deciding, decide } from './decide.ts';
import { type ApprovalDeps, actionNamed } from './deps.ts';
import { closeEnvelope, watchEnvelope } from './envelopes/close.ts';
import { openEnvelopes } from './envelopes/open.ts';
import { execute } from './execute.ts';
import { type GoneOn, goOn } from './go-on.ts';
import { intake } from './intake.ts';
import { historyOf, type Lately, lately } from './lately.ts';
import { type Answering, acceptOffer, declineOffer } from './offers/answer-offer.ts';
import { lesserChoices, type Offering, offerLess } from './offers/offer-less.ts';
import { overseeReveal } from './oversight.ts';
import type { AwayNotes, Nudges, PostedMessages } from './ports.ts';
import { createPostedMessages } from './posted-messages.ts';
import { type DecisionPress, no } from './press.ts';
import { type Preview, preview } from './preview.ts';
import { previewInFull } from './preview-words.ts';
import { answerQuestion, askBack } from './questions.ts';
import { recover, recoverSoon, tidy } from './recover.ts';
import type { RequestRecord } from './request.ts';
import { RestoredMeanwhile, restoredSay, unlessRestored } from './restored.ts';
import { createRush } from './rush.ts';
import { createSamePress } from './same-press.ts';
import { unlessTampered } from './seal/put-right.ts';
import { createShown } from './seal/shown.ts';
import { changedOutsideSay } from './seal/tampered.ts';
import { beginSealed } from './seal/upgrade.ts';
import { lookAgain, settle } from './settle.ts';
import { createNudges, createTypedAnswers, type TypedAnswers } from './typed-answers.ts';
import { watch } from './watch.ts';

/** Everything that can be asked of this room from outside. */
export type Approvals = {
  preview(asked: { action: string; input: unknown; asker: string }): Promise<Preview>;
  /** Who but this person was at it in the last ten minutes, and what waits for it. */
  lately(asked: { subjects: readonly string[]; except: string }): Promise<Lately>;
  /** What was requested and given for one customer, newest first. */
  history(asked: { customer: number; from: number; size: number }): Promise<{ requests: RequestRecord[]; hasMore: boolean }>;
  ask(asking: Asking): Promise<{ id: string; isNew: boolean }>;
  decide(press: Deciding): Promise<DecisionPress>;
  cancel(press: { id: string; person: string }): Promise<DecisionPress>;
  /** Somebody who may decide it asks the asker something first; `origin` makes a repeated delivery the same question. */
  askBack(press: { id: string; person: string; question: string; origin: string }): Promise<DecisionPress>;
  answer(press: { id: string; person: string; question: string; answer: string }): Promise<DecisionPress>;
  /** Less of the same, from somebody who may decide it; `choices` are what can be offered, and throw what reading them throws. */
  offers: {
    choices(asked: { id: string; person: string }): Promise<readonly { value: string; text: string }[]>;
    make(offering: Offering): Promise<DecisionPress>;
    accept(press: Answering): Promise<DecisionPress>;
    decline(press: Answering): Promise<DecisionPress>;
  };
  settle(press: { id: string; person: string; happened: boolean }): Promise<DecisionPress>;
  /** An owner goes on from a restored database. */
  goOn(press: { person: string }): Promise<GoneOn>;
  /** Several people wait for their presses to be recorded: what follows from earlier ones comes after them. */
  isRush(): boolean;
  lookAgain(press: { id: string; person: string }): Promise<DecisionPress>;
  /** What a request changes, with nothing masked; undefined when its data is erased. Record that somebody is shown it. */
  inFull(record: RequestRecord): Plain | undefined;
  postedMessages: PostedMessages;
  /** Who is away, and who stands in for them. */
  away: {
    leave(leaving: Leaving): Promise<Left>;
    /** Why it can't be, as far as that is known before it is sent. */
    whyNot(leaving: Omit<Leaving, 'origin' | 'note'>): Promise<Refused | undefined>;
    /** False if they had not said that they are away. */
    comeBack(person: string): Promise<boolean>;
    /** False if they don't stand in any more. */
    decline(press: { id: string; person: string }): Promise<boolean>;
    /** A person's own absence, and those in which they stand in. */
    around(person: string): Promise<{ own: Absence | undefined; standingIn: Absence[] }>;
  };
  awayNotes: AwayNotes;
  /** Replies and reactions to cards, which never count. */
  typedAnswers: TypedAnswers;
  nudges: Nudges;
  /** Allowances to give one voucher to many customers. */
  envelopes: {
    /** For anyone who could approve it. */
    close(press: { id: string; person: string }): Promise<DecisionPress>;
    /** Those that are open, the first to end first. */
    open(): Promise<RequestRecord[]>;
  };
  /** True the first time this delivery is seen, by whichever replica. */
  firstDelivery(key: string): Promise<boolean>;
  /** Notes that a person has opened their Home, so that it is kept up to date. */
  homeOpened(person: string): Promise<void>;
  /** Puts something that was shown or refused into the journal, such as a reveal. */
  record(entry: { kind: string; actor: string; data?: Json; personal?: Json }): Promise<void>;
  /** The handlers of this room's jobs. */
  jobs: {
    intake: JobHandler;
    execute: JobHandler;
    watch: JobHandler;
    tidy: JobHandler;
    absence: JobHandler;
    envelope: JobHandler;
  };
  /** Takes up the journal with this process's key. Where it must not be gone on with, the log says so and nothing is decided. */
  begin(): Promise<void>;
  recover(options: { alone: boolean }): Promise<void>;
  /** The database takes writes again over new connections. */
  renewed(): void;
};

const notCounted = no(changedOutsideSay, true);

/** A press counts only while the database isn't a restored one that waits, and nobody else has changed what it is about. */
async function counting(deps: ApprovalDeps, press: () => Promise<DecisionPress>): Promise<DecisionPress> {
  try {
    return await unlessTampered(deps, press, notCounted);
  } catch (error) {
    if (error instanceof RestoredMeanwhile) return no(restoredSay);
    throw error;
  }
}

export function createApprovals(deps: ApprovalDeps): Approvals {
  const rush = createRush(deps.clock);
  const shown = createShown(deps);
  const recorded = async (press: () => Promise<DecisionPress>) => {
    const end = rush.begin();
    const startedAt = performance.now();
    let outcome: 'counted' | 'not-counted' | 'failed' = 'failed';
    try {
      const counted = await counting(deps, press);
      outcome = counted.kind;
      return counted;
    } finally {
      end();
      deps.observe?.decided({ outcome, elapsedMs: performance.now() - startedAt });
    }
  };
  const samePress = createSamePress();
  return {
    isRush: rush.isOn,
    preview: (asked) => preview(deps, asked),
    lately: ({ subjects, except }) => lately(deps, subjects, except),
    history: ({ customer, ...page }) => historyOf({ db: deps.db, shown }, customer, page),
    ask: (asking) => ask(deps, asking),
    decide: (press) => samePress(JSON.stringify(press), () => recorded(() => decide(deps, press))),
    cancel: (press) => recorded(() => cancel(deps, press)),
    askBack: (press) => counting(deps, () => askBack(deps, press)),
    answer: (press) => counting(deps, () => answerQuestion(deps, press)),
    offers: {
      choices: (asked) => lesserChoices(deps, asked),
      make: (offering) => counting(deps, () => offerLess(deps, offering)),
      accept: (press) => recorded(() => acceptOffer(deps, press)),
      decline: (press) => counting(deps, () => declineOffer(deps, press)),
    },
    settle: (press) => recorded(() => settle(deps, press)),
    goOn: (press) => goOn(deps, press),
    lookAgain: (press) => counting(deps, () => lookAgain(deps, press)),
    inFull: (record) => inFull(deps, record),
    postedMessages: createPostedMessages(deps),
    away: {
      leave: (leaving) => leave(deps, leaving),
      whyNot: (leaving) => whyNotAway(deps, leaving).catch(() => undefined),
      comeBack: (person) => comeBack(deps, person),
      decline: (press) => decline(deps, press),
      around: (person) => absencesAround(deps, person),
    },
    awayNotes: createAwayNotes(deps, shown),
    typedAnswers: createTypedAnswers(deps),
    nudges: createNudges(deps, shown),
    envelopes: {
      close: (press) => counting(deps, () => closeEnvelope(deps, press)),
      open: () => openEnvelopes(deps, shown),
    },
    async firstDelivery(key) {
      // Doesn't wait for the disk: Slack repeats a delivery after seconds, and a database that dies within one loses this mark alone.
      const noted = await sql`
        INSERT INTO deliveries (key, at) SELECT ${key}::text, ${deps.clock.now()}::timestamptz
        FROM (SELECT set_config('synchronous_commit', 'off', true) AS mode OFFSET 0) AS lazily WHERE lazily.mode = 'off'
        ON CONFLICT (key) DO NOTHING`.execute(deps.db);
      return noted.numAffectedRows === 1n;
    },
    async homeOpened(person) {
      await deps.db
        .insertInto('homes')
        .values({ person, opened_at: deps.clock.now() })
        .onConflict((conflict) => conflict.column('person').doUpdateSet({ opened_at: deps.clock.now(), shown_from: 0 }))
        .execute();
      await deps.jobs.schedule(deps.db, 'home', person);
      deps.jobs.kick();
    },
    async record(entry) {
      await deps.db.transaction().execute((tx) => deps.journal.append(tx, entry));
      if (entry.kind.startsWith('reveal.')) void overseeReveal(deps, entry.actor);
    },
    jobs: {
      intake: (id) => unlessRestored(deps, () => unlessTampered(deps, () => intake(deps, id), 'done')),
      execute: (id, lease) => unlessRestored(deps, () => unlessTampered(deps, () => execute(deps, id, lease), 'done')),
      watch: (id) => unlessRestored(deps, () => unlessTampered(deps, () => watch(deps, id), 'done')),
      tidy: () => tidy(deps),
      absence: (id) => unlessRestored(deps, () => watchAbsence(deps, id)),
      envelope: (id) => watchEnvelope(deps, id),
    },
    async begin() {
      await beginSealed(deps);
      // Read before the first press needs it; nobody waits for it here.
      void deps.limits.known(deps.db).catch((error: unknown) => {
        deps.log.warn({ err: { message: asFault(error).message } }, 'what limits count could not be read yet');
      });
    },
    recover: (options) => recover(deps, options),
    renewed: () => recoverSoon(deps),
  };
}

function inFull(deps: ApprovalDeps, { action: name, snapshot, input, preview }: RequestRecord): Plain | undefined {
  if (preview === undefined || snapshot === undefined || input === null) return undefined;
  const action = actionNamed(deps, name);
  const full = previewInFull(action, snapshot, action.input.parse(input));
  const { one } = wordsNow(preview);
  // What was added to the card's lines at the ask is kept.
  const lines = one.lines?.map((line, at) => full.lines?.[at] ?? line);
  return { ...one, changes: full.changes ?? one.changes, lines };
}
