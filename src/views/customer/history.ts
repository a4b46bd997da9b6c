import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { formatInstant } from '../../lib/when.ts';
import { actions, button, context, type Message } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS } from '../common/fit.ts';
import type { Reading } from '../common/plain.ts';
import { bold, isUserId, type Line, lines, mention, quote, rich, richLines, say, spokenLine } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { cardTime, stateLine, voteLines } from '../request/lines.ts';
import type { RequestReading, RequestView } from '../request/view.ts';

export type HistoryProps = Reading & {
  /** Worded for the reader. */
  who: string;
  /** Newest first. */
  requests: readonly RequestView[];
  /** How many newer ones are on the pages before. */
  from: number;
  /** Who looked at this customer, newest first; absent for those who may not read the journal. */
  looks?: readonly { person: string; at: Date }[];
  /** Values of the paging buttons. */
  previous?: string;
  next?: string;
};

/** More looks than this say nothing more, and Slack would refuse them. */
const mostLooks = 20;

/** What was requested and given for a customer: what, in which state, by whom, and why. To one person. */
export function historyMessage(props: HistoryProps): Message {
  const { requests, from, who } = props;
  const reading: RequestReading = { ...props, audience: 'approver' };
  const heading = speak('History of {who}', { who: oneLine(who) });
  const nothing = from === 0 ? speak('Nothing was requested for this customer with Wheelhouse.') : speak('Nothing older.');
  const { blocks, taken, leftOut } = drawWhatFits(requests, (request) => [entry(request, reading)], {
    blocks: 35,
    characters: MESSAGE_CHARACTERS - 3_000,
  });
  const turns = [
    ...(props.previous === undefined ? [] : [turn(speak('Newer'), props.previous)]),
    ...(props.next === undefined ? [] : [turn(speak('Older'), props.next)]),
  ];
  return {
    text: [
      escapeMrkdwn(heading, 300),
      ...(requests.length === 0 ? [nothing] : requests.slice(0, taken).map(({ plain }) => `• ${escapeMrkdwn(plain.title, 150)}`)),
    ].join('\n'),
    blocks: [
      richLines([bold(heading, 300)]),
      ...(requests.length === 0 ? [richLines([say(nothing)])] : blocks),
      ...(leftOut === 0
        ? []
        : [context(speak('{leftOut, plural, one {# more isn’t} other {# more aren’t}} shown.', { leftOut }))]),
      ...actions(turns),
      ...looksBlocks(props),
      context(speak('What was done in the back office itself isn’t listed here. Only you see this.')),
    ],
  };
}

function turn(text: string, value: string) {
  return button({ text, actionId: uniqueId(actionIds.turnHistory, text), value, label: speak('{text} requests', { text }) });
}

function entry(request: RequestView, reading: RequestReading) {
  const reason = oneLine(request.reason ?? '');
  const asked = { person: mention(request.asker), at: cardTime(request.askedAt, reading), request: request.id };
  return rich(
    lines(
      [bold(request.plain.title, 200)],
      stateLine(request, reading),
      request.rule === undefined
        ? spokenLine('Done by {person}, {at} · request {request}', asked)
        : spokenLine('Asked by {person}, {at} · request {request}', asked),
      ...voteLines(request, reading),
    ),
    ...(reason === '' ? [] : [quote(reason, 200)]),
  );
}

function looksBlocks({ looks, timeZone }: HistoryProps) {
  if (looks === undefined) return [];
  const seen = looks
    .slice(0, mostLooks)
    .map(
      ({ person, at }): Line => [isUserId(person) ? mention(person) : say(person, 60), say(`, ${formatInstant(at, timeZone)}`)],
    );
  return [
    richLines([bold(speak('Who looked at this customer last'))], ...(seen.length === 0 ? [[say(speak('Nobody yet.'))]] : seen)),
  ];
}
