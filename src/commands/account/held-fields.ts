import type { Choice } from '../../views/form/form.ts';
import type { Filled } from '../form/action-form.ts';

/**
 * Fields that show what one thing has now belong to that thing: their blocks carry its id, so that whoever chooses another one gets that
 * one's values and never writes the first one's onto it.
 */
export type Held = {
  /** `drawn`: they stood in the view, so that one that is empty was emptied. `given`: filled in beforehand, only those that are there. */
  kind: 'drawn' | 'given';
  value(name: string): string | undefined;
  list(name: string): readonly Choice[] | undefined;
};

/** The block of such a field. */
export function heldName(name: string, holder: string | number): string {
  return `${name}:${holder}`;
}

/** What is in the fields of this holder; undefined while nobody has seen them. */
export function heldBy(filled: Filled, holder: string | number, names: readonly string[]): Held | undefined {
  const value = (name: string) => filled.values[name]?.value;
  const list = (name: string) => filled.lists?.[name];
  if (names.some((name) => filled.drawnFor?.[name] === String(holder))) return { kind: 'drawn', value, list };
  const isGiven = names.some((name) => value(name) !== undefined || list(name) !== undefined);
  return filled.drawnFor === undefined && isGiven ? { kind: 'given', value, list } : undefined;
}

/** An id that came back from a view; undefined when it is none. */
export function idFrom(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
