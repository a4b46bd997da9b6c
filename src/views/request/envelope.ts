import type { Button, KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { actions, button, confirmDialog } from '../common/blocks.ts';
import { bold, type Line, mention, richLines, say, spokenLine } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { cardTime } from './lines.ts';
import type { RequestReading, ShownEnvelope } from './view.ts';
import { buttonWords } from './words.ts';

/** As many as a line can name. */
const mostNamed = 10;

const isOpen = ({ isOver, closed }: ShownEnvelope): boolean => !isOver && closed === undefined;

/** What is left of an envelope, and who drew. */
export function envelopeLines(envelope: ShownEnvelope, reading: RequestReading): Line[] {
  const { left, most, until, drawnBy } = envelope;
  const people = drawnBy
    .slice(0, mostNamed)
    .flatMap(({ person, times }, index) => [...(index === 0 ? [] : [say(', ')]), mention(person), say(` (${times})`)]);
  const others = drawnBy.length - mostNamed;
  return [
    isOpen(envelope)
      ? [
          bold(speak('{left} of {most} left', { left, most })),
          say(` · ${speak('open until {until}', { until: cardTime(until, reading) })}`),
        ]
      : [bold(speak('{drawn} of {most} given', { drawn: most - left, most })), say(' · '), ...endLine(envelope, reading)],
    people.length === 0
      ? [say(speak('Nobody has given one yet.'))]
      : spokenLine('Given by {people}', {
          people: others > 0 ? [...people, say(` ${speak('and {others} more', { others })}`)] : people,
        }),
  ];
}

function endLine({ closed, until }: ShownEnvelope, reading: RequestReading): Line {
  if (closed === undefined) return [say(speak('over since {until}', { until: cardTime(until, reading) }))];
  const at = cardTime(closed.at, reading);
  return closed.by === undefined
    ? [say(speak('closed at {at}: {why}', { at, why: whyClosed(closed.why) }))]
    : spokenLine('closed by {person}, {at}', { person: mention(closed.by), at });
}

/** Why the app closed it, in a sentence's part. */
export function whyClosed(why: string): string {
  switch (why) {
    case 'template':
      return speak('its voucher is not the one that was approved any more');
    case 'voters':
      return speak('those who asked for it or approved it no longer count');
    case 'policy':
      return speak('the policy now asks for more than was given');
    case 'profile':
      return speak('the profile of the back office is another one now');
    default:
      return speak('something other than Wheelhouse changed it in the database');
  }
}

/** **Close envelope**, while it is open. */
export function closeButtons({ id, title }: { id: string; title: string }, envelope: ShownEnvelope | undefined): Button[] {
  if (envelope === undefined || !isOpen(envelope)) return [];
  return [
    button({
      text: buttonWords.closeEnvelope,
      actionId: uniqueId(actionIds.closeEnvelope, id),
      value: id,
      label: `${buttonWords.closeEnvelope}: ${title}`,
      style: 'danger',
      confirm: confirmDialog({
        title: speak('Close this envelope?'),
        text: speak('{title}\nNobody can give from it any more. What was given stays given.', { title }),
        yes: buttonWords.closeEnvelope,
        danger: true,
      }),
    }),
  ];
}

/** An envelope in somebody's Home. */
export type HomeEnvelope = ShownEnvelope & { id: string; name: string; title: string; mayClose: boolean };

/** The open envelopes, as a list of a Home. */
export function envelopeBlocks(envelopes: readonly HomeEnvelope[], reading: RequestReading): KnownBlock[] {
  return envelopes
    .slice(0, mostInHome)
    .flatMap((envelope) => [
      richLines(
        [bold(speak('Envelope “{name}”', { name: envelope.name })), say(` · ${envelope.title}`, 200)],
        ...envelopeLines(envelope, reading),
      ),
      ...actions(envelope.mayClose ? closeButtons(envelope, envelope) : []),
    ]);
}

const mostInHome = 5;
