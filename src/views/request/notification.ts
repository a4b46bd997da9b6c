import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { formatInstant } from '../../lib/when.ts';
import type { Message } from '../common/blocks.ts';
import { isWebAddress } from '../common/blocks.ts';
import { MESSAGE_CHARACTERS, sizeOf } from '../common/fit.ts';
import { noteMessage } from '../common/note.ts';
import { pagesLine, type ShownPage } from '../common/pages.ts';
import type { PlainWords } from '../common/plain.ts';
import { bold, bullets, isUserId, type Line, lines, link, mention, rich, richLines, say, spokenLine } from '../common/rich.ts';
import { type ShownState, stateSigns, stateWords } from './words.ts';

/** Somebody named in a notification: by name where it is known, since a mention would call them for what they did themselves. */
export type NamedPerson = { id: string; name?: string };

/** `givenFor`: who was away, and in whose place they decided. */
export type DecidedBy = NamedPerson & { givenFor?: NamedPerson };

export type NotificationProps = {
  id: string;
  state: ShownState;
  /** Masked for many. */
  plain: PlainWords;
  asker: NamedPerson;
  decidedBy: readonly DecidedBy[];
  settledBy?: NamedPerson;
  /** Where what it is about is in the operator's dashboard. */
  pages?: readonly ShownPage[];
  /** Address of the request's card, if it has one. */
  cardUrl?: string;
};

/** One line for the notifications channel. */
export function notificationMessage(props: NotificationProps): Message {
  return { text: lineText(props), blocks: [richLines(lineOf(props))] };
}

const mostLines = 40;

/** What fell into a channel's quiet hours, in one message at their end: as many lines as Slack takes, the rest is counted. */
export function quietMessage(all: readonly (NotificationProps & { at: Date })[], { timeZone }: { timeZone: string }): Message {
  const title = speak('{count, plural, one {# notification} other {# notifications}} from quiet hours', { count: all.length });
  const counts = [...new Set(all.map(({ state }) => state))]
    .map((state) => `${all.filter((one) => one.state === state).length} × ${stateWords[state]}`)
    .join(', ');
  const told = all.slice(0, mostLines).map((one): Line => [say(`${formatInstant(one.at, timeZone)} · `), ...lineOf(one, 150)]);
  const drawn = (most: number) => {
    const left = all.length - most;
    return rich(
      lines([bold(title), say(`: ${counts}`, 400)]),
      ...bullets(told.slice(0, most)),
      ...(left > 0 ? [lines([say(speak('and {left} more.', { left }))])] : []),
    );
  };
  let most = told.length;
  while (most > 0 && sizeOf([drawn(most)]) > MESSAGE_CHARACTERS) most -= 1;
  return { text: `${title}: ${counts}`, blocks: [drawn(most)] };
}

function lineOf(props: NotificationProps, longestTitle = 300): Line {
  const { id, state, plain, asker, decidedBy, settledBy, cardUrl } = props;
  const pages = pagesLine(props);
  return [
    say(`${stateSigns[state]} `),
    bold(stateWords[state]),
    say(`: ${plain.title}`, longestTitle),
    say(' · '),
    ...spokenLine('asked by {person}', { person: person(asker) }),
    ...decidedLine(state, decidedBy),
    ...(settledBy === undefined ? [] : [say(' · '), ...spokenLine('settled by {person}', { person: person(settledBy) })]),
    say(' · '),
    cardUrl === undefined
      ? say(speak('request {props}', { props: id }), 60)
      : link(cardUrl, speak('request {props}', { props: oneLine(id) })),
    ...(pages.length === 0 ? [] : [say(' · '), ...pages]),
  ];
}

function decidedLine(state: ShownState, decidedBy: readonly DecidedBy[]): Line {
  const people = decidedBy
    .slice(0, 3)
    .flatMap((decider, index) => (index === 0 ? inWhosePlace(decider) : [say(', '), ...inWhosePlace(decider)]));
  if (people.length === 0) return [];
  return [
    say(' · '),
    ...(state === 'rejected' ? spokenLine('rejected by {people}', { people }) : spokenLine('approved by {people}', { people })),
  ];
}

function inWhosePlace(decider: DecidedBy): Line {
  if (decider.givenFor === undefined) return [person(decider)];
  return spokenLine('{person} for {absent}', { person: person(decider), absent: person(decider.givenFor) });
}

function lineText({ id, state, plain, asker, decidedBy, settledBy, cardUrl }: NotificationProps): string {
  const request = speak('request {props}', { props: escapeMrkdwn(id, 40) });
  const people = decidedBy.slice(0, 3).map(deciderText).join(', ');
  return [
    `${stateWords[state]}: ${escapeMrkdwn(oneLine(plain.title), 300)}`,
    speak('asked by {person}', { person: personText(asker) }),
    ...(people === ''
      ? []
      : [state === 'rejected' ? speak('rejected by {people}', { people }) : speak('approved by {people}', { people })]),
    ...(settledBy === undefined ? [] : [speak('settled by {person}', { person: personText(settledBy) })]),
    cardUrl !== undefined && isWebAddress(cardUrl) ? `<${cardUrl}|${request}>` : request,
  ].join(' · ');
}

function person({ id, name }: NamedPerson): Line[number] {
  return name === undefined || oneLine(name) === '' ? mention(id) : say(name, 60);
}

function deciderText(decider: DecidedBy): string {
  if (decider.givenFor === undefined) return personText(decider);
  return speak('{person} for {absent}', { person: personText(decider), absent: personText(decider.givenFor) });
}

function personText({ id, name }: NamedPerson): string {
  if (name !== undefined && oneLine(name) !== '') return escapeMrkdwn(oneLine(name), 60);
  return isUserId(id) ? `<@${id}>` : escapeMrkdwn(id, 60);
}

/** In place of a reminder or a line about a request whose customer was erased. */
export function erasedMessage(): Message {
  return noteMessage(speak('This was about a request whose personal data has been erased.'));
}
