import { markOf } from '../../lib/mark.ts';
import type { Choice } from '../../views/form/form.ts';
import type { Filled } from '../form/action-form.ts';

/**
 * Fields that show what one thing has now belong to that thing: their blocks carry its id, so that whoever chooses another one gets that
 * one's values and never writes the first one's onto it; and a mark of what they were filled in with, so that only what somebody touched
 * is sent, also when others changed the thing since.
 */
export type Held = {
  /** `drawn`: they stood in the view, so that one that is empty was emptied. `given`: filled in beforehand, only those that are there. */
  kind: 'drawn' | 'given';
  value(name: string): string | undefined;
  list(name: string): readonly Choice[] | undefined;
  /** Whether it holds something else than it was filled in with. */
  isTouched(name: string): boolean;
};

/** The block of such a field; `now` is what it is filled in with, where that says something. One that stood there keeps its mark. */
export function heldName(filled: Filled, name: string, holder: string | number, now?: string | readonly string[]): string {
  const drawn = filled.drawnFor?.[name];
  if (drawn !== undefined && holderIn(drawn) === String(holder)) return `${name}:${drawn}`;
  return now === undefined ? `${name}:${holder}` : `${name}:${holder}:${markOf(textOf(now))}`;
}

/** What is in the fields of this holder; undefined while nobody has seen them. */
export function heldBy(filled: Filled, holder: string | number, names: readonly string[]): Held | undefined {
  const value = (name: string) => filled.values[name]?.value;
  const list = (name: string) => filled.lists?.[name];
  if (names.some((name) => holderIn(filled.drawnFor?.[name]) === String(holder))) {
    const isTouched = (name: string) => {
      const drawn = filled.drawnFor?.[name];
      return drawn !== undefined && drawn !== `${holder}:${markOf(textOf(value(name) ?? list(name)?.map((one) => one.value)))}`;
    };
    return { kind: 'drawn', value, list, isTouched };
  }
  const isGiven = (name: string) => value(name) !== undefined || list(name) !== undefined;
  return filled.drawnFor === undefined && names.some(isGiven) ? { kind: 'given', value, list, isTouched: isGiven } : undefined;
}

function holderIn(drawn: string | undefined): string | undefined {
  return drawn?.split(':')[0];
}

function textOf(held: string | readonly string[] | undefined): string {
  return held === undefined || typeof held === 'string' ? (held ?? '') : [...held].sort().join(' ');
}

/** An id that came back from a view; undefined when it is none. */
export function idFrom(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
