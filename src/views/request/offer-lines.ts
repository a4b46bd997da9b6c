import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import type { Detail } from '../common/fit.ts';
import { type Line, mention, say, spokenLine } from '../common/rich.ts';
import { cardTime } from './lines.ts';
import type { RequestReading, RequestView, ShownOffer } from './view.ts';

const room: Readonly<Record<Detail, { most: number; letters: number }>> = {
  full: { most: 5, letters: 500 },
  brief: { most: 3, letters: 300 },
  bare: { most: 2, letters: 150 },
};

/** What was offered instead and what became of it; of one that was accepted, what it took the place of. The newest if there is little room. */
export function offerLines({ offers = [] }: RequestView, reading: RequestReading, detail: Detail): Line[] {
  const { most, letters } = room[detail];
  return offers.slice(-most).flatMap((offer): Line[] => {
    const { by, at, title, reason } = offer;
    return [
      [
        ...spokenLine('{person} offers less, {at}:', { person: mention(by), at: cardTime(at, reading) }),
        say(` ${oneLine(title)}`, letters),
      ],
      ...(oneLine(reason) === '' ? [] : [[say(oneLine(reason), letters)]]),
      ...becameOf(offer, reading, letters),
    ];
  });
}

function becameOf({ state, answeredAt, was }: ShownOffer, reading: RequestReading, letters: number): Line[] {
  const at = answeredAt === undefined ? '' : cardTime(answeredAt, reading);
  switch (state) {
    case 'open':
      return [[say(reading.audience === 'asker' ? speak('It waits for your answer.') : speak('Not answered yet.'))]];
    case 'declined':
      return [[say(speak('Declined, {at}.', { at }))]];
    case 'replaced':
      return [[say(speak('A newer offer took its place.'))]];
    case 'withdrawn':
      return [[say(speak('It was over before this was answered.'))]];
    case 'accepted':
      return [[say(speak('Accepted, {at}.', { at }))], ...before(was, letters)];
  }
}

/** A yes to what was asked for before says nothing any more; who gave it stays there to be read. */
function before(was: ShownOffer['was'], letters: number): Line[] {
  if (was === undefined) return [];
  const people = was.approvedBy.slice(0, 5).flatMap((person, index) => [...(index === 0 ? [] : [say(', ')]), mention(person)]);
  return [
    [say(speak('Before: {title}', { title: oneLine(was.title) }), letters)],
    ...(people.length === 0 ? [] : [spokenLine('Approved before, which no longer counts: {people}', { people })]),
  ];
}
