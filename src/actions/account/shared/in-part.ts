import { quotable, sentenceFor } from '../../../api/refusals.ts';
import { Fault } from '../../../errors.ts';
import { withoutTrailing } from '../../../lib/around.ts';
import { speak } from '../../../lib/language/speak.ts';
import { maskFreeText, type Redactor, tellingIn } from '../../../lib/mask.ts';
import { clip, counted, oneLine } from '../../../lib/text.ts';

/** How a call that does many things at once says what it did: its status is 200 even when nothing was done. */
export type InPart<Id> = {
  successful: readonly Id[];
  unsuccessful: readonly { id: Id; errorCode?: string | undefined; userMessage?: string | undefined }[];
};

/** Those that failed are told one by one up to here; more are told by their reasons. */
const mostLines = 12;
const perLine = 4;
/** A card has room for this much of an explanation. */
const explained = 480;

/** Why one of them was not done: the back office's own short words, else ours for its code. */
function whyNot({ errorCode, userMessage }: InPart<unknown>['unsuccessful'][number]): string {
  const quote = quotable(userMessage);
  if (quote !== undefined) return withoutTrailing(quote, '. ');
  return sentenceFor(errorCode)?.sentence.replace(/\.$/, '') ?? errorCode ?? speak('the back office gave no reason');
}

/** A line for each that failed and why; if many did, a line for each reason. `seen` holds the names that many must not read. */
export function failureLines<Id>(result: InPart<Id>, word: (id: Id) => string, redactor: Redactor, snapshot: unknown): string[] {
  const telling = redactor.audience === 'many' ? tellingIn(snapshot) : undefined;
  const why = (one: InPart<Id>['unsuccessful'][number]) =>
    telling === undefined ? whyNot(one) : maskFreeText(whyNot(one), telling);
  const { unsuccessful } = result;
  if (unsuccessful.length <= mostLines) return unsuccessful.map((one) => `${word(one.id)}: ${why(one)}`);
  return [...reasons(unsuccessful, why)].flatMap(([reason, ids]) =>
    chunks(ids, perLine).map((some) => `${clip(reason, 90)}: ${some.map(word).join(', ')}`),
  );
}

/** Names under each other; from some on, several share a line, so that a card still has room for all of them. */
export function nameLines(names: readonly string[]): string[] {
  return names.length <= mostLines ? [...names] : chunks(names, perLine).map((some) => some.join(' · '));
}

/** Nobody was done, and the back office said so: nothing was changed, and here is why. */
export function noneDone<Id>(result: InPart<Id>, what: string, word: (id: Id) => string): Fault {
  const all = [...reasons(result.unsuccessful, whyNot)].map(([reason, ids]) => `${ids.map(word).join(', ')}: ${reason}.`);
  return new Fault('upstream_refused', clip(`${what} ${all.join(' ')}`, explained), {
    message: 'all of a bulk change failed',
    context: { failed: result.unsuccessful.length },
  });
}

/** `2 of 3 people`, `3 people`. */
export function howMany(done: number, all: number, one: string, many: string): string {
  return done === all ? counted(all, one, many) : speak('{done} of {counted}', { done, counted: counted(all, one, many) });
}

/** What the back office named as failed, out of what was asked. */
export function failedOf<Id>(asked: readonly Id[], result: InPart<Id> | undefined): Id[] {
  const failed = new Set(result?.unsuccessful.map(({ id }) => id));
  return asked.filter((id) => failed.has(id));
}

function reasons<Id>(
  failed: InPart<Id>['unsuccessful'],
  why: (one: InPart<Id>['unsuccessful'][number]) => string,
): Map<string, Id[]> {
  const found = new Map<string, Id[]>();
  for (const one of failed) {
    const reason = oneLine(why(one));
    found.set(reason, [...(found.get(reason) ?? []), one.id]);
  }
  return found;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
