import type { Db } from '../db/schema.ts';
import { digestOf } from '../journal/seals.ts';
import { speak } from '../lib/language/speak.ts';
import { absencesIn } from './away/absence.ts';
import type { ApprovalDeps } from './deps.ts';
import { barredFrom, type Held, hold, overBy } from './held.ts';
import { type DecisionPress, no, rightsOf } from './press.ts';
import type { AskedBack } from './request.ts';
import { mustBeSealed } from './seal/check.ts';
import { wordsDigest } from './seal/questions.ts';
import { countVersionUp, setDetails } from './store/changes.ts';
import { loadForPress } from './store/load.ts';

/** More than that is a conversation, and belongs elsewhere. */
const mostQuestions = 10;

/**
 * Somebody who may decide a waiting request asks the asker something first. It goes through what a vote goes through, decides nothing and
 * stops no clock.
 */
export async function askBack(
  deps: ApprovalDeps,
  { id, person, question: text, origin }: { id: string; person: string; question: string; origin: string },
): Promise<DecisionPress> {
  const { record, absences } = await loadForPress(deps.db, id, person);
  const rights = await rightsOf(deps, person, record, absencesIn(deps, absences));
  const question = digestOf(origin).slice(0, 12);
  return pressed(deps, id, async (tx, held) => {
    const { questions } = held.record;
    // The same form delivered again.
    if (questions.some((one) => one.id === question)) return { kind: 'counted', state: 'pending' };
    const refused = await barredFrom(deps, tx, held, { person, rights });
    if (refused !== undefined) return refused;
    if (questions.length >= mostQuestions)
      return no(
        speak('{count} questions were asked about this already. Talk to the person who asked.', { count: mostQuestions }),
      );
    const asked: AskedBack = { id: question, by: person, at: deps.clock.now(), text };
    await keep(deps, tx, held, [...questions, asked], { person: held.record.asker, why: `question-${question}` });
    await deps.journal.append(tx, {
      kind: 'request.question',
      requestId: id,
      actor: person,
      data: { action: held.record.action, question, words: wordsDigest(held.record.salt, asked) },
      personal: { question: text },
    });
    return { kind: 'counted', state: 'pending' };
  });
}

/** The asker answers a question. */
export async function answerQuestion(
  deps: ApprovalDeps,
  { id, person, question, answer: text }: { id: string; person: string; question: string; answer: string },
): Promise<DecisionPress> {
  return pressed(deps, id, async (tx, held) => {
    const { record, story } = held;
    if (record.asker !== person) return no('Only the person who asked for this can answer.');
    mustBeSealed(deps, record, story);
    const asked = record.questions.find((one) => one.id === question);
    if (asked === undefined) return no('This question does not exist any more.', true);
    if (asked.answer?.text === text) return { kind: 'counted', state: 'pending' };
    if (asked.answer !== undefined) return no('You have answered this already. The card shows your answer.', true);
    const answer = { text, at: deps.clock.now() };
    const questions = record.questions.map((one) => (one === asked ? { ...one, answer } : one));
    await keep(deps, tx, held, questions, { person: asked.by, why: `answer-${question}` });
    await deps.journal.append(tx, {
      kind: 'request.answer',
      requestId: id,
      actor: person,
      data: { action: record.action, question, words: wordsDigest(record.salt, answer) },
      personal: { answer: text },
    });
    return { kind: 'counted', state: 'pending' };
  });
}

async function pressed(
  deps: ApprovalDeps,
  id: string,
  press: (tx: Db, held: Held) => Promise<DecisionPress>,
): Promise<DecisionPress> {
  const outcome = await deps.db.transaction().execute(async (tx) => {
    const held = await hold(deps, tx, id);
    if ('kind' in held) return held;
    return (await overBy(deps, tx, held)) ?? (await press(tx, held));
  });
  deps.jobs.kick();
  return outcome;
}

/** Puts them on every copy, and has somebody told. */
async function keep(
  deps: ApprovalDeps,
  tx: Db,
  { row }: Held,
  questions: readonly AskedBack[],
  told: { person: string; why: string },
): Promise<void> {
  await setDetails(tx, row.id, { questions: JSON.stringify(questions) });
  await countVersionUp(tx, [row.id]);
  await deps.jobs.scheduleAll(tx, [
    { kind: 'draw', ref: row.id },
    { kind: 'remind', ref: `${row.id}:${told.person}:${told.why}` },
  ]);
}
