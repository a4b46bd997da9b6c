import { markOf, marksIn, marksOf } from '../../lib/mark.ts';
import type { Filled } from './action-form.ts';

/** What a field shows: a text or the value of a choice, `''` for nothing; a list if several things are ticked or listed. */
export type Shown = string | readonly string[];

/** Longer than that of one thing in a list, since nothing else tells whether a text was changed. */
const textMark = 16;
/** Comes before the mark of a text that hides a part of the value. */
const maskedSign = '*';

/**
 * The block of a field that shows what a thing has: `city:1010:k3Rf…`. It names the thing, so that what is filled in for one is never sent
 * for another, and it carries the mark of what was shown, so that only what somebody changed is sent, also when others changed it since.
 * A list has a mark for each of its things.
 */
export function shownBlock(name: string, holder: string, shown: Shown, { isMasked = false } = {}): string {
  const mark = typeof shown === 'string' ? markOf(shown, textMark) : marksOf(shown);
  return `${name}:${holder}:${isMasked ? maskedSign : ''}${mark}`;
}

export type Mark = {
  isMasked: boolean;
  isSame(now: Shown): boolean;
  /** As the block carries it. */
  text: string;
};

/** The mark of a field that was drawn for this holder; undefined when it wasn't. */
export function readMark({ drawnFor }: Pick<Filled, 'drawnFor'>, name: string, holder: string): Mark | undefined {
  const drawn = drawnFor?.[name];
  if (drawn === undefined || !drawn.startsWith(`${holder}:`)) return undefined;
  const isMasked = drawn.startsWith(maskedSign, holder.length + 1);
  const text = drawn.slice(holder.length + (isMasked ? 2 : 1));
  return {
    isMasked,
    text,
    isSame: (now) =>
      typeof now === 'string'
        ? text === markOf(now, textMark)
        : inOrder(marksIn(text)) === inOrder(now.map((one) => markOf(one))),
  };
}

function inOrder(marks: readonly string[]): string {
  return [...marks].sort().join('');
}
