import { expect } from 'vitest';

/** The kinds of data that every view is fed with. `text` words one thing, `list` makes a list of this kind's length. */
export type World = {
  name: 'ordinary' | 'empty' | 'extreme' | 'hostile';
  text(ordinary: string): string;
  /** Like `text`, but left out if this world leaves things out. */
  maybe(ordinary: string): string | undefined;
  list<T>(make: (index: number) => T): T[];
};

export const hostileStrings = [
  '<!channel> <!here> <!everyone> <!subteam^S0LEADS>',
  '<@U123> <#C123|general>',
  '<http://evil.example|click> http://evil.example/bare mailto:a@evil.example',
  '*bold* _italic_ ~struck~ `code` ```block``` > quote',
  '\u202Eafter an override\u202C \u2066isolated\u2069 \u200F\u061C',
  'zero\u200Bwidth\u2060\uFEFF\u00ADhidden\u3164',
  '👩‍👩‍👧‍👦🏳️‍🌈👍🏽 :tada: :x:',
  'line one\nline two\r\nline three\u2028line four\u0000\u0007\u001B[31m',
  '& &amp; &lt;!channel&gt; "quoted" \'single\' \\ {{x}} $(y)',
  `Z${'\u0310\u0489'.repeat(60)}algo \uD800 lone`,
  '__proto__',
];

export function worlds(): World[] {
  let at = 0;
  const hostile = (ordinary: string) => {
    at += 1;
    return `${hostileStrings[at % hostileStrings.length]} ${ordinary} ${hostileStrings[(at * 7) % hostileStrings.length]}`;
  };
  // Kept, since two hundred times five thousand characters of every kind are more than a test needs in memory.
  const kept = new Map<string, string>();
  const long = (ordinary: string) => {
    const known = kept.get(ordinary) ?? `${ordinary} ${'👩‍👩‍👧‍👦 Ünïcödé & <long> words '.repeat(200)}`.slice(0, 5000);
    kept.set(ordinary, known);
    return known;
  };
  const list =
    (length: number) =>
    <T>(make: (index: number) => T): T[] =>
      Array.from({ length }, (_, index) => make(index));
  return [
    { name: 'ordinary', text: (ordinary) => ordinary, maybe: (ordinary) => ordinary, list: list(2) },
    { name: 'empty', text: () => '', maybe: () => undefined, list: list(0) },
    // Longer than any list that Slack takes.
    { name: 'extreme', text: long, maybe: long, list: list(120) },
    { name: 'hostile', text: hostile, maybe: hostile, list: list(11) },
  ];
}

/** Present only where this world has it, as `exactOptionalPropertyTypes` wants it. */
export function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  // safe: a computed key of type K is typed as string by the compiler.
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });
}

/** Every string that people see or that Slack interprets, with the place where it is; what an input holds is not among them. */
export function shownStrings(value: unknown, at = ''): { at: string; text: string }[] {
  if (typeof value === 'string') return [{ at, text: value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value)
    .filter(([key]) => key !== 'initial_value')
    .flatMap(([key, member]) => shownStrings(member, `${at}/${key}`));
}

/** Nothing invisible, nothing that turns the reading order, no half letters. */
export function expectVisible(value: unknown): void {
  const invisible = /(?!\n|\t)\p{Cc}|[\p{Cs}\u2028\u2029]|(?!\u200D|\uFE0F)\p{Default_Ignorable_Code_Point}/u;
  const found = shownStrings(value).filter(({ text }) => invisible.test(text));
  expect(found).toEqual([]);
}
