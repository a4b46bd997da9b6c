import type { z } from 'zod';

/** The JSON in an answer, or undefined when there is none. Never throws, and never quotes the text: it may be personal. */
export function jsonIn(body: Uint8Array): unknown {
  // `trim` takes a byte order mark, too.
  const text = Buffer.from(body).toString('utf8').trim();
  return text === '' ? undefined : (parsed(text) ?? parsed(text.replace(controls, ' ')));
}

/** Not allowed in JSON, and written by servers that put it together by hand; between its parts they are blanks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for.
const controls = /[\u0000-\u001F]/g;

function parsed(text: string): unknown {
  try {
    return wellFormed(JSON.parse(/\d{16}/.test(text) ? keepingLongNumbers(text) : text));
  } catch {
    return undefined;
  }
}

/** A number that JSON's parser would round stays what it is, as text: an id is never another one's. */
function keepingLongNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
  );
}

/**
 * What every row of a database can hold, and every view can show: no null members (a server that writes them means the same as one that
 * leaves them out), no U+0000, no half of a letter.
 */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return wellFormedText(value);
  if (typeof value !== 'object' || value === null) return value;
  const list = Array.isArray(value);
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  const kept = members
    .filter(([, member]) => member !== null)
    .map(([key, member]) => [wellFormedText(key), wellFormed(member)] as const);
  // Most answers are well formed as they come, and making them again is the dearest part of reading them.
  const isSame = ([key, member]: readonly [string, unknown], index: number) =>
    key === members[index]?.[0] && member === members[index]?.[1];
  if (kept.length === members.length && kept.every(isSame)) return value;
  return list ? kept.map(([, member]) => member) : Object.fromEntries(kept);
}

function wellFormedText(text: string): string {
  return unfit.test(text) ? text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\uFFFD') : text;
}

const unfit = /[\0\p{Cs}]/u;

export type ReadJson = { ok: true; value: unknown } | { ok: false; reason: string };

/** Money, rights and identity: a field of these that cannot be read makes the whole thing unreadable, and nothing is guessed. */
const strict =
  /^(?:id|uuid|.*Ids?|valueGross|remainingValueGross|openGross|billedGross|currency|freeMinutes|numberOfRentals|benefits|amount|role|active|accountType|voucherType|fulfilled|exists|successful|unsuccessful)$/;

/**
 * Reads a value by its schema, with patience for what is optional: a text that came as a number is that number's digits, and any other
 * field of the wrong type is left out, unless it decides about money, rights or identity. The reason names fields, never values.
 */
export function readPatiently(schema: z.ZodType, json: unknown): ReadJson {
  let value = json;
  for (let round = 0; ; round += 1) {
    const result = schema.safeParse(value);
    if (result.success) return { ok: true, value: result.data };
    const [issue] = result.error.issues;
    const mended = issue === undefined || round >= mostMended ? undefined : mend(value, issue);
    if (mended === undefined) return { ok: false, reason: reasonOf(issue) };
    value = mended.value;
  }
}

/** More odd fields than this in one answer are another API, not a slip. */
const mostMended = 20;

function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  return `${issue?.path.map(String).join('.') || 'the whole answer'}: ${issue?.code ?? 'invalid'}`;
}

function mend(value: unknown, issue: z.core.$ZodIssue): { value: unknown } | undefined {
  const path = issue.path.map(String);
  if (path.length === 0) return undefined;
  const odd = at(value, path);
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
  if (wantsText && (typeof odd === 'number' || typeof odd === 'boolean')) return { value: withAt(value, path, String(odd)) };
  if (odd === undefined || path.some((part) => strict.test(part))) return undefined;
  return { value: withAt(value, path, undefined) };
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined), // safe: any object has members by name
    value,
  );
}

/** A copy with this member exchanged, or taken out. */
function withAt(value: unknown, [key, ...rest]: readonly string[], member: unknown): unknown {
  if (key === undefined) return member;
  if (Array.isArray(value)) {
    const list = value.map((item, index) => (String(index) === key ? withAt(item, rest, member) : item));
    return rest.length === 0 && member === undefined ? list.filter((_item, index) => String(index) !== key) : list;
  }
  const members = new Map(Object.entries(value as object)); // safe: the path comes from a value that has it
  const inner = withAt(members.get(key), rest, member);
  if (rest.length === 0 && member === undefined) members.delete(key);
  else members.set(key, inner);
  return Object.fromEntries(members);
}
