import { counted, escapeMrkdwn, humanise, oneLine } from '../../lib/text.ts';
import { formatInstant } from '../../lib/when.ts';
import { actions, button, context, header, type Message } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_BLOCKS, MESSAGE_CHARACTERS, sizeOf } from '../common/fit.ts';
import { bold, isUserId, italic, type Line, mention, richLines, say } from '../common/rich.ts';
import { actionIds } from '../ids.ts';
import { stateWords } from '../request/words.ts';

/** What of the journal is looked for; all that is given must hold. */
export type AuditFilter = {
  /** Who did it, or asked for it. */
  person?: string;
  customer?: number;
  request?: string;
  /** An action's name, with `*` at its end for all that begin so. */
  action?: string;
  /** A kind of entry, or the part before its dot. */
  kind?: string;
  from?: Date;
  before?: Date;
};

/** Neither: the newest page. */
export type AuditPlace = { olderThan?: number; newerThan?: number };

export type AuditEntry = {
  seq: number;
  at: Date;
  kind: string;
  /** A Slack user id, `app`, or `cli:` and an account. */
  actor: string;
  requestId: string | undefined;
  action: string | undefined;
  /** `customer:1010` */
  subjects: readonly string[];
  /** Facts without personal data. */
  facts: unknown;
  /** In somebody's own words; null where it was erased. */
  reason: string | null | undefined;
};

export type AuditPage = { entries: readonly AuditEntry[]; hasOlder: boolean; hasNewer: boolean };

export type AuditProps = {
  page: AuditPage;
  /** What was looked for, in words; empty for everything. */
  looking: string;
  timeZone: string | undefined;
  /** What people call an action. */
  labelOf(action: string): string;
  /** Values of the paging buttons, and of the one that opens the filters. */
  olderThan(seq: number): string;
  newerThan(seq: number): string;
  filter: string;
};

/** A page of the journal to one person: what happened, who did it, to which request and customer, and why. Nothing of what was read or typed in. */
export function auditMessage(props: AuditProps): Message {
  const { page, looking } = props;
  const title = looking === '' ? 'Journal' : `Journal: ${looking}`;
  const head = header(title);
  const foot = context('Newest first. Customers stand here by their number alone; every look at their data is in here, too.');
  const room = MESSAGE_CHARACTERS - sizeOf([head, foot]) - 2_500;
  const { blocks, taken } = drawWhatFits(page.entries, (entry) => [richLines(...linesOf(entry, props))], {
    blocks: MESSAGE_BLOCKS - 3,
    characters: room,
  });
  const drawn = page.entries.slice(0, taken);
  const first = drawn[0];
  const last = drawn.at(-1);
  const isCut = taken < page.entries.length;
  const paging = [
    ...(page.hasNewer && first !== undefined
      ? [button({ text: 'Newer', actionId: actionIds.auditNewer, value: props.newerThan(first.seq) })]
      : []),
    ...((page.hasOlder || isCut) && last !== undefined
      ? [button({ text: 'Older', actionId: actionIds.auditOlder, value: props.olderThan(last.seq) })]
      : []),
    button({ text: 'Filter', actionId: actionIds.auditFilter, value: props.filter }),
  ];
  const nothing = looking === '' ? 'There is nothing in the journal yet.' : 'Nothing in the journal fits.';
  return {
    text: [
      escapeMrkdwn(oneLine(title), 200),
      drawn.length === 0 ? nothing : counted(drawn.length, 'entry', 'entries'),
      ...drawn.map((entry) => `• ${escapeMrkdwn(`${entry.seq} ${kindWords(entry.kind)}`, 100)}`),
    ].join('\n'),
    blocks: [head, ...(drawn.length === 0 ? [richLines([say(nothing)])] : blocks), ...actions(paging), foot],
  };
}

function linesOf(entry: AuditEntry, { timeZone, labelOf }: AuditProps): Line[] {
  const facts = [
    ...(entry.action === undefined ? [] : [labelOf(entry.action)]),
    ...(entry.requestId === undefined ? [] : [`request ${entry.requestId}`]),
    ...entry.subjects.slice(0, 3).map((subject) => subject.replace(':', ' ')),
    ...factsOf(entry.facts),
  ];
  const why: Line[] =
    entry.reason === undefined
      ? []
      : [entry.reason === null ? [italic('What was said to it was erased.')] : [say('“'), italic(entry.reason, 250), say('”')]];
  return [
    [bold(kindWords(entry.kind), 80), say(` · ${formatInstant(entry.at, timeZone)} · `), byWhom(entry.actor)],
    [say([`#${entry.seq}`, ...facts].join(' · '), 300)],
    ...why,
  ];
}

function byWhom(actor: string): Line[number] {
  if (isUserId(actor)) return mention(actor);
  if (actor === 'app') return say('the app');
  return say(actor.startsWith('cli:') ? `${actor.slice(4)} on the command line` : actor, 80);
}

/** The few facts that say more than the kind does. */
function factsOf(facts: unknown): string[] {
  const told = inner(facts);
  const shown: string[] = [];
  for (const [key, words] of Object.entries(shownFacts)) {
    const value = told[key];
    if (typeof value === 'string' || typeof value === 'number') shown.push(`${words} ${value}`.trim());
  }
  if (typeof told.have === 'number' && typeof told.need === 'number') shown.push(`${told.have} of ${told.need} yes`);
  return shown;
}

const shownFacts: Readonly<Record<string, string>> = {
  rule: 'rule',
  role: 'role',
  settled: 'settled:',
  clock: 'not in time to',
  code: '',
  format: 'as',
  entries: 'entries',
  requests: 'requests',
};

/** A change keeps its facts one step further in. */
function inner(facts: unknown): Readonly<Record<string, unknown>> {
  if (facts === null || typeof facts !== 'object') return {};
  const all = Object.fromEntries(Object.entries(facts));
  return all.facts !== null && typeof all.facts === 'object' ? { ...all, ...all.facts } : all;
}

const otherKinds: Readonly<Record<string, string>> = {
  'request.asked': 'Asked',
  'request.refused': 'Refused',
  'request.vote': 'A yes, and more are needed',
  'request.sent': 'Sent to the back office',
  'request.escalated': 'Escalated',
  'request.undecidable': 'Nobody left who could decide',
  'request.decidable-again': 'Can be decided again',
  'reveal.customer': 'Personal data shown',
  'reveal.media': 'Picture of a document sent to who asked',
  'reveal.tokens': 'Devices of a customer shown',
  'reveal.journal': 'Journal exported with personal data',
  'journal.erased': 'Old personal data erased',
  'journal.keyed': 'Entries have a key from here on',
  'journal.key': 'Another key signs from here on',
  'journal.clock-stepped-back': 'The database’s clock stepped back',
  'request.put-back': 'Put back: something else had changed it',
};

/** A kind of entry, for people. */
export function kindWords(kind: string): string {
  const state = kind.startsWith('request.') ? kind.slice('request.'.length) : '';
  if (Object.hasOwn(stateWords, state)) return stateWords[state as keyof typeof stateWords]; // safe: it has just been found there
  return (Object.hasOwn(otherKinds, kind) ? otherKinds[kind] : undefined) ?? humanise(kind.replaceAll('.', ' '));
}
