import { markLength, markOf } from '../../lib/mark.ts';

/** Slack takes 150 characters as an option's value. */
const longest = 150;

/**
 * A form that is filled in with what a thing is now must send only what somebody changed, also when the thing was changed by others
 * since it was drawn. So the value of the option that names the thing carries a mark of each value that was filled in, in an order that
 * the form keeps: `12@k3Rf-0aB…`.
 */
export function shownValue(id: string | number, values: readonly (string | undefined)[]): string {
  const value = `${id}@${values.map((each) => markOf(each)).join('')}`;
  if (value.length > longest) throw new RangeError(`${values.length} marks do not fit into an option`);
  return value;
}

export type Shown = { id: string; isSame(place: number, value: string | undefined): boolean };

/** Reads it back; undefined for a value that names nothing so. */
export function readShown(value: string | undefined): Shown | undefined {
  const [, id, marks] = /^([\w-]{1,60})@([\w-]*)$/.exec(value ?? '') ?? [];
  if (id === undefined || marks === undefined) return undefined;
  return {
    id,
    isSame: (place, now) => marks.slice(place * markLength, (place + 1) * markLength) === markOf(now),
  };
}
