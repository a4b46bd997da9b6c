/** A JSON object whose members nobody has looked at yet: what blocks, views and payloads are to Slack until it checks them. */
export type Thing = Record<string, unknown>;

export function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an array that are objects; none when it is no array. */
export function things(value: unknown): Thing[] {
  return Array.isArray(value) ? value.filter(isThing) : [];
}

/** A string member, or undefined when it is anything else. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The `text` of a text object, or of nothing. */
export function textOf(value: unknown): string | undefined {
  return isThing(value) ? text(value.text) : undefined;
}
