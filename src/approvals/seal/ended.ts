import { z } from 'zod';
import { saltedDigest } from '../../journal/seals.ts';
import type { Json } from '../../lib/json.ts';
import { isFinal, type RequestState } from '../machine.ts';
import type { RequestRecord } from '../request.ts';
import type { Story } from './story.ts';

/** What the entry with which a request ended, or became unknown, keeps of what its card tells of that. */
const Ended = z.object({
  ended: z.object({ words: z.string(), settledBy: z.string().nullable(), clock: z.string().nullable() }),
});

export const tellsOfEnd = (state: RequestState): boolean => isFinal(state) || state === 'unknown';

/** For the entry: who can write to the database can't change what a card says became of it. Undefined where nothing is salted. */
export function endedPart(record: RequestRecord): { ended: Json } | undefined {
  const { salt, settledBy, expiredClock } = record;
  if (salt === undefined) return undefined;
  return {
    ended: { words: saltedDigest(salt, wordsOf(record)), settledBy: settledBy ?? null, clock: expiredClock ?? null },
  };
}

function wordsOf({ outcome, differences, explanation, votes }: RequestRecord): Json {
  const reasons = votes.flatMap(({ person, reason }) => (reason === undefined ? [] : [[person, reason]]));
  return asJson({ outcome: outcome ?? null, differences, explanation: explanation ?? null, reasons });
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json; // safe: what JSON gives is Json
}

/** Whether the words are those that this app wrote; what was erased has none. */
export function areOurs(record: RequestRecord, story: Story): boolean {
  const told = story.entries.flatMap(({ data }) => Ended.safeParse(data).data ?? []).at(-1)?.ended;
  if (told === undefined || !tellsOfEnd(record.state)) return true;
  if ((record.settledBy ?? null) !== told.settledBy || (record.expiredClock ?? null) !== told.clock) return false;
  if (!record.isErased) return saltedDigest(record.salt ?? '', wordsOf(record)) === told.words;
  const { outcome, explanation, differences, votes } = record;
  return (
    outcome === undefined &&
    explanation === undefined &&
    differences.length === 0 &&
    votes.every(({ reason }) => reason === undefined)
  );
}
