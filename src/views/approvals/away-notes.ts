import { speak } from '../../lib/language/speak.ts';
import { formatInstant, isMidnight } from '../../lib/when.ts';
import { actions, button, type Message } from '../common/blocks.ts';
import { MESSAGE_CHARACTERS, sizeOf } from '../common/fit.ts';
import { bold, bullets, type Line, lines, mention, quote, rich, richLines, say, spokenLine } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';

export type ShownAbsence = {
  id: string;
  person: string;
  standIn?: string;
  from: Date;
  /** Up to and without it. */
  until: Date;
  note?: string;
  timeZone: string | undefined;
};

/** A time as it was said; but what holds to the end of a day ends at midnight, which reads as the next day. */
export function untilWords(until: Date, timeZone: string | undefined): string {
  return formatInstant(isMidnight(until, timeZone) ? new Date(until.getTime() - 1) : until, timeZone);
}

const untilOf = ({ until, timeZone }: ShownAbsence) => untilWords(until, timeZone);

/** To a stand-in, when they are named for later, or when it begins. */
export function standInMessage(absence: ShownAbsence, what: 'named' | 'begun'): Message {
  const from = formatInstant(absence.from, absence.timeZone);
  const until = untilOf(absence);
  const person = mention(absence.person);
  const words =
    what === 'named'
      ? spokenLine('{person} will be away from {from} until {until} and named you as stand-in.', { person, from, until })
      : spokenLine('{person} is away until {until}, and you stand in.', { person, until });
  return {
    text: what === 'named' ? speak('You were named as stand-in') : speak('You stand in for somebody who is away'),
    blocks: [
      rich(
        lines(words, [
          say(speak('You can decide what they could decide, in their place. You find it in Home and with /approvals.')),
        ]),
        ...(absence.note === undefined ? [] : [quote(absence.note, 300)]),
      ),
      ...actions([declineButton(absence.id)]),
    ],
  };
}

/** A stand-in's way out. */
export function declineButton(id: string) {
  return button({
    text: speak('Decline'),
    actionId: uniqueId(actionIds.declineStandIn, id),
    value: id,
    label: speak('Don’t stand in'),
  });
}

export function noLongerStandingInMessage({ person }: ShownAbsence): Message {
  return {
    text: speak('You don’t stand in any more'),
    blocks: [richLines(spokenLine('You don’t stand in for {person} any more.', { person: mention(person) }))],
  };
}

/** To who is away: nobody stands in any more. */
export function declinedMessage(absence: ShownAbsence): Message {
  const words = speak('Your stand-in has declined. You are away until {until}, and nobody stands in for you.', {
    until: untilOf(absence),
  });
  return {
    text: words,
    blocks: [richLines([say(words)], [say(speak('Use /approvals away to choose somebody else.'))])],
  };
}

/** To the policy's owners, when it begins. */
export function ownersMessage(absence: ShownAbsence): Message {
  const until = untilOf(absence);
  return {
    text: speak('Somebody who decides requests is away until {until}', { until }),
    blocks: [
      richLines(
        absence.standIn === undefined
          ? spokenLine('{person} is away until {until} (UTC). Nobody stands in.', { person: mention(absence.person), until })
          : spokenLine('{person} is away until {until} (UTC). {standIn} stands in.', {
              person: mention(absence.person),
              until,
              standIn: mention(absence.standIn),
            }),
      ),
    ],
  };
}

export type DecidedFor = { id: string; by: string; verdict: 'approve' | 'reject'; at: Date; title: string };
const mostDecided = 40;

/** To who comes back: what was decided in their place. */
export function backMessage({ decided, timeZone }: ShownAbsence & { decided: readonly DecidedFor[] }): Message {
  const title =
    decided.length === 0
      ? speak('You are back. Nothing was decided in your place.')
      : speak('You are back. {count, plural, one {# request was} other {# requests were}} decided in your place:', {
          count: decided.length,
        });
  const told = decided.slice(0, mostDecided).map((one): Line => {
    const values = {
      person: mention(one.by),
      at: formatInstant(one.at, timeZone),
      title: bold(one.title, 120),
      id: one.id,
    };
    return one.verdict === 'approve'
      ? spokenLine('Approved by {person}, {at}: {title} · request {id}', values)
      : spokenLine('Rejected by {person}, {at}: {title} · request {id}', values);
  });
  const drawn = (most: number) => {
    const left = decided.length - most;
    return rich(
      lines([say(title)]),
      ...bullets(told.slice(0, most)),
      ...(left > 0 ? [lines([say(speak('and {left} more.', { left }))])] : []),
    );
  };
  let most = told.length;
  while (most > 0 && sizeOf([drawn(most)]) > MESSAGE_CHARACTERS) most -= 1;
  return { text: title, blocks: [drawn(most)] };
}
