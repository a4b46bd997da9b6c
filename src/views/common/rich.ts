import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextQuote, RichTextSection } from '@slack/types';
import type { Sentence } from '../../lib/language/german/index.ts';
import { speak, type Values, type ValuesOf } from '../../lib/language/speak.ts';
import { passage, short } from '../../lib/text.ts';
import { isWebAddress } from './blocks.ts';

/**
 * Rich text takes words and formatting apart, so that foreign words cannot format, mention or link: the choice for everything that
 * needs more than plain text. `say` and its siblings take one line; `passage` keeps line breaks.
 */

/** A run keeps its outer blanks, since it is beside others. */
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

/** Our own words, with the people in them (`<@U0ANA>`) as mentions. Never for foreign words, which could mention anybody. */
export function withMentions(text: string, max = 2000): Line {
  return text
    .split(/<@([UW][A-Z0-9]{1,20})>/)
    .flatMap((part, index) => (part === '' ? [] : [index % 2 === 1 ? mention(part) : say(part, max)]));
}

/** A user group of this workspace; who is in it is notified when the message is posted, and not when it changes. */
export function mentionGroup(groupId: string): RichTextElement {
  return /^S[A-Z0-9]{1,20}$/.test(groupId) ? { type: 'usergroup', usergroup_id: groupId } : say(groupId, 60);
}

export function isUserId(id: string): boolean {
  return /^[UW][A-Z0-9]{1,20}$/.test(id);
}

/** A link if the address is a web address, else its text. */
export function link(url: string, text: string): RichTextElement {
  return isWebAddress(url) ? { type: 'link', url, text: run(text, 200) } : say(text, 200);
}

export type Line = readonly RichTextElement[];

type Parts<Message extends Sentence> = { [Name in keyof ValuesOf<Message>]: string | number | RichTextElement | Line };

/**
 * A whole sentence in the reader's language with people, bold words or links within it: `Asked by {person}, {time}`. Their places are those
 * that the language has for them.
 */
export function spokenLine<const Message extends Sentence>(message: Message, values: Parts<Message>, max = 600): Line {
  const parts: Line[] = [];
  const entries = Object.entries<string | number | RichTextElement | Line>(values).map(([name, value]) => {
    if (typeof value === 'number') return [name, value];
    if (typeof value === 'string') return [name, value.replace(marks, '')];
    parts.push('type' in value ? [value] : value);
    return [name, `\uE000${parts.length - 1}\uE001`];
  });
  // safe: the same names, and a mark for what is no text
  const text = speak<Message>(message, ...([Object.fromEntries(entries)] as unknown as Values<Message>));
  return text
    .split(/\uE000(\d+)\uE001/)
    .flatMap((piece, index) => (index % 2 === 1 ? (parts[Number(piece)] ?? []) : piece === '' ? [] : [say(piece, max)]));
}

const marks = /[\uE000\uE001]/g;

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
