import type { AnyBlock, InputBlock, KnownBlock, Option } from '@slack/types';
import { initialValue as initialValueOf } from '../workspace/blocks.ts';
import type { ViewValues } from '../workspace/page-protocol.ts';
import { type AnyElement, type Chosen, type FieldElement, isField } from './elements/types.ts';

/** One value in `view.state.values`. */
export type FieldValue = { type: string } & Record<string, unknown>;

/** A block with the id under which its values are sent. */
export type Placed = { block: KnownBlock; blockId: string };

/** A field with its whole address. `input` is the block around it if it is an input block. */
export type Field = { blockId: string; actionId: string; element: FieldElement; input?: InputBlock };

/** Slack gives a block without an id one of its own; the page needs one that stays the same from drawing to drawing. */
export function place(blocks: readonly AnyBlock[], prefix = 'block'): Placed[] {
  return blocks.map((block, index) => ({
    block: block as KnownBlock, // safe: every reader switches on `type` and has a branch for a type it does not know
    blockId: block.block_id ?? `${prefix}-${index}`,
  }));
}

export function actionIdOf(element: AnyElement, index = 0): string {
  return 'action_id' in element && element.action_id ? element.action_id : `${element.type}-${index}`;
}

/** Every element of the blocks that holds a value, in reading order. */
export function fieldsOf(blocks: readonly AnyBlock[], prefix?: string): Field[] {
  return place(blocks, prefix).flatMap(({ block, blockId }): Field[] => {
    const field = (element: AnyElement, index: number, input?: InputBlock): Field[] =>
      isField(element) ? [{ blockId, actionId: actionIdOf(element, index), element, input: input || undefined }] : [];
    if (block.type === 'input') return field(block.element, 0, block);
    if (block.type === 'actions') return block.elements.flatMap((element, index) => field(element, index));
    if (block.type === 'section' && block.accessory) return field(block.accessory, 0);
    if (block.type === 'container') return fieldsOf(block.child_blocks, blockId);
    return [];
  });
}

function chosen(option: Option | null): Chosen | null {
  if (!option) return null;
  return { text: option.text, value: option.value ?? '', description: option.description || undefined };
}

/** The value that a field has before anybody touched it, as Slack has it; of a choice, what the page shows of it. */
export function initialValue(element: FieldElement): FieldValue {
  const value = initialValueOf({ ...element }) ?? { type: element.type, value: null };
  // safe: these are the element's own initial options, or none
  if ('selected_option' in value) return { ...value, selected_option: chosen(value.selected_option as Option | null) };
  if ('selected_options' in value) return { ...value, selected_options: (value.selected_options as Option[]).map(chosen) };
  return value;
}

/**
 * The values after a view was opened or updated: a field that kept its block_id, its action_id and its type keeps what was typed
 * into it, all others start with what the view says. A choice that is no longer offered is forgotten.
 */
export function reconcile(previous: ViewValues | undefined, blocks: readonly AnyBlock[]): ViewValues {
  const values: ViewValues = {};
  for (const { blockId, actionId, element } of fieldsOf(blocks)) {
    const before = previous?.[blockId]?.[actionId];
    const kept = before?.type === element.type && stillOffered(element, before);
    values[blockId] = { ...values[blockId], [actionId]: kept ? before : initialValue(element) };
  }
  return values;
}

function stillOffered(element: FieldElement, value: FieldValue): boolean {
  if (!('options' in element || 'option_groups' in element)) return true;
  const offered = new Set(optionsOf(element).map((option) => option.value));
  return selectedOptions(value).every((option) => offered.has(option.value));
}

/** The options that an element itself lists, in groups or not. */
export function optionsOf(element: FieldElement): Option[] {
  if ('option_groups' in element && element.option_groups) return element.option_groups.flatMap((group) => group.options);
  return 'options' in element ? (element.options ?? []) : [];
}

/** The options chosen in a value, one or many. */
export function selectedOptions(value: FieldValue | undefined): Chosen[] {
  const one = value?.selected_option;
  const many = value?.selected_options;
  // safe: only initialValue and the selects of this page write these members, with exactly this shape
  return Array.isArray(many) ? (many as Chosen[]) : one ? [one as Chosen] : [];
}

export function withValue(values: ViewValues, blockId: string, actionId: string, value: FieldValue): ViewValues {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: value } };
}

/** Whether nothing was filled in or chosen. */
export function isEmpty(value: FieldValue | undefined): boolean {
  return Object.entries(value ?? {}).every(
    ([key, member]) => key === 'type' || member === null || member === '' || (Array.isArray(member) && member.length === 0),
  );
}

/** The element's part of `actions[]` in a block_actions payload: its address, and what it holds now. */
export function actionOf(element: AnyElement, blockId: string, actionId: string, value?: FieldValue): Record<string, unknown> {
  const address = { type: element.type, block_id: blockId, action_id: actionId };
  if (element.type === 'button') {
    return {
      ...address,
      text: element.text,
      value: element.value,
      style: element.style,
      url: element.url || undefined,
    };
  }
  return { ...address, ...(value ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'type')) : {}) };
}
