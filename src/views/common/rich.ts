import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextQuote, RichTextSection } from '@slack/types';
import { passage, short } from '../../lib/text.ts';
import { isWebAddress } from './blocks.ts';

/**
 * Rich text takes words and formatting apart, so that foreign words cannot format, mention or link: the choice for everything that
 * needs more than plain text. `say` and its siblings take one line; `passage` keeps line breaks.
 */

/** A run keeps its outer blanks, since it stands beside others. */
function run(text: string, max: number): string {
  const lead = /^\s/.test(text) ? ' ' : '';
  const trail = /\s$/.test(text) ? ' ' : '';
  const middle = short(text, max);
  return middle === '' ? ' ' : `${lead}${middle}${trail}`;
}

export function say(text: string, max = 600): RichTextElement {
  return { type: 'text', text: run(text, max) };
}

export function bold(text: string, max = 300): RichTextElement {
  return { type: 'text', text: run(text, max), style: { bold: true } };
}

export function italic(text: string, max = 300): RichTextElement {
  return { type: 'text', text: run(text, max), style: { italic: true } };
}

export function struck(text: string, max = 300): RichTextElement {
  return { type: 'text', text: run(text, max), style: { strike: true } };
}

export function code(text: string, max = 100): RichTextElement {
  return { type: 'text', text: run(text, max), style: { code: true } };
}

/** A person of this workspace. An id that is none is shown as text, since Slack would refuse the block. */
export function mention(userId: string): RichTextElement {
  return isUserId(userId) ? { type: 'user', user_id: userId } : say(userId, 60);
}

export function isUserId(id: string): boolean {
  return /^[UW][A-Z0-9]{1,20}$/.test(id);
}

/** A link where the address is a web address, else its text. */
export function link(url: string, text: string): RichTextElement {
  return isWebAddress(url) ? { type: 'link', url, text: run(text, 200) } : say(text, 200);
}

export type Line = readonly RichTextElement[];

/** Lines under each other, in one paragraph. */
export function lines(...all: readonly Line[]): RichTextSection {
  const full = all.filter((line) => line.length > 0);
  return {
    type: 'rich_text_section',
    elements: full.flatMap((line, index) => (index === 0 ? [...line] : [{ type: 'text' as const, text: '\n' }, ...line])),
  };
}

export function bullets(items: readonly Line[]): RichTextBlockElement[] {
  const full = items.filter((item) => item.length > 0);
  if (full.length === 0) return [];
  return [
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: full.map((item) => ({ type: 'rich_text_section', elements: [...item] })),
    },
  ];
}

/** Somebody's own words, with their line breaks. */
export function quote(text: string, max = 1000): RichTextQuote {
  return { type: 'rich_text_quote', elements: [{ type: 'text', text: passage(text, max) || '–' }] };
}

export function rich(...elements: readonly RichTextBlockElement[]): RichTextBlock {
  return { type: 'rich_text', elements: elements.filter((element) => element.elements.length > 0) };
}

/** Lines as a block of their own. */
export function richLines(...all: readonly Line[]): RichTextBlock {
  return rich(lines(...all));
}
