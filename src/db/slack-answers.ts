import { sql } from 'kysely';
import type { Clock } from '../lib/clock.ts';
import type { Db } from './schema.ts';

type Kept<Answer> = { answer: Answer; events: number; isCurrent: boolean; ageMs: number };
type Question = { subject: string; ticket: number; events: number; askedAt: Date; sharedAskedAt: Date };

/**
 * What Slack answered about groups and people, in one table for all replicas; the port is slack/answers.ts. Order is told by counters and
 * never by clocks; only an answer's age is measured, by this process's clock and by the database's, of which the worse one counts.
 */
export function createSlackAnswers<Answer extends object>({ db, clock }: { db: Db; clock: Clock }) {
  return {
    async read(subjects: readonly string[]): Promise<Map<string, Kept<Answer>>> {
      if (subjects.length === 0) return new Map();
      const rows = await db
        .selectFrom('slack_answers')
        .select(['subject', 'events', 'answer', 'answer_events', 'asked_at'])
        .select(sql<number>`(extract(epoch FROM clock_timestamp() - shared_asked_at) * 1000)::float8`.as('shared_age_ms'))
        .where('subject', 'in', [...subjects])
        .where('answer', 'is not', null)
        .execute();
      const nowMs = clock.now().getTime();
      return new Map(
        rows.map(({ subject, events, answer, answer_events, asked_at, shared_age_ms }) => [
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
        ON CONFLICT (subject) DO UPDATE SET tickets = slack_answers.tickets + 1
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
        }))
        .sort((one, other) => (one.subject < other.subject ? -1 : 1));
      await sql`
        UPDATE slack_answers AS old SET answer = new.answer, answer_ticket = new.ticket, answer_events = new.events,
          asked_at = new.asked_at, shared_asked_at = new.shared_asked_at
        FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
          AS new (subject text, ticket integer, events integer, asked_at timestamptz, shared_asked_at timestamptz, answer jsonb)
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
