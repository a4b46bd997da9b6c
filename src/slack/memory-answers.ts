import type { Clock } from '../lib/clock.ts';
import type { AnswerStore, SlackAnswer, SlackQuestion, SlackSubject } from './answers.ts';

type Row = { events: number; tickets: number; kept?: { question: SlackQuestion; answer: SlackAnswer } };

/** Answers for one process without a database: the command line. */
export function memoryAnswers({ clock }: { clock: Clock }): AnswerStore {
  const rows = new Map<SlackSubject, Row>();
  const rowOf = (subject: SlackSubject): Row => {
    const known = rows.get(subject) ?? { events: 0, tickets: 0 };
    rows.set(subject, known);
    return known;
  };
  return {
    async read(subjects) {
      const nowMs = clock.now().getTime();
      const entries = subjects.flatMap((subject) => {
        const row = rows.get(subject);
        if (row?.kept === undefined) return [];
        const { question, answer } = row.kept;
        const ageMs = Math.abs(nowMs - question.askedAt.getTime());
        return [[subject, { answer, events: row.events, isCurrent: row.events === question.events, ageMs }] as const];
      });
      return new Map(entries);
    },
    async begin(subjects) {
      const askedAt = clock.now();
      return [...new Set(subjects)].map((subject) => {
        const row = rowOf(subject);
        row.tickets += 1;
        return { subject, ticket: row.tickets, events: row.events, askedAt, sharedAskedAt: askedAt };
      });
    },
    async keep(answers) {
      for (const one of answers) {
        const row = rowOf(one.question.subject);
        if (row.kept === undefined || row.kept.question.ticket < one.question.ticket) row.kept = one;
      }
    },
    async noteEvent(subject) {
      const row = rows.get(subject);
      if (row !== undefined) row.events += 1;
    },
  };
}
