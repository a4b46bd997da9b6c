/**
 * What a button's value may say: which thing it is about, never what may be done with it. Written `action:card.assign customer:42
 * branch:1`; anything else in it is ignored when it is read, since a value comes back from outside.
 */
export type Pointer = {
  action?: string;
  /** Where an action was started from, to be drawn again after it: `profile` or `eligibility`. */
  from?: string;
  request?: string;
  customer?: number;
  account?: number;
  card?: number;
  template?: number;
  branch?: number;
  category?: number;
  terms?: number;
  unit?: number;
  /** A member of the business account. */
  member?: number;
  /** A Smartmove user: a UUID. */
  user?: string;
  /** A list about it, by the id of the button that shows it. */
  look?: string;
  /** A picture of a verification's attempt: a UUID. */
  media?: string;
  /** From 0. */
  page?: number;
};

const WORDS = ['action', 'request', 'user', 'media', 'look'] as const;
const FROM = 'from' as const;
const NUMBERS = ['customer', 'account', 'card', 'template', 'branch', 'category', 'terms', 'unit', 'member', 'page'] as const;

export function writePointer(pointer: Pointer): string {
  return [...WORDS, ...NUMBERS, FROM].flatMap((key) => (pointer[key] === undefined ? [] : [`${key}:${pointer[key]}`])).join(' ');
}

/** Reads a value back; unknown keys and unreadable values are left out. */
export function readPointer(value: string | undefined): Pointer {
  const pointer: Pointer = {};
  for (const pair of (value ?? '').split(' ')) {
    const colon = pair.indexOf(':');
    const key = pair.slice(0, colon);
    const text = pair.slice(colon + 1);
    const word = ([...WORDS, FROM] as const).find((name) => name === key);
    const number = NUMBERS.find((name) => name === key);
    if (word !== undefined && /^[\w.-]{1,100}$/.test(text)) pointer[word] = text;
    if (number !== undefined && /^\d{1,15}$/.test(text)) pointer[number] = Number(text);
  }
  return pointer;
}
