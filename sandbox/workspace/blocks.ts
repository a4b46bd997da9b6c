/** Reading blocks: elements by name, the values that inputs hold. */
import type { ViewValues } from './page-protocol.ts';
import { isThing, type Thing, text, things } from './thing.ts';

/** An element that can be acted on, and where it is. */
export type Placed = { element: Thing; blockId: string; actionId: string; block: Thing };

/** The elements directly in a block, cards of a carousel included. */
export function elementsOf(block: Thing): Thing[] {
  const direct = [block.accessory, block.element].filter(isThing);
  const listed = block.type === 'actions' || block.type === 'context_actions' ? things(block.elements) : [];
  const cards = block.type === 'carousel' ? things(block.elements) : [block];
  return [
    ...direct,
    ...listed,
    ...cards.flatMap((card) => (block.type === 'card' || block.type === 'carousel' ? things(card.actions) : [])),
  ];
}

export function isInteractive(element: Thing): boolean {
  return element.type !== 'image';
}

/** Every element with an action_id, in the order in which it is drawn. */
export function interactive(blocks: readonly Thing[]): Placed[] {
  return blocks.flatMap((block) => [
    ...elementsOf(block)
      .filter(isInteractive)
      .map((element) => ({ element, block, blockId: String(block.block_id), actionId: String(element.action_id) })),
    ...interactive(things(block.child_blocks)),
  ]);
}

/** The value of an element as Slack puts it into `state.values`; undefined for what holds none (buttons, overflow menus). */
export function initialValue(element: Thing): ViewValues[string][string] | undefined {
  const type = String(element.type);
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: text(element.initial_value) || null };
    case 'rich_text_input':
      return { type, rich_text_value: element.initial_value ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    case 'file_input':
      return { type, files: [] };
    default:
      return undefined;
  }
}

/**
 * The values of all inputs: what was entered is kept if block_id, action_id and type are still the same, all else starts at its
 * initial value. This is also what Slack does with a modal that the app updates.
 */
export function valuesOf(blocks: readonly Thing[], entered: ViewValues = {}): ViewValues {
  const values: ViewValues = {};
  for (const { element, blockId, actionId } of interactive(blocks)) {
    const initial = initialValue(element);
    if (initial === undefined) continue;
    const kept = entered[blockId]?.[actionId];
    values[blockId] = { ...values[blockId], [actionId]: kept?.type === initial.type ? kept : initial };
  }
  return values;
}

/** What is in a value, whatever it is called there; undefined when it is empty. */
export function held(value: Thing | undefined): unknown {
  if (value === undefined) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (name === 'type' || member === null || member === undefined || member === '') continue;
    if (!Array.isArray(member) || member.length > 0) return member;
  }
  return undefined;
}
