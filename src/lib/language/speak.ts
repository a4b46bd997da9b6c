import { IntlMessageFormat } from 'intl-messageformat';
import { noteSaid } from './both.ts';
import { german, type Sentence } from './german/index.ts';
import { currentLanguage, type Language } from './language.ts';

/**
 * A sentence in the reader's language. The English sentence, an ICU message, is its own key; the German one is in `german`.
 * Values are put in as they are, so that foreign words in them are never read as a message.
 */
export function speak<const M extends Sentence>(message: M, ...values: Values<M>): string {
  return fill(message, values[0]);
}

type Filling = Readonly<Record<string, string | number>> | undefined;

function fill(message: string, values: Filling): string {
  return noteSaid(filled(message, values, currentLanguage()), (language, again) =>
    filled(message, values === undefined ? undefined : mapped(values, again), language),
  );
}

/** The values as they are in the other language: many are sentences themselves. */
function mapped(values: Exclude<Filling, undefined>, again: (said: string) => string): Filling {
  const entries = Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? again(value) : value]);
  return Object.fromEntries(entries);
}

function filled(message: string, values: Filling, language: Language): string {
  const text = inLanguage(message, language);
  if (values === undefined) return text;
  // Making one of the library's formats takes half a millisecond; only plurals and choices need it.
  if (!/\{\w+,/.test(text)) return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  return String(formatOf(text, language).format(values));
}

/** The same for words that were declared earlier, in a record of ours or in something that was stored: what is no message stays as it is. */
export function spokenWord(text: string): string {
  return noteSaid(inLanguage(text, currentLanguage()), (language) => inLanguage(text, language));
}

function inLanguage(message: string, language: Language): string {
  return language === 'de' && isMessage(message) ? german[message] : message;
}

function isMessage(text: string): text is Sentence {
  return Object.hasOwn(german, text);
}

const formats = { en: new Map<string, IntlMessageFormat>(), de: new Map<string, IntlMessageFormat>() };

function formatOf(text: string, language: Language): IntlMessageFormat {
  const known = formats[language].get(text);
  if (known !== undefined) return known;
  const made = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  formats[language].set(text, made);
  return made;
}

/** What a record calls its own parts by, which nobody reads; and `value`, which is sent, also if it reads like a label. */
const identifiers: ReadonlySet<string> = new Set([
  'key',
  'who',
  'kind',
  'type',
  'command',
  'verb',
  'action',
  'needs',
  'name',
  'field',
]);
const wordy: ReadonlySet<string> = new Set(['words', 'next', 'short', 'met', 'label', 'text']);

/**
 * A record of declared words (labels, titles, hints) that speaks them when they are read: `spoken({ approve: 'Approve' }).approve`. Plain
 * records and lists in it are spoken, too; there a single small word is taken for a name, unless it is called what words are called.
 */
export function spoken<const T extends object>(record: T): T {
  speakWithin(record, 0);
  return record;
}

function speakWithin(record: object, depth: number): void {
  for (const [key, value] of Object.entries(record)) {
    if (typeof value === 'string') {
      if (isMessage(value) && isForPeople(key, value, depth))
        Object.defineProperty(record, key, { get: () => spokenWord(value), enumerable: true, configurable: true });
    } else if (isPlain(value)) speakWithin(value, depth + 1);
  }
}

function isForPeople(key: string, text: string, depth: number): boolean {
  if (key === 'value') return false;
  return !/^[a-z]\S*$/.test(text) || wordy.has(key) || (depth === 0 && !identifiers.has(key));
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || Array.isArray(value);
}

/**
 * The values that a message takes, read from the message itself: `{card} of {customer}` takes `card` and `customer`. What is in the
 * branches of a plural has a blank or a # in it (a convention that a test holds), and is no name.
 */
export type ValuesOf<Message extends string> = { [Name in NamesIn<Message>]: string | number };

type NamesIn<Message extends string> = Message extends `${string}{${infer Rest}`
  ? AsName<FirstPart<Rest>> | NamesIn<Rest>
  : never;
type FirstPart<Rest extends string> = UpTo<UpTo<UpTo<Rest, '}'>, ','>, '{'>;
type UpTo<Text extends string, End extends string> = Text extends `${infer Before}${End}${string}` ? Before : Text;
type AsName<Part extends string> = Part extends '' | `${string}${' ' | '#' | '’' | '.' | '-'}${string}` ? never : Part;

/** Nothing if the message takes no values, so that they cannot be forgotten and none can be too many. */
export type Values<Message extends string> = [NamesIn<Message>] extends [never] ? [] : [values: ValuesOf<Message>];
