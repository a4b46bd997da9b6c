import { canonicalJson, type Json } from '../lib/json.ts';
import { isSealed } from '../lib/sealed.ts';
import type { Difference } from './request.ts';

/** The facts that are not what they were, each with the words for before and now. */
export function differencesOf(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, Json>>): Difference[] {
  const labels = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return labels
    .filter((label) => text(before[label]) !== text(now[label]))
    .map((label) => ({ label, before: word(before[label], 'as it was shown'), after: word(now[label], 'another one now') }));
}

function text(value: unknown): string {
  return canonicalJson((value ?? null) as Json); // safe: facts came out of JSON or go into it
}

/** `secret` are the words for a fact that is sealed: that it differs is told, what it says is not. */
function word(value: unknown, secret: string): string {
  if (value === undefined || value === null || value === '') return 'none';
  if (isSealed(value)) return secret;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((item) => word(item, secret)).join(', ');
  return text(value);
}
