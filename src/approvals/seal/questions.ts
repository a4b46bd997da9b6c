import { z } from 'zod';
import { saltedDigest } from '../../journal/seals.ts';
import type { AskedBack, RequestRecord } from '../request.ts';
import type { Story } from './story.ts';

const Told = z.object({ question: z.string(), words: z.string() });

/** What the entry of a question or an answer keeps of it: who can write to the database can't put words into anybody's mouth. */
export const wordsDigest = (salt: string | undefined, { text, at }: { text: string; at: Date }): string =>
  saltedDigest(salt ?? '', [text, at.toISOString()]);

/** The questions and answers that the journal tells of, by whom it tells. */
export function ourQuestions({ questions, asker, salt }: RequestRecord, { entries }: Story): AskedBack[] {
  if (questions.length === 0) return [];
  const told = entries.flatMap(({ kind, actor, isKeyed, data }) => {
    const said = Told.safeParse(data).data;
    return isKeyed && said !== undefined ? [{ kind, actor, ...said }] : [];
  });
  const tells = (kind: string, person: string, id: string, words: { text: string; at: Date }) =>
    told.some(
      (one) => one.kind === kind && one.actor === person && one.question === id && one.words === wordsDigest(salt, words),
    );
  return questions.filter(
    ({ id, by, answer, ...asked }) =>
      tells('request.question', by, id, asked) && (answer === undefined || tells('request.answer', asker, id, answer)),
  );
}
