/** Turns what a test says it enters into what Slack's client would put into `state.values`. */
import type { PageOptionsAnswer, ViewValues } from './page-protocol.ts';
import type { State } from './state.ts';
import { isThing, type Thing, textOf, things } from './thing.ts';

/**
 * A text, an option (by text or value), several of them, a yes or no, or null to empty the input. In an external menu a text is typed
 * and then chosen; `{query, option}` types one thing and chooses another.
 */
export type Entry = string | number | boolean | readonly string[] | Date | { query: string; option: string } | null;

export type Filling = { state: State; options(query: string): Promise<PageOptionsAnswer> };

/** @throws Error when there is no such option; it says which there are */
export async function fill(filling: Filling, element: Thing, entry: Entry): Promise<ViewValues[string][string]> {
  const type = String(element.type);
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: entry === null || entry === '' ? null : String(entry) };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: entry === null ? null : pickOption(offered(element), String(entry)) };
    case 'external_select':
      return { type, selected_option: entry === null ? null : await pickExternal(filling, entry) };
    case 'multi_static_select':
      return { type, selected_options: list(entry).map((one) => pickOption(offered(element), one)) };
    case 'multi_external_select':
      return { type, selected_options: await Promise.all(list(entry).map((one) => pickExternal(filling, one))) };
    case 'checkboxes':
      return { type, selected_options: ticked(element, entry) };
    case 'users_select':
      return { type, selected_user: entry === null ? null : personId(filling.state, String(entry)) };
    case 'multi_users_select':
      return { type, selected_users: list(entry).map((one) => personId(filling.state, one)) };
    case 'channels_select':
      return { type, selected_channel: entry === null ? null : channelId(filling.state, String(entry)) };
    case 'conversations_select':
      return { type, selected_conversation: entry === null ? null : channelId(filling.state, String(entry)) };
    case 'datepicker':
      return { type, selected_date: entry instanceof Date ? entry.toISOString().slice(0, 10) : entry };
    case 'timepicker':
      return { type, selected_time: entry };
    case 'datetimepicker':
      return { type, selected_date_time: entry instanceof Date ? Math.floor(entry.getTime() / 1000) : entry };
    case 'overflow':
      return { type, selected_option: pickOption(offered(element), String(entry)) };
    default:
      throw new Error(`A ${type} cannot be filled in here.`);
  }
}

/** The options of a menu, groups laid side by side. */
export function offered(element: Thing): Thing[] {
  return [...things(element.options), ...things(element.option_groups).flatMap((group) => things(group.options))];
}

function pickOption(options: readonly Thing[], wanted: string): Thing {
  const found = options.find((option) => textOf(option.text) === wanted) ?? options.find((option) => option.value === wanted);
  if (found !== undefined) return found;
  throw new Error(
    `There is no option "${wanted}". There are: ${options.map((option) => textOf(option.text)).join(' | ') || 'none'}`,
  );
}

/** Types the text, and takes the option that is it, else the only one. */
async function pickExternal(filling: Filling, entry: Entry): Promise<Thing> {
  const { query, option: wanted } = isThing(entry) && 'query' in entry ? entry : { query: String(entry), option: String(entry) };
  const answer = await filling.options(query);
  if (!answer.ok) throw new Error(`The options for "${query}" did not come: ${answer.say}`);
  const options = answer.groups.flatMap((group) => group.options);
  const exact = options.find((option) => option.text === wanted || option.value === wanted);
  const found = exact ?? (options.length === 1 ? options[0] : undefined);
  if (found === undefined)
    throw new Error(`"${wanted}" is not among: ${options.map((option) => option.text).join(' | ') || 'none'}`);
  const description = found.description === undefined ? {} : { description: plain(found.description) };
  return { text: plain(found.text), value: found.value, ...description };
}

function plain(text: string): Thing {
  return { type: 'plain_text', text, emoji: true };
}

function ticked(element: Thing, entry: Entry): Thing[] {
  if (entry === true) return offered(element);
  if (entry === false || entry === null) return [];
  return list(entry).map((one) => pickOption(offered(element), one));
}

function list(entry: Entry): string[] {
  if (entry === null) return [];
  return Array.isArray(entry) ? entry.map(String) : [String(entry)];
}

function personId(state: State, wanted: string): string {
  const found = state.people.get(wanted) ?? [...state.people.values()].find((person) => person.name === wanted);
  if (found === undefined) throw new Error(`There is nobody called "${wanted}".`);
  return found.id;
}

/** A channel by id or name, with or without its `#`. */
export function channelId(state: State, wanted: string): string {
  if (state.channels.has(wanted) || wanted.startsWith('D')) return wanted;
  const found = [...state.channels.values()].find((channel) => channel.name === wanted.replace(/^#/, ''));
  if (found === undefined) throw new Error(`There is no channel "${wanted}".`);
  return found.id;
}

/** The name of an input: the label above it, or its placeholder, or the text on it. */
export function labelOf(block: Thing, element: Thing): string[] {
  const texts = [block.type === 'input' ? block.label : block.text, element.text, element.placeholder].filter(isThing);
  return texts.flatMap((item) => textOf(item) ?? []);
}
