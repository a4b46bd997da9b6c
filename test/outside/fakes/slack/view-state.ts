/** What stands in the inputs of a view. */
import { list, type Thing, text, thing } from '../json.ts';
import type { View } from './words.ts';

/** What Slack would send as `state.values` of a view: what was typed, else what the view says to begin with. */
export function stateOf(one: View): Thing {
  const values: Record<string, Thing> = {};
  for (const block of list(one.view.blocks).map(thing)) {
    const elements =
      block.type === 'input'
        ? [thing(block.element)]
        : block.type === 'actions'
          ? list(block.elements).map(thing)
          : [thing(block.accessory)];
    for (const element of elements) {
      const kind = text(element.type);
      if (kind === '' || kind === 'button' || kind === 'overflow' || kind === 'image') continue;
      const block_id = text(block.block_id);
      const action_id = text(element.action_id);
      const typed = one.typed.get(`${block_id}/${action_id}`);
      const slot = thing(values[block_id]);
      slot[action_id] = typed ?? initialOf(element);
      values[block_id] = slot;
    }
  }
  return values;
}

function initialOf(element: Thing): Thing {
  const type = text(element.type);
  if (/select|radio/.test(type) && !type.startsWith('multi')) return { type, selected_option: element.initial_option ?? null };
  if (type === 'checkboxes' || type.startsWith('multi')) return { type, selected_options: element.initial_options ?? [] };
  if (type === 'datepicker') return { type, selected_date: element.initial_date ?? null };
  if (type === 'timepicker') return { type, selected_time: element.initial_time ?? null };
  if (type === 'datetimepicker') return { type, selected_date_time: element.initial_date_time ?? null };
  return { type, value: element.initial_value ?? null };
}
