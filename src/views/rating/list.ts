import { speak } from '../../lib/language/speak.ts';
import { clip, escapeMrkdwn, inQuotes, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import { interpret, stateTitle } from '../../states/interpret.ts';
import { actions, button, context, type Message } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS } from '../common/fit.ts';
import { bold, type Line, lines, rich, richLines, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';

export type RatingFacts = {
  id: number;
  status?: string | undefined;
  score?: number | undefined;
  provider?: string | undefined;
  createdAt?: string | undefined;
  validUntil?: string | undefined;
  comment?: string | undefined;
};

export type RatingListProps = {
  /** Worded for the reader: a customer or a business account. */
  holder: string;
  creditStatus?: string | undefined;
  /** The rating that counts now, the one that waits for a decision, and the others; the newest first. */
  active?: RatingFacts | undefined;
  waiting?: RatingFacts | undefined;
  others: readonly RatingFacts[];
  /** What this person may do now: `value` opens the form filled in. */
  starts: readonly { action: string; label: string; value: string }[];
  timeZone: string | undefined;
};

/** Somebody's credit: what counts, what waits, what was, what can be done. To one person. */
export function ratingListMessage(props: RatingListProps): Message {
  const { active, waiting, others, timeZone } = props;
  const heading = speak('Credit ratings of {holder}', { holder: oneLine(props.holder) });
  const credit = interpret('credit', props.creditStatus);
  const status = speak('Credit: {words}{rest}', {
    words: credit.words,
    rest: credit.next === undefined ? '' : ` → ${credit.next}`,
  });
  const draw = (rating: RatingFacts) => [
    rich(
      lines(
        ...ratingLines(rating.status === undefined ? speak('No status') : stateTitle('rating', rating.status), rating, timeZone),
      ),
    ),
  ];
  const { blocks, taken, leftOut } = drawWhatFits(others, draw, { blocks: 30, characters: MESSAGE_CHARACTERS - 4_000 });
  const none = active === undefined && waiting === undefined && others.length === 0;
  return {
    text: escapeMrkdwn(
      [
        clip(heading, 300),
        status,
        ...(none ? [speak('No rating so far.')] : []),
        ...(active === undefined ? [] : [speak('Active: {facts}', { facts: factsOf(active, timeZone) })]),
        ...(waiting === undefined ? [] : [speak('Waits for a decision: {facts}', { facts: factsOf(waiting, timeZone) })]),
        ...(taken === 0
          ? []
          : [speak('{others, plural, one {# other rating} other {# other ratings}}', { others: others.length })]),
      ].join('\n'),
      2_000,
    ),
    blocks: [
      richLines([bold(heading, 300)], [say(status, 300)]),
      ...(none ? [richLines([say(speak('No rating so far.'))])] : []),
      ...(active === undefined ? [] : [rich(lines(...ratingLines(speak('Active'), active, timeZone)))]),
      ...(waiting === undefined ? [] : [rich(lines(...ratingLines(speak('Waits for a decision'), waiting, timeZone)))]),
      ...blocks,
      ...(leftOut === 0 ? [] : [context(speak('{leftOut} older ones are not shown.', { leftOut }))]),
      ...actions(
        props.starts
          .slice(0, 5)
          .map(({ action, label, value }) => button({ text: label, actionId: uniqueId(actionIds.start, action), value })),
      ),
      ...(props.starts.some(({ action }) => action === 'rating.queue')
        ? [context(speak('Requesting a rating costs money each time.'))]
        : []),
    ],
  };
}

function ratingLines(title: string, rating: RatingFacts, timeZone: string | undefined): Line[] {
  const comment = oneLine(rating.comment ?? '');
  return [
    [bold(`${title}: `, 100), say(factsOf(rating, timeZone), 300)],
    ...(comment === '' ? [] : [[say(inQuotes(clip(comment, 250)), 260)]]),
  ];
}

function factsOf({ score, provider, createdAt, validUntil }: RatingFacts, timeZone: string | undefined): string {
  return [
    score === undefined ? speak('no score') : speak('score {score}', { score }),
    ...(provider === undefined ? [] : [speak('by {provider}', { provider: oneLine(provider) })]),
    ...(createdAt === undefined ? [] : [speak('dated {createdAt}', { createdAt: oneLine(formatDay(createdAt, timeZone)) })]),
    ...(validUntil === undefined ? [] : [speak('valid until {validUntil}', { validUntil: oneLine(formatDay(validUntil)) })]),
  ].join(' · ');
}
