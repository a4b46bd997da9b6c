import { createHash } from 'node:crypto';
import { oneLine } from './text.ts';

/** Characters of a mark, if nothing else is given: one in 16 million other values has the same. */
const markLength = 4;

/** A short mark of a value as somebody saw it; no value and an empty one have the same. */
export function markOf(value: string | undefined, length = markLength): string {
  // What cannot be seen cannot have been changed by somebody.
  return createHash('sha256')
    .update(oneLine(value ?? ''))
    .digest('base64url')
    .slice(0, length);
}

/** The marks of a list, one after the other, so that it can be said of each thing whether somebody was shown it. */
export function marksOf(list: readonly string[]): string {
  return list.map((one) => markOf(one)).join('');
}

/** The single marks of those of a list. */
export function marksIn(marks: string): string[] {
  const count = Math.floor(marks.length / markLength);
  return Array.from({ length: count }, (_, at) => marks.slice(at * markLength, (at + 1) * markLength));
}
