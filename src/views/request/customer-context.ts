import type { KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { clip, counted, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import type { Reading } from '../common/plain.ts';
import { bold, type Line, mention, richLines, say, spokenLine } from '../common/rich.ts';
import { cardTime } from './lines.ts';
import type { RequestView } from './view.ts';
import { stateWords } from './words.ts';

/** What else a decision about a customer may rest on. */
export type CustomerContext = {
  /** Other requests about the same customer that aren't over. */
  open: readonly Pick<RequestView, 'id' | 'label' | 'asker' | 'state'>[];
  /** Earlier ones that somebody rejected, the newest first. */
  rejected: readonly Pick<RequestView, 'label' | 'askedAt' | 'votes'>[];
  /** Absent if this person may not look at customers, or the back office doesn't answer. */
  customer?: {
    tags: readonly string[];
    rides?: number | undefined;
    lastRentalAt?: string | undefined;
  };
};

const most = 5;

/** Beside a request, for the person who decides it alone. */
export function customerContextBlocks({ open, rejected, customer }: CustomerContext, reading: Reading): KnownBlock[] {
  const tags = (customer?.tags ?? []).map(oneLine).filter((tag) => tag !== '');
  const lines: Line[] = [
    ...open.slice(0, most).map(
      ({ id, label, asker, state }): Line => [
        bold(`${speak('Also open')}: `),
        ...spokenLine('{label} · {state} · requested by {person} · request {id}', {
          label: clip(oneLine(label), 100),
          state: stateWords[state],
          person: mention(asker),
          id,
        }),
      ],
    ),
    ...more(open.length, speak('open request')),
    ...rejected.slice(0, most).map((request) => rejectedLine(request, reading)),
    ...more(rejected.length, speak('rejected request')),
    ...(tags.length === 0 ? [] : [[bold(`${speak('Tags')}: `), say(tags.slice(0, 12).join(', '), 300)]]),
    ...(customer?.rides === undefined
      ? []
      : [
          [
            bold(`${speak('Rides')}: `),
            say(
              `${speak('{rides, plural, one {# ride} other {# rides}}', { rides: customer.rides })}${customer.lastRentalAt === undefined ? '' : speak(', last on {lastRentalAt}', { lastRentalAt: oneLine(formatDay(customer.lastRentalAt)) })}`,
            ),
          ],
        ]),
  ];
  const nothing = open.length + rejected.length === 0 ? [[say(speak('No other open requests and no earlier rejections.'))]] : [];
  return [richLines([bold(speak('About this customer'))], ...nothing, ...lines)];
}

function more(count: number, what: string): Line[] {
  return count <= most ? [] : [[say(`${counted(count - most, speak('more {what}', { what }))}.`)]];
}

function rejectedLine({ label, askedAt, votes }: CustomerContext['rejected'][number], reading: Reading): Line {
  const no = votes.find(({ verdict }) => verdict === 'no');
  const when = cardTime(no?.at ?? askedAt, { ...reading, audience: 'approver' });
  return [
    bold(`${speak('Rejected before')}: `),
    ...(no === undefined
      ? [say(`${oneLine(label)}, ${when}`, 150)]
      : spokenLine('{label}, {when} by {person}', { label: clip(oneLine(label), 100), when, person: mention(no.user) })),
    ...(no?.reason === undefined ? [] : [say(`: ${oneLine(no.reason)}`, 200)]),
  ];
}
