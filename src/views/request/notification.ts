import type { KnownBlock } from '@slack/types';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import type { Message } from '../common/blocks.ts';
import { isWebAddress } from '../common/blocks.ts';
import type { PlainWords } from '../common/plain.ts';
import { bold, isUserId, type Line, link, mention, richLines, say } from '../common/rich.ts';
import { type RequestState, stateSigns, stateWords } from './words.ts';

/** Somebody named in a notification: by name where it is known, since a mention would call them for what they did themselves. */
export type NamedPerson = { id: string; name?: string };

export type NotificationProps = {
  id: string;
  state: RequestState;
  /** Masked for many. */
  plain: PlainWords;
  asker: NamedPerson;
  decidedBy: readonly NamedPerson[];
  settledBy?: NamedPerson;
  /** Address of the request's card, where it has one. */
  cardUrl?: string;
};

/** One line for the notifications channel. */
export function notificationMessage(props: NotificationProps): Message {
  const { state, plain, asker, decidedBy, settledBy, cardUrl } = props;
  const people: Line = [
    say(' · asked by '),
    person(asker),
    ...decidedBy
      .slice(0, 3)
      .flatMap((decider, index) => [
        say(index === 0 ? (state === 'rejected' ? ', rejected by ' : ', approved by ') : ', '),
        person(decider),
      ]),
    ...(settledBy === undefined ? [] : [say(', settled by '), person(settledBy)]),
  ];
  const block: KnownBlock = richLines([
    say(`${stateSigns[state]} `),
    bold(stateWords[state]),
    say(`: ${plain.title}`, 300),
    ...people,
    say(' · '),
    cardUrl === undefined ? say(`request ${props.id}`, 60) : link(cardUrl, `request ${oneLine(props.id)}`),
  ]);
  const where =
    cardUrl !== undefined && isWebAddress(cardUrl)
      ? ` <${cardUrl}|request ${escapeMrkdwn(props.id, 40)}>`
      : ` request ${escapeMrkdwn(props.id, 40)}`;
  const deciders = decidedBy.slice(0, 3).map(personText).join(', ');
  const decided = deciders === '' ? '' : `, ${state === 'rejected' ? 'rejected' : 'approved'} by ${deciders}`;
  const settled = settledBy === undefined ? '' : `, settled by ${personText(settledBy)}`;
  return {
    text: `${stateWords[state]}: ${escapeMrkdwn(oneLine(plain.title), 300)} · asked by ${personText(asker)}${decided}${settled} ·${where}`,
    blocks: [block],
  };
}

function person({ id, name }: NamedPerson): Line[number] {
  return name === undefined || oneLine(name) === '' ? mention(id) : say(name, 60);
}

function personText({ id, name }: NamedPerson): string {
  if (name !== undefined && oneLine(name) !== '') return escapeMrkdwn(oneLine(name), 60);
  return isUserId(id) ? `<@${id}>` : escapeMrkdwn(id, 60);
}
