import type { KnownBlock } from '@slack/types';
import { escapeMrkdwn } from '../../lib/text.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { actions, button, type Message } from './blocks.ts';
import { richLines, say } from './rich.ts';

/** Where something that was not found leads instead: a sentence, empty if the one before says it, and a button that types a command. */
export type WayOn = { say: string; text: string; command: string };

const most = 5;

export function waysOnBlocks(ways: readonly WayOn[]): KnownBlock[] {
  const sentences = sentencesOf(ways);
  return [
    ...(sentences.length === 0 ? [] : [richLines(...sentences.map((one) => [say(one, 300)]))]),
    ...actions(
      ways.slice(0, most).map(({ text, command }, index) =>
        button({
          text,
          actionId: uniqueId(actionIds.tryAgain, `way.${index}`),
          value: command,
          style: index === 0 ? 'primary' : undefined,
        }),
      ),
    ),
  ];
}

/** A message that says it, too. */
export function withWaysOn(message: Message, ways: readonly WayOn[]): Message {
  const blocks = [...(message.blocks ?? []), ...waysOnBlocks(ways)];
  return { ...message, text: [message.text, ...sentencesOf(ways).map((one) => escapeMrkdwn(one, 300))].join(' '), blocks };
}

/** For a message's text. */
export function sentencesOf(ways: readonly WayOn[]): string[] {
  return ways
    .slice(0, most)
    .map(({ say: sentence }) => sentence)
    .filter((sentence) => sentence !== '');
}
