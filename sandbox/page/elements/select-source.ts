import type { ChannelsSelect, ConversationsSelect, MultiSelect, Option, Select } from '@slack/types';
import type { PageState } from '../../workspace/page-protocol.ts';
import { plainText } from '../texts/text.tsx';
import type { FieldValue } from '../values.ts';
import { selectedOptions } from '../values.ts';
import { type Chosen, plain } from './types.ts';

/** One line of a select's list. `chosen` is what Slack sends for it: an option, or an id. */
export type Line = { value: string; label: string; detail?: string; chosen: Chosen | string };
export type LineGroup = { label?: string; lines: Line[] };

export type AnySelect = Select | MultiSelect;

/** Slack's default for external selects. https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const MIN_QUERY = 3;

export function minQueryOf(element: AnySelect): number {
  return element.type === 'external_select' || element.type === 'multi_external_select'
    ? (element.min_query_length ?? MIN_QUERY)
    : 0;
}

export function isExternal(element: AnySelect): boolean {
  return element.type === 'external_select' || element.type === 'multi_external_select';
}

/** The lines that the page itself knows; none for an external select. */
export function linesOf(element: AnySelect, state: PageState): LineGroup[] {
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
      if (element.option_groups) {
        return element.option_groups.map(({ label, options }) => ({ label: plainText(label), lines: options.map(optionLine) }));
      }
      return [{ lines: (element.options ?? []).map(optionLine) }];
    case 'users_select':
    case 'multi_users_select':
      return [{ lines: state.people.map(({ id, name, title }) => ({ value: id, label: name, detail: title, chosen: id })) }];
    case 'channels_select':
    case 'multi_channels_select':
    case 'conversations_select':
    case 'multi_conversations_select':
      return [{ lines: conversationLines(element, state) }];
    default:
      return [];
  }
}

type AnyConversations = Extract<
  AnySelect,
  { type: 'channels_select' | 'multi_channels_select' | 'conversations_select' | 'multi_conversations_select' }
>;

function conversationLines(element: AnyConversations | ChannelsSelect | ConversationsSelect, state: PageState): Line[] {
  const only = element.type === 'channels_select' || element.type === 'multi_channels_select';
  const include = 'filter' in element ? element.filter?.include : undefined;
  return state.conversations
    .filter(({ kind }) =>
      only
        ? kind === 'channel'
        : !include || (kind === 'dm' ? include.includes('im') : include.some((type) => type === 'public' || type === 'private')),
    )
    .map(({ id, kind, name, topic }) => ({
      value: id,
      label: kind === 'channel' ? `#${name}` : name,
      detail: topic || undefined,
      chosen: id,
    }));
}

export function optionLine(option: Option): Line {
  return {
    value: option.value ?? '',
    label: plainText(option.text),
    detail: option.description ? plainText(option.description) : undefined,
    chosen: { text: option.text, value: option.value ?? '', description: option.description || undefined },
  };
}

/** An answer of the app to a typed query, as lines. */
export function answerLine({ text, value, description }: { text: string; value: string; description?: string }): Line {
  return {
    value,
    label: text,
    detail: description || undefined,
    chosen: { text: plain(text), value, description: description ? plain(description) : undefined },
  };
}

/** Keeps the lines whose label or detail has every word of the query. */
export function matching(groups: readonly LineGroup[], query: string): LineGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      lines: group.lines.filter(({ label, detail }) =>
        words.every((word) => `${label} ${detail ?? ''}`.toLowerCase().includes(word)),
      ),
    }))
    .filter(({ lines }) => lines.length > 0);
}

const SINGLE = {
  users_select: 'selected_user',
  channels_select: 'selected_channel',
  conversations_select: 'selected_conversation',
} as const;
const MULTI = {
  multi_users_select: 'selected_users',
  multi_channels_select: 'selected_channels',
  multi_conversations_select: 'selected_conversations',
} as const;

/** What is chosen in a select, as lines to show. */
export function chosenLines(element: AnySelect, value: FieldValue | undefined, state: PageState): Line[] {
  const ids = element.type in SINGLE || element.type in MULTI ? idsIn(element, value) : undefined;
  if (!ids) return selectedOptions(value).map((option) => optionLine(option as Option)); // safe: Chosen is an option with its value given
  const known = linesOf(element, state).flatMap(({ lines }) => lines);
  return ids.map((id) => known.find((line) => line.value === id) ?? { value: id, label: id, chosen: id });
}

function idsIn(element: AnySelect, value: FieldValue | undefined): string[] {
  const member = value?.[memberOf(element)];
  return Array.isArray(member) ? member.map(String) : typeof member === 'string' ? [member] : [];
}

/** The name under which Slack carries this select's choice. */
export function memberOf(element: AnySelect): string {
  if (element.type in SINGLE) return SINGLE[element.type as keyof typeof SINGLE]; // safe: the line's own condition
  if (element.type in MULTI) return MULTI[element.type as keyof typeof MULTI]; // safe: the line's own condition
  return element.type.startsWith('multi_') ? 'selected_options' : 'selected_option';
}
