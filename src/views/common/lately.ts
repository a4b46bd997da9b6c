import type { KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { clip, oneLine } from '../../lib/text.ts';
import { formatRelative } from '../../lib/when.ts';
import { type ShownState, stateWords } from '../request/words.ts';
import { bold, isUserId, type Line, mention, richLines, say, spokenLine } from './rich.ts';

/** Who else was at a customer in the last ten minutes, and what waits for it. */
export type LatelyFacts = {
  now: Date;
  others: readonly { person: string; did: 'looked' | 'changed'; at: Date }[];
  waiting: readonly { label: string; asker: string; state: ShownState }[];
};

const most = 4;
const mostWaiting = 3;

/** So that two people do not do the same thing. No block if there is nobody else and nothing waits. */
export function latelyBlocks(facts: LatelyFacts | undefined): KnownBlock[] {
  if (facts === undefined) return [];
  const all = [othersLine(facts), ...facts.waiting.slice(0, mostWaiting).map(waitingLine)].filter((line) => line.length > 0);
  return all.length === 0 ? [] : [richLines(...all)];
}

function othersLine({ others, now }: LatelyFacts): Line {
  const people = others.filter(({ person }) => isUserId(person));
  if (people.length === 0) return [];
  const shown = people.slice(0, most).flatMap(({ person, did, at }, index): Line => {
    // A clock that is a moment ahead tells of the future.
    const said = { person: mention(person), ago: formatRelative(at > now ? now : at, now) };
    return [
      ...(index === 0 ? [] : [say(', ')]),
      ...(did === 'looked' ? spokenLine('{person} looked {ago}', said) : spokenLine('{person} changed something {ago}', said)),
    ];
  });
  const rest = people.length - most;
  return [
    bold(`${speak('👥 In the last 10 minutes')}: `),
    ...shown,
    ...(rest > 0 ? [say(speak(' and {rest} more', { rest }))] : []),
  ];
}

function waitingLine({ label, asker, state }: LatelyFacts['waiting'][number]): Line {
  return [
    bold(`${stateWords[state]}: `),
    ...spokenLine('{label}, asked for by {person}', { label: clip(oneLine(label), 80), person: mention(asker) }),
  ];
}
