/** What a person sees in blocks and forms. */
import { everyThing, list, type Thing, text, thing, things } from './fakes/json.ts';
import { stateOf } from './fakes/slack/view-state.ts';
import type { View } from './fakes/slack/words.ts';

/** All that a person can read in blocks, in order; the fallback text is not looked at. */
export function words(blocks: unknown): string {
  const parts: string[] = [];
  for (const one of everyThing(blocks)) {
    if ((one.type === 'plain_text' || one.type === 'mrkdwn' || one.type === 'text') && typeof one.text === 'string')
      parts.push(one.text);
    if (one.type === 'plain_text_input' && typeof one.initial_value === 'string') parts.push(one.initial_value);
    if ((one.type === 'table' || one.type === 'data_table') && one.rows !== undefined)
      for (const cell of everyThing(one.rows)) if (cell.type === 'raw_text') parts.push(text(cell.text));
    if (one.type === 'markdown') parts.push(text(one.text));
    if (one.type === 'user') parts.push(`<@${text(one.user_id)}>`);
  }
  return parts.join('\n');
}
export const viewWords = (one: View) =>
  `${words([one.view.title])}\n${words(one.view.blocks)}\n${words([one.view.submit ?? {}])}`;

/** A word to bridge the time, not an answer yet. */
export const isWaiting = (blocks: unknown, fallback = '') => /^(Looking|Checking)[^…]*…/.test((words(blocks) || fallback).trim());
/** Slack took longer to say who somebody is than the app waits for it, as ours may on a busy machine: they are told to do it again. */
export const isToDoAgain = (said: string) =>
  /so nothing was recorded\. Press again( at [^.]+)?\.|Slack did not answer in time\. Try again\./.test(said);
export const buttons = (blocks: unknown) => [...everyThing(blocks)].filter((one) => one.type === 'button');
export const labelOf = (element: Thing) => text(thing(element.text).text);
const plainLabel = (label: string) => label.replace(/^[^\p{L}\p{N}<]+/u, '').trim();

/** A button or an option of an overflow menu, by what it says. */
export function findPressable(
  blocks: unknown,
  label: string | RegExp,
): { element: Thing; block_id: string; option?: Thing } | undefined {
  const is = (found: string) => (typeof label === 'string' ? found === label || plainLabel(found) === label : label.test(found));
  for (const block of things(blocks))
    for (const element of everyThing(block)) {
      if (element.type === 'button' && is(labelOf(element))) return { element, block_id: text(block.block_id) };
      if (element.type === 'overflow')
        for (const option of things(element.options))
          if (is(labelOf(option))) return { element, block_id: text(block.block_id), option };
    }
  return undefined;
}

/** The element under a label; also what stands in a section or actions beside such words. */
export function under(one: View, label: string): { element: Thing; block: Thing } {
  for (const block of things(one.view.blocks))
    if (block.type === 'input' && text(thing(block.label).text).replace(/\s*\(optional\)$/i, '') === label)
      return { element: thing(block.element), block };
  throw new Error(`no input labelled ${label} in: ${inputs(one).join(', ')} :: ${viewWords(one)}`);
}
export const inputs = (one: View) =>
  things(one.view.blocks)
    .filter((block) => block.type === 'input')
    .map((block) => text(thing(block.label).text));

/** What stands in an input now, in words. */
export function filledIn(one: View, label: string): string {
  const { element, block } = under(one, label);
  const state = thing(thing(thing(stateOf(one))[text(block.block_id)])[text(element.action_id)]);
  const several = things(state.selected_options).map(labelOf).join(', ');
  return (
    text(state.value) ||
    labelOf(thing(state.selected_option)) ||
    text(state.selected_date) ||
    text(state.selected_time) ||
    several
  );
}

export function optionFaults(answer: Thing): string[] {
  const faults: string[] = [];
  const groups = things(answer.option_groups);
  const all = [...things(answer.options), ...groups.flatMap((group) => things(group.options))];
  if (answer.options === undefined && answer.option_groups === undefined) faults.push('neither options nor option_groups');
  if (all.length > 100) faults.push(`${all.length} options`);
  for (const group of groups) if (list(group.options).length === 0) faults.push('a group without options');
  for (const one of all) {
    if (labelOf(one) === '' || labelOf(one).length > 75) faults.push(`option text of ${labelOf(one).length}`);
    if (text(one.value) === '' || text(one.value).length > 150) faults.push('option value');
    if (text(thing(one.description).text).length > 75) faults.push('option description');
  }
  return faults;
}
