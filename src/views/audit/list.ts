import { speak, spoken } from '../../lib/language/speak.ts';
import { escapeMrkdwn, humanise, oneLine } from '../../lib/text.ts';
import { formatInstant } from '../../lib/when.ts';
import { actions, button, context, header, type Message } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_BLOCKS, MESSAGE_CHARACTERS, sizeOf } from '../common/fit.ts';
import { bold, isUserId, italic, type Line, mention, richLines, say, spokenLine } from '../common/rich.ts';
import { actionIds } from '../ids.ts';
import { stateWords } from '../request/words.ts';

/** What of the journal is looked for; all that is given must hold. */
export type AuditFilter = {
  /** Who did it, or asked for it. */
  person?: string;
  /** A number, or a Smartmove user's UUID. */
  customer?: number | string;
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
  /** In somebody's own words; null if it was erased. */
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
  const title = looking === '' ? speak('Journal') : speak('Journal: {looking}', { looking });
  const head = header(title);
  const foot = context(
    speak('Newest first. Customers are shown by ID only. To see who looked at one, filter by their ID or by “look”.'),
  );
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
      ? [button({ text: speak('Newer'), actionId: actionIds.auditNewer, value: props.newerThan(first.seq) })]
      : []),
    ...((page.hasOlder || isCut) && last !== undefined
      ? [button({ text: speak('Older'), actionId: actionIds.auditOlder, value: props.olderThan(last.seq) })]
      : []),
    button({ text: speak('Filter'), actionId: actionIds.auditFilter, value: props.filter }),
  ];
  const nothing = looking === '' ? speak('There is nothing in the journal yet.') : speak('No matching entries.');
  return {
    text: [
      escapeMrkdwn(oneLine(title), 200),
      drawn.length === 0 ? nothing : speak('{drawn, plural, one {# entry} other {# entries}}', { drawn: drawn.length }),
      ...drawn.map((entry) => `• ${escapeMrkdwn(`${entry.seq} ${kindWords(entry.kind)}`, 100)}`),
    ].join('\n'),
    blocks: [head, ...(drawn.length === 0 ? [richLines([say(nothing)])] : blocks), ...actions(paging), foot],
  };
}

function linesOf(entry: AuditEntry, { timeZone, labelOf }: AuditProps): Line[] {
  const facts = [
    ...(entry.action === undefined ? [] : [labelOf(entry.action)]),
    ...(entry.requestId === undefined ? [] : [speak('request {requestId}', { requestId: entry.requestId })]),
    ...entry.subjects.slice(0, 3).map((subject) => subject.replace(':', ' ')),
    ...factsOf(entry.facts),
  ];
  const why: Line[] =
    entry.reason === undefined
      ? []
      : [entry.reason === null ? [italic(speak('Its text was erased.'))] : [say('“'), italic(entry.reason, 250), say('”')]];
  return [
    [bold(kindWords(entry.kind), 80), say(` · ${formatInstant(entry.at, timeZone)} · `), ...byAndFor(entry)],
    [say([`#${entry.seq}`, ...facts].join(' · '), 300)],
    ...why,
  ];
}

/** *Ben for Tom* is behind a vote in somebody's place; an absence has its stand-in. */
function byAndFor({ actor, facts }: AuditEntry): Line {
  const person = byWhom(actor);
  const told = inner(facts);
  const vote = inner(told.vote);
  const absent = vote.for ?? told.for;
  if (typeof absent === 'string') return spokenLine('{person} for {absent}', { person, absent: mention(absent) });
  if (typeof told.standIn === 'string')
    return spokenLine('{person}, stand-in {standIn}', { person, standIn: mention(told.standIn) });
  return [person];
}

function byWhom(actor: string): Line[number] {
  if (isUserId(actor)) return mention(actor);
  if (actor === 'app') return say(speak('the app'));
  return say(actor.startsWith('cli:') ? speak('{actor} on the command line', { actor: actor.slice(4) }) : actor, 80);
}

/** The few facts that say more than the kind does. */
function factsOf(facts: unknown): string[] {
  const told = inner(facts);
  const shown: string[] = [];
  for (const [key, words] of Object.entries(shownFacts)) {
    const value = told[key];
    if (typeof value === 'string' || typeof value === 'number') shown.push(`${words} ${value}`.trim());
  }
  if (typeof told.clock === 'string')
    shown.push(told.clock === 'decide' ? speak('not decided in time') : speak('not carried out in time'));
  if (typeof told.have === 'number' && typeof told.need === 'number')
    shown.push(speak('{have} of {need, plural, one {# approval} other {# approvals}}', { have: told.have, need: told.need }));
  return shown;
}

const shownFacts: Readonly<Record<string, string>> = spoken({
  rule: 'rule',
  role: 'role',
  settled: 'settled:',
  code: '',
  saw: '',
  format: 'as',
  entries: 'entries',
  requests: 'requests',
});

/** A change keeps its facts one step further in. */
function inner(facts: unknown): Readonly<Record<string, unknown>> {
  if (facts === null || typeof facts !== 'object') return {};
  const all = Object.fromEntries(Object.entries(facts));
  return all.facts !== null && typeof all.facts === 'object' ? { ...all, ...all.facts } : all;
}

const otherKinds: Readonly<Record<string, string>> = spoken({
  'request.asked': 'Asked',
  'request.refused': 'Refused',
  'request.vote': 'Approved (more needed)',
  'request.question': 'Asked back',
  'request.answer': 'Answered',
  'request.offered': 'Less offered',
  'request.offer-declined': 'Offer declined',
  'request.revised': 'Offer accepted',
  'request.sent': 'Sent to the back office',
  'request.escalated': 'Escalated',
  'request.undecidable': 'Nobody left who can decide',
  'request.decidable-again': 'Can be decided again',
  'envelope.closed': 'Envelope closed',
  'away.set': 'Absence set',
  'away.begun': 'Absence begun',
  'away.declined': 'Stand-in declined',
  'away.ended': 'Absence ended',
  'look.customer': 'Looked at',
  'look.lost': 'Looks that could not be kept',
  'reveal.customer': 'Personal data shown',
  'reveal.request': 'Values of a request shown in full',
  'reveal.media': 'Picture of a document sent to who asked',
  'reveal.tokens': 'Devices of a customer shown',
  'reveal.journal': 'Journal exported with personal data',
  'journal.erased': 'Old personal data erased',
  'journal.keyed': 'Entries have a key from here on',
  'journal.key': 'Another key signs from here on',
  'journal.restored': 'A restored database was accepted',
  'journal.clock-stepped-back': 'The database’s clock stepped back',
  'request.changed-outside': 'Something else had changed it',
  'request.put-back': 'Put back: something else had changed it',
});

/** A kind of entry, for people. */
export function kindWords(kind: string): string {
  const state = kind.startsWith('request.') ? kind.slice('request.'.length) : '';
  if (Object.hasOwn(stateWords, state)) return stateWords[state as keyof typeof stateWords]; // safe: it has just been found there
  return (Object.hasOwn(otherKinds, kind) ? otherKinds[kind] : undefined) ?? humanise(kind.replaceAll('.', ' '));
}
