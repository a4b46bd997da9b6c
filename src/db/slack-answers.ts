import { sql } from 'kysely';
import type { Clock } from '../lib/clock.ts';
import type { Json } from '../lib/json.ts';
import type { Log } from '../lib/log.ts';
import type { Db } from './schema.ts';

type Kept<Answer> = { answer: Answer; events: number; isCurrent: boolean; ageMs: number };
type Question = { subject: string; ticket: number; events: number; askedAt: Date; sharedAskedAt: Date };

/** What nobody who can write to the database can make (journal/seals.ts). */
type Seals = { seal(statement: Json): string; holds(statement: Json, seal: string | null): boolean };

export type SlackAnswersDeps = {
  db: Db;
  clock: Clock;
  seals: Seals;
  log: Log;
  /** Told when an answer is not as this app wrote it. */
  onForged?: (() => void) | undefined;
};

/** People's rights rest on an answer, so it is sealed whole: what Slack said of whom, and when it was asked. */
function statementOf(subject: string, answer: object, question: Omit<Question, 'subject'>): Json {
  const { ticket, events, askedAt, sharedAskedAt } = question;
  return {
    v: 1,
    kind: 'slack answer',
    subject,
    answer: JSON.parse(JSON.stringify(answer)) as Json, // safe: what JSON gives is Json
    ticket,
    events,
    askedAt: askedAt.toISOString(),
    sharedAskedAt: sharedAskedAt.toISOString(),
  };
}

/**
 * What Slack answered about groups and people, in one table for all replicas; the port is slack/answers.ts. Order is told by counters and
 * never by clocks; only an answer's age is measured, by this process's clock and by the database's, of which the worse one counts.
 */
export function createSlackAnswers<Answer extends object>({ db, clock, seals, log, onForged }: SlackAnswersDeps) {
  type Row = {
    subject: string;
    answer: unknown;
    answer_ticket: number | null;
    answer_events: number | null;
    asked_at: Date | null;
    shared_asked_at: Date | null;
    seal: string | null;
  };
  /** Who can write to the database is not a member of a group because they wrote that there: such an answer is none, and Slack is asked. */
  const isOurs = ({ subject, answer, answer_ticket, answer_events, asked_at, shared_asked_at, seal }: Row) => {
    // One of a version that did not seal.
    if (seal === null || asked_at === null || shared_asked_at === null) return false;
    const question = {
      ticket: answer_ticket ?? 0,
      events: answer_events ?? 0,
      askedAt: asked_at,
      sharedAskedAt: shared_asked_at,
    };
    // safe: only objects are kept
    if (seals.holds(statementOf(subject, answer as object, question), seal)) return true;
    log.error(
      { subject },
      'what Slack had answered was changed in the database by something other than this app; Slack is asked again',
    );
    onForged?.();
    return false;
  };
  return {
    async read(subjects: readonly string[]): Promise<Map<string, Kept<Answer>>> {
      if (subjects.length === 0) return new Map();
      const rows = await db
        .selectFrom('slack_answers')
        .select(['subject', 'events', 'answer', 'answer_ticket', 'answer_events', 'asked_at', 'shared_asked_at', 'seal'])
        .select(sql<number>`(extract(epoch FROM clock_timestamp() - shared_asked_at) * 1000)::float8`.as('shared_age_ms'))
        .where('subject', 'in', [...subjects])
        .where('answer', 'is not', null)
        .execute();
      const nowMs = clock.now().getTime();
      return new Map(
        rows.filter(isOurs).map(({ subject, events, answer, answer_events, asked_at, shared_age_ms }) => [
          subject,
          {
            answer: answer as Answer, // safe: only keep() writes it
            events,
            isCurrent: events === answer_events,
            // A clock that stepped back makes an answer old, not new.
            ageMs: Math.max(Math.abs(nowMs - (asked_at?.getTime() ?? 0)), Math.abs(shared_age_ms)),
          },
        ]),
      );
    },

    async begin(subjects: readonly string[]): Promise<Question[]> {
      const askedAt = clock.now();
      const { rows } = await sql<{ subject: string; tickets: number; events: number; at: Date }>`
        INSERT INTO slack_answers (subject, tickets)
        SELECT DISTINCT subject, 1 FROM jsonb_array_elements_text(${JSON.stringify(subjects)}::jsonb) AS subject ORDER BY 1
        ON CONFLICT (subject) DO UPDATE SET tickets = slack_answers.tickets + 1, begun_at = clock_timestamp()
        RETURNING subject, tickets, events, clock_timestamp() AS at`.execute(db);
      return rows.map(({ subject, tickets, events, at }) => ({
        subject,
        ticket: tickets,
        events,
        askedAt,
        sharedAskedAt: at,
      }));
    },

    async keep(answers: readonly { question: Question; answer: Answer }[]): Promise<void> {
      const kept = answers
        .map(({ question, answer }) => ({
          subject: question.subject,
          ticket: question.ticket,
          events: question.events,
          asked_at: question.askedAt,
          shared_asked_at: question.sharedAskedAt,
          answer,
          seal: seals.seal(statementOf(question.subject, answer, question)),
        }))
        .sort((one, other) => (one.subject < other.subject ? -1 : 1));
      await sql`
        UPDATE slack_answers AS old SET answer = new.answer, answer_ticket = new.ticket, answer_events = new.events,
          asked_at = new.asked_at, shared_asked_at = new.shared_asked_at, seal = new.seal
        FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
          AS new (subject text, ticket integer, events integer, asked_at timestamptz, shared_asked_at timestamptz, answer jsonb,
            seal text)
        WHERE old.subject = new.subject AND (old.answer_ticket IS NULL OR old.answer_ticket < new.ticket)`.execute(db);
    },

    async noteEvent(subject: string): Promise<void> {
      await db
        .updateTable('slack_answers')
        .set((row) => ({ events: row('events', '+', 1) }))
        .where('subject', '=', subject)
        .execute();
    },
  };
}

/** Nobody's rights rest on an answer that is a minute old; a month later it is only the name of somebody who may have left. */
const keptFor = '30 days';

/** Forgets groups and people that Slack was not asked about for so long. None of them is just being asked about. */
export async function forgetOldAnswers(db: Db): Promise<void> {
  await sql`DELETE FROM slack_answers WHERE begun_at < clock_timestamp() - ${keptFor}::interval`.execute(db);
}

/** Whether Slack has sent an event about any of these since what is known about them was read. */
export async function haveChanged(tx: Db, marks: readonly { subject: string; events: number }[]): Promise<boolean> {
  if (marks.length === 0) return false;
  const rows = await tx
    .selectFrom('slack_answers')
    .select(['subject', 'events'])
    .where(
      'subject',
      'in',
      marks.map(({ subject }) => subject),
    )
    .execute();
  const now = new Map(rows.map(({ subject, events }) => [subject, events]));
  return marks.some(({ subject, events }) => (now.get(subject) ?? events) !== events);
}
