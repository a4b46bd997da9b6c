import { speak } from '../../lib/language/speak.ts';
import { clip } from '../../lib/text.ts';
import type { Message } from './blocks.ts';

/** A long text is cut by Slack; this much of it is shown whole (docs.slack.dev/reference/methods/chat.postMessage#truncating). */
const mostCharacters = 3_500;

/** What is left of a message when Slack doesn't take its blocks: its words, and where to find what its buttons do. */
export function withoutBlocks({ text, blocks }: { text: string; blocks?: readonly Message['blocks'][number][] }): Message {
  const hasButtons = blocks?.some((block) => block.type === 'actions' || (block.type === 'section' && block.accessory)) ?? false;
  const hint = hasButtons
    ? speak('\nSlack can’t show the buttons of this message. You find them in Wheelhouse’s Home and with /approvals.')
    : '';
  // Half an entity or half a mention at the cut would be shown as it is written.
  const words = clip(text, mostCharacters).replace(/(?:&[a-z]{0,4}|<[^<>]*)…$/, '…');
  return { text: `${words}${hint}`, blocks: [] };
}
