import { createHash } from 'node:crypto';
import type { Json } from './json.ts';

/**
 * A fact that is compared and never shown: what a yes is tied to may be an address or a document's number, which nobody on a card is
 * to read. Two sealed facts are the same when their contents are.
 */
export function sealed(content: string | undefined): Json {
  return content === undefined ? null : { sealed: createHash('sha256').update(content).digest('hex') };
}

export function isSealed(fact: unknown): boolean {
  return typeof fact === 'object' && fact !== null && 'sealed' in fact && typeof fact.sealed === 'string';
}
