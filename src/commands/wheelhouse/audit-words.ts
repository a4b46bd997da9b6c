import { speak } from '../../lib/language/speak.ts';
import { cut, oneLine } from '../../lib/text.ts';
import type { AuditFilter, AuditPlace } from '../../views/audit/list.ts';
import { stateWords } from '../../views/request/words.ts';
import { instantOf } from '../eligibility/time.ts';

/** What is looked for, as people write it; days are by their own calendar. */
export type AuditAsk = {
  person?: string;
  customer?: string;
  request?: string;
  action?: string;
  what?: string;
  from?: string;
  to?: string;
};
type Key = keyof AuditAsk;

/** What can be looked for under `state`, and the kind of entry that it is. */
export const auditKinds: Readonly<Record<string, string>> = {
  asked: 'request.asked',
  refused: 'request.refused',
  vote: 'request.vote',
  question: 'request.question',
  answer: 'request.answer',
  ...Object.fromEntries(Object.keys(stateWords).map((state) => [state, `request.${state}`])),
  sent: 'request.sent',
  escalated: 'request.escalated',
  undecidable: 'request.undecidable',
  closed: 'envelope.closed',
  away: 'away',
  look: 'look',
  reveal: 'reveal',
  erased: 'journal.erased',
};

const keys: Readonly<Record<string, Key>> = {
  person: 'person',
  by: 'person',
  customer: 'customer',
  request: 'request',
  action: 'action',
  state: 'what',
  kind: 'what',
  what: 'what',
  from: 'from',
  since: 'from',
  to: 'to',
  until: 'to',
};

const looksLike: Readonly<Record<Key, RegExp>> = {
  person: /^(?:[UW][A-Z0-9]{2,20}|app|cli:\S{1,60})$/,
  customer: /^(?:\d{1,15}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/,
  request: /^[0-9A-Z]{10}$/,
  action: /^[a-z-]+(?:\.[a-z-]*)?\*?$/,
  what: /^[a-z-]+$/,
  from: /^\d{4}-\d{2}-\d{2}$/,
  to: /^\d{4}-\d{2}-\d{2}$/,
};

export type AuditWords = { ask: AuditAsk; place: AuditPlace; problem: string | undefined };

/** Reads `@ana 1010 voucher.* done from:2026-11-01`, in any order; a word that is not understood is named in `problem`. */
export function readAuditWords(words: readonly string[], actions: readonly string[]): AuditWords {
  const ask: AuditAsk = {};
  const place: AuditPlace = {};
  const strange: string[] = [];
  for (const word of words) {
    const [name, value] = split(word);
    if ((name === 'older' || name === 'newer') && /^\d{1,9}$/.test(value))
      place[name === 'older' ? 'olderThan' : 'newerThan'] = Number(value);
    else if (!take(ask, name === '' ? undefined : keys[name], value, actions)) strange.push(word);
  }
  const problem =
    strange.length === 0
      ? undefined
      : speak('“{strange}” is not understood. Fill in what you look for.', { strange: cut(oneLine(strange.join(' ')), 200) });
  return { ask, place, problem };
}

function split(word: string): [name: string, value: string] {
  const parts = /^([a-z]+)[:=](.+)$/i.exec(word);
  const name = parts?.[1]?.toLowerCase() ?? '';
  return parts?.[2] !== undefined && (Object.hasOwn(keys, name) || name === 'older' || name === 'newer')
    ? [name, parts[2]]
    : ['', word];
}

function take(ask: AuditAsk, key: Key | undefined, value: string, actions: readonly string[]): boolean {
  for (const candidate of key === undefined ? guesses(ask) : [key]) {
    const normal = normalOf(candidate, value);
    if (!looksLike[candidate].test(normal)) continue;
    if (candidate === 'what' && !Object.hasOwn(auditKinds, normal)) continue;
    if (candidate === 'action' && !isAction(normal, actions)) continue;
    if ((candidate === 'from' || candidate === 'to') && instantOf(normal, '00:00', 'UTC')?.startsWith(normal) !== true) continue;
    ask[candidate] = normal;
    return true;
  }
  return false;
}

/** A bare day is the first one looked at, and a second one the last. */
function guesses(ask: AuditAsk): readonly Key[] {
  return ['person', 'customer', 'what', 'action', 'request', ask.from === undefined ? 'from' : 'to'];
}

function isAction(name: string, actions: readonly string[]): boolean {
  return name.endsWith('*') ? actions.some((action) => action.startsWith(name.slice(0, -1))) : actions.includes(name);
}

function normalOf(key: Key, value: string): string {
  const text = value.trim();
  if (key === 'person') return /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(text)?.[1] ?? text;
  if (key === 'customer') return text.replace(/^(?:customer|#)[: ]?/i, '').toLowerCase();
  if (key === 'request') return text.toUpperCase();
  if (key === 'what') {
    const state = Object.entries(stateWords).find(([, words]) => words.toLowerCase() === text.toLowerCase());
    return state?.[0] ?? text.toLowerCase();
  }
  return text.toLowerCase();
}

/** The same, as words that `readAuditWords` reads. */
export function writeAuditWords(ask: AuditAsk, place: AuditPlace = {}): string {
  const { what, ...rest } = ask;
  return [
    ...Object.entries({ ...rest, state: what }).flatMap(([key, value]) => (value === undefined ? [] : [`${key}:${value}`])),
    ...(place.olderThan === undefined ? [] : [`older:${place.olderThan}`]),
    ...(place.newerThan === undefined ? [] : [`newer:${place.newerThan}`]),
  ].join(' ');
}

const dayMs = 24 * 3_600_000;

/** What the journal is asked for; days begin and end by that zone's clock, both included. */
export function filterOf(ask: AuditAsk, timeZone: string): AuditFilter {
  const { person, customer, request, action, what, from, to } = ask;
  const start = from === undefined ? undefined : instantOf(from, '00:00', timeZone);
  const end = to === undefined ? undefined : instantOf(dayAfter(to), '00:00', timeZone);
  const kind = what === undefined ? undefined : auditKinds[what];
  return {
    person,
    customer: customer === undefined ? undefined : /^\d+$/.test(customer) ? Number(customer) : customer,
    request,
    action,
    kind,
    from: start === undefined ? undefined : new Date(start),
    before: end === undefined ? undefined : new Date(end),
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
}
