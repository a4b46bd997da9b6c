import { createHash } from 'node:crypto';
import { oneLine } from './text.ts';

/** Characters of a mark, where nothing else is said: one in 16 million other values has the same. */
export const markLength = 4;

/** A short mark of a value as somebody saw it; no value and an empty one have the same. */
export function markOf(value: string | undefined, length = markLength): string {
  // What cannot be seen cannot have been changed by somebody.
  return createHash('sha256')
    .update(oneLine(value ?? ''))
    .digest('base64url')
    .slice(0, length);
}
