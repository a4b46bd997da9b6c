/** Reading JSON of which nothing is certain: what is not there is empty, never an exception. */
export type Thing = { [key: string]: unknown };

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value);

export const thing = (value: unknown): Thing => (isThing(value) ? value : {});
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const things = (value: unknown): Thing[] => list(value).map(thing);
export const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** Parsed, or `undefined` when it is no JSON. */
export function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** Every object in a JSON value, the outermost first. */
export function* everyThing(value: unknown): Generator<Thing> {
  if (Array.isArray(value)) for (const part of value) yield* everyThing(part);
  else if (isThing(value)) {
    yield value;
    for (const part of Object.values(value)) yield* everyThing(part);
  }
}
