import { speak } from '../../lib/language/speak.ts';
import { formatMoney } from '../../lib/money.ts';
import { formatInstant } from '../../lib/when.ts';
import type { Message } from '../common/blocks.ts';
import { bold, bullets, type Line, lines, mention, rich, say } from '../common/rich.ts';

/** What was given of one kind, in one currency. */
export type GivenFacts = {
  branch: number | null;
  template: string | null;
  person: string;
  currency: string | null;
  vouchers: number;
  amount: number;
};
type Waiting = { requests: number; oldestAskedAt: Date };

export type FiguresProps = {
  from: Date;
  to: Date;
  now: Date;
  timeZone: string;
  asked: number;
  refused: number;
  approved: number;
  rejected: number;
  timeToDecide: { medianMs: number; ninetiethMs: number } | undefined;
  given: readonly GivenFacts[];
  expired: number;
  unknown: number;
  waiting: Waiting | undefined;
  unsettled: Waiting | undefined;
  /** Whether people are told apart. */
  byPerson: boolean;
};

/** A message has room for more; the rest is counted. */
const mostRows = 12;

/** The figures of a span: a day's digest, and the answer of `/approvals figures`. */
export function figuresMessage(props: FiguresProps): Message {
  const { from, to, timeZone } = props;
  const span = { from: formatInstant(from, timeZone), to: formatInstant(to, timeZone) };
  const title = speak('Figures from {from} to {to}', span);
  const { asked, approved, rejected } = props;
  return {
    text: speak('{title}: {asked} asked, {decided} decided', { title, asked, decided: approved + rejected }),
    blocks: [
      rich(
        lines([bold(title)], ...countLines(props), ...waitingLines(props)),
        ...section(speak('Given by branch and template'), grouped(props.given, placeOf), (key) => [say(key, 120)]),
        ...(props.byPerson
          ? section(
              speak('Given by person'),
              grouped(props.given, ({ person }) => person),
              (key) => [mention(key)],
            )
          : []),
      ),
    ],
  };
}

function countLines({ asked, refused, approved, rejected, timeToDecide, given, expired, unknown }: FiguresProps): Line[] {
  const times =
    timeToDecide === undefined
      ? []
      : [
          [
            say(
              speak('Time to decide: half within {median}, nine of ten within {ninetieth}', {
                median: spanText(timeToDecide.medianMs),
                ninetieth: spanText(timeToDecide.ninetiethMs),
              }),
            ),
          ],
        ];
  return [
    [
      say(
        refused === 0
          ? speak('Asked: {asked}', { asked })
          : speak('Asked: {asked}, of which {refused} refused at once', { asked, refused }),
      ),
    ],
    [
      say(
        speak('Decided: {decided} ({approved} approved, {rejected} rejected)', {
          decided: approved + rejected,
          approved,
          rejected,
        }),
      ),
    ],
    ...times,
    [say(speak('Money given: {money}', { money: moneyText(given) }))],
    [say(speak('Expired: {expired} · outcome unknown: {unknown}', { expired, unknown }))],
  ];
}

function waitingLines({ waiting, unsettled, now }: FiguresProps): Line[] {
  const since = ({ oldestAskedAt }: Waiting) => spanText(now.getTime() - oldestAskedAt.getTime());
  const open =
    waiting === undefined
      ? speak('Nothing waits now')
      : speak('Waiting now: {requests}, the oldest for {since}', { requests: waiting.requests, since: since(waiting) });
  const unknown =
    unsettled === undefined
      ? []
      : [
          [
            say(
              speak('Somebody has to say what happened: {requests}, the oldest for {since}', {
                requests: unsettled.requests,
                since: since(unsettled),
              }),
            ),
          ],
        ];
  return [[say(open)], ...unknown];
}

type Group = { key: string; vouchers: number; given: readonly GivenFacts[] };

function placeOf({ branch, template }: GivenFacts): string {
  return speak('Branch {branch} · {template}', {
    branch: branch ?? speak('not known'),
    template: template ?? speak('template not noted'),
  });
}

function grouped(given: readonly GivenFacts[], by: (one: GivenFacts) => string): Group[] {
  const keys = [...new Set(given.map(by))];
  return keys.map((key) => {
    const all = given.filter((one) => by(one) === key);
    return { key, vouchers: all.reduce((count, { vouchers }) => count + vouchers, 0), given: all };
  });
}

function section(title: string, groups: readonly Group[], name: (key: string) => Line) {
  if (groups.length === 0) return [];
  const left = groups.length - mostRows;
  return [
    lines([bold(title)]),
    ...bullets(
      groups
        .slice(0, mostRows)
        .map(({ key, vouchers, given }) => [
          ...name(key),
          say(speak(': {money}, {vouchers} ×', { money: moneyText(given), vouchers })),
        ]),
    ),
    ...(left > 0 ? [lines([say(speak('and {left} more.', { left }))])] : []),
  ];
}

/** Each currency by itself: nobody adds euros to francs. */
function moneyText(given: readonly GivenFacts[]): string {
  const sums = new Map<string, number>();
  for (const { currency, amount } of given)
    if (currency !== null) sums.set(currency, Math.round(((sums.get(currency) ?? 0) + amount) * 10_000) / 10_000);
  const texts = [...sums].map(([currency, amount]) => formatMoney({ amount, currency }));
  return texts.length === 0 ? speak('none') : texts.join(' + ');
}

/** `12 min`, `3 h 5 min`, `4 days`. */
function spanText(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes === 0) return speak('1 min');
  if (minutes < 60) return speak('{minutes} min', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return speak('{hours} h {minutes} min', { hours, minutes: minutes % 60 });
  return speak('{amount, plural, one {# day} other {# days}}', { amount: Math.floor(hours / 24) });
}
