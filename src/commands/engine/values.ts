import { tidy } from '../../lib/typed.ts';
import type { ViewValue, ViewValues } from '../context.ts';

/** A form's element by its field's name; a field has one element, whatever that one's action id is. */
function elementOf(values: ViewValues, name: string): ViewValue | undefined {
  return Object.values(values[name] ?? {})[0];
}

/** What was typed, with nothing invisible in it and no space around it; undefined when nothing was. */
export function textOf(values: ViewValues, name: string): string | undefined {
  const text = tidy(elementOf(values, name)?.value ?? '').trim();
  return text === '' ? undefined : text;
}

/** The value of what was chosen from a list. */
export function choiceOf(values: ViewValues, name: string): string | undefined {
  return elementOf(values, name)?.selected_option?.value;
}

/** The id of a chosen person. */
export function personOf(values: ViewValues, name: string): string | undefined {
  return elementOf(values, name)?.selected_user ?? undefined;
}

/** `YYYY-MM-DD`. */
export function dateOf(values: ViewValues, name: string): string | undefined {
  return elementOf(values, name)?.selected_date ?? undefined;
}

/** A chosen id: digits alone, else undefined, since a value comes back from outside. */
export function idOf(values: ViewValues, name: string): number | undefined {
  const value = choiceOf(values, name);
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
