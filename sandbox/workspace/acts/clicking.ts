/** Acting on buttons, menus and boxes, wherever they are. docs.slack.dev/reference/interaction-payloads/block_actions-payload */
import { interactive, type Placed, valuesOf } from '../blocks.ts';
import { deliver } from '../deliveries.ts';
import { checkOptions, refusals } from '../limits/index.ts';
import { asSlackMessage } from '../messages.ts';
import type { PageOption, PageOptionsAnswer, ViewValues } from '../page-protocol.ts';
import { asSlackView, channelOf, messageActionsPayload, suggestionPayload, viewActionsPayload } from '../payloads.ts';
import { keep, type Site } from '../site.ts';
import { isMember, type StoredMessage, type StoredView, seenBy, stackOf } from '../state.ts';
import { isThing, type Thing, text, textOf, things } from '../thing.ts';
import { type Acted, refusedByClient, settled } from './acted.ts';

const gone = 'This is no longer there.';

/** What one person can act on: a message that they see, a modal of theirs, or their Home. */
export type Place = { message: StoredMessage } | { view: StoredView };

export function messagePlace(site: Site, person: string, channel: string, ts: string): Place | undefined {
  if (!isMember(site.state, person, channel)) return undefined;
  const message = seenBy(site.state, person, channel).find((entry) => entry.ts === ts);
  return message === undefined ? undefined : { message };
}

export function modalPlace(site: Site, person: string, viewId: string): { view: StoredView } | undefined {
  const view = stackOf(site.state, person).find((entry) => entry.id === viewId);
  return view === undefined ? undefined : { view };
}

export function homePlace(site: Site, person: string): { view: StoredView } | undefined {
  const view = site.state.homes.get(person);
  return view === undefined ? undefined : { view };
}

export function blocksOf(place: Place): Thing[] {
  if ('view' in place) return things(place.view.view.blocks);
  return [...place.message.blocks, ...(place.message.unfurls ?? []).flatMap(({ blocks }) => blocks)];
}

/** The values that this person has entered there. */
export function valuesAt(site: Site, person: string, place: Place): ViewValues {
  if ('view' in place) return place.view.values;
  return valuesOf(blocksOf(place), site.state.chosen.get(chosenKey(person, place.message)));
}

function chosenKey(person: string, message: StoredMessage): string {
  return `${person}|${message.channel}|${message.ts}`;
}

/**
 * Acts on one element. `action` is the element's part of Slack's `actions[]`, found by its action_id and block_id; what the element
 * itself says (a button's value, say) is taken from the element.
 */
export async function act(
  site: Site,
  person: string,
  place: Place | undefined,
  action: Thing,
  values: ViewValues,
): Promise<Acted> {
  const placed = place === undefined ? undefined : find(place, action);
  if (place === undefined || placed === undefined) return refusedByClient(gone);
  const entered = entering(site, person, place, placed, action, values);
  if (placed.block.type === 'input' && placed.block.dispatch_action !== true) return { ok: true, ackMs: 0 };
  const whole = {
    ...fromElement(placed),
    ...action,
    type: placed.element.type,
    block_id: placed.blockId,
    action_id: placed.actionId,
    action_ts: site.state.nextTs(),
  };
  const payload =
    'message' in place
      ? messageActionsPayload(site, person, place.message, [whole], entered)
      : viewActionsPayload(site, person, place.view, [whole]);
  return settled(site, person, await deliver(site, { kind: 'interactive', payload }));
}

function find(place: Place, action: Thing): Placed | undefined {
  return interactive(blocksOf(place)).find(
    ({ actionId, blockId }) => actionId === action.action_id && (action.block_id === undefined || blockId === action.block_id),
  );
}

/** Keeps what is entered now, the element acted on included. */
function entering(site: Site, person: string, place: Place, placed: Placed, action: Thing, values: ViewValues): ViewValues {
  const before = { ...valuesAt(site, person, place), ...values };
  const present = before[placed.blockId]?.[placed.actionId];
  if (present !== undefined) {
    const names = Object.keys(present).filter((name) => name !== 'type');
    const chosen = Object.fromEntries(names.map((name) => [name, name in action ? action[name] : present[name]]));
    before[placed.blockId] = { ...before[placed.blockId], [placed.actionId]: { ...chosen, type: present.type } };
  }
  const entered = valuesOf(blocksOf(place), before);
  if ('view' in place) place.view.values = entered;
  else site.state.chosen.set(chosenKey(person, place.message), entered);
  return entered;
}

/** The members of Slack's action that come from the element. */
function fromElement({ element }: Placed): Thing {
  const { text: label, value, style, placeholder, url } = element;
  const members =
    element.type === 'button' || element.type === 'icon_button' ? { text: label, value, style, url } : { placeholder };
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined));
}

/** Asks the app for the options of an external menu. */
export async function suggest(
  site: Site,
  person: string,
  place: Place | undefined,
  asked: { blockId: string; actionId: string; query: string },
): Promise<PageOptionsAnswer> {
  const placed = place === undefined ? undefined : find(place, { action_id: asked.actionId, block_id: asked.blockId });
  if (place === undefined || placed === undefined) return { ok: false, say: gone };
  const { min_query_length: least = 3 } = placed.element;
  // Slack's client does not ask before so much has been typed.
  if (typeof least === 'number' && asked.query.length < least) return { ok: true, groups: [] };
  const where: Thing =
    'view' in place
      ? { container: { type: 'view', view_id: place.view.id }, view: asSlackView(site, place.view) }
      : {
          container: { type: 'message', message_ts: place.message.ts, channel_id: place.message.channel },
          channel: channelOf(site, place.message.channel),
          message: asSlackMessage(site, place.message),
        };
  const acked = await deliver(site, { kind: 'interactive', payload: suggestionPayload(site, person, asked, where) });
  if (acked.outcome !== 'acked') return { ok: false, say: 'No results: the app did not answer.' };
  const problems = refusals(checkOptions(acked.body));
  if (problems.length > 0 || !isThing(acked.body)) {
    keep(site.refusals, { where: 'options', error: 'invalid_options', problems });
    return { ok: false, say: 'No results: the app answered with something that Slack does not take.' };
  }
  const groups = things(acked.body.option_groups).map((group) => ({
    label: textOf(group.label) ?? '',
    options: things(group.options).map(asPageOption),
  }));
  return {
    ok: true,
    groups: acked.body.options === undefined ? groups : [{ options: things(acked.body.options).map(asPageOption) }],
  };
}

function asPageOption(option: Thing): PageOption {
  const description = textOf(option.description);
  return {
    text: textOf(option.text) ?? '',
    value: text(option.value) ?? '',
    description,
  };
}
