/** What a person in Slack can do, and what they see: commands, presses, forms found by their labels. */
import { viewFaults } from './fakes/block-checks.ts';
import { everyThing, list, parsed, type Thing, text, thing, things } from './fakes/json.ts';
import { until } from './fakes/server.ts';
import { type Ack, type Ephemeral, type FakeSlack, type Message, stateOf, team, type View } from './fakes/slack.ts';

export type Shown = { text?: string; blocks: unknown[] };
type Spot =
  | { kind: 'ephemeral'; at: Ephemeral }
  | { kind: 'message'; at: Message }
  | { kind: 'view'; at: View }
  | { kind: 'home'; at: Thing };

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
export const buttons = (blocks: unknown) => [...everyThing(blocks)].filter((one) => one.type === 'button');
export const labelOf = (element: Thing) => text(thing(element.text).text);
const plainLabel = (label: string) => label.replace(/^[^\p{L}\p{N}<]+/u, '').trim();

export type Hands = ReturnType<typeof hands>;

export function hands(slack: FakeSlack, user: string) {
  const who = () => {
    const person = slack.people.get(user);
    return { id: user, username: person?.name ?? '', name: person?.name ?? '', team_id: person?.team_id ?? team };
  };
  const base = () => ({
    user: who(),
    api_app_id: 'A0OUT',
    token: 'legacy',
    team: { id: team, domain: 'outside' },
    enterprise: null,
    is_enterprise_install: false,
  });
  const payload = (what: string, body: Thing) =>
    slack.deliver(what, 'application/x-www-form-urlencoded', new URLSearchParams({ payload: JSON.stringify(body) }).toString());

  /** The raw body of a command, so that the very same delivery can be sent again. */
  function commandBody(command: string, words: string, channel = 'C0SUPPORT') {
    return new URLSearchParams({
      token: 'legacy',
      team_id: team,
      team_domain: 'outside',
      channel_id: channel,
      channel_name: 'support',
      user_id: user,
      user_name: who().username,
      command,
      text: words,
      api_app_id: 'A0OUT',
      is_enterprise_install: 'false',
      response_url: slack.newResponseUrl(user, channel),
      trigger_id: slack.newTrigger(user),
    }).toString();
  }
  const sendCommand = (body: string, sign = {}) => slack.deliver('command', 'application/x-www-form-urlencoded', body, sign);

  const eph = () => slack.ephemerals.filter((one) => one.user === user && !one.gone);
  const modal = () => slack.stackOf(user).at(-1);

  /** What changed for this person: the newest answer or the modal on top, whichever came last. */
  function mark() {
    const seen = new Set(eph().map((one) => `${one.id}${JSON.stringify(one.blocks)}${one.text}`));
    const views = new Map([...slack.views.values()].filter((one) => one.user === user).map((one) => [one.id, one.hash]));
    const messages = new Map(slack.messages.map((one) => [one.ts, one.versions.length]));
    return {
      ephemerals: () =>
        eph().filter((one) => !isWaiting(one.blocks, one.text) && !seen.has(`${one.id}${JSON.stringify(one.blocks)}${one.text}`)),
      view: () => (modal() && views.get(modal()?.id ?? '') !== modal()?.hash ? modal() : undefined),
      messages: (channel: string) =>
        slack.messages.filter((one) => one.channel === channel && (messages.get(one.ts) ?? 0) < one.versions.length),
    };
  }

  /** A command as it is typed: `/customer lookup Ada`. Comes back with the ack and a look at what it led to. */
  async function type(line: string) {
    const before = mark();
    const [command = '', ...rest] = line.split(' ');
    const ack = await sendCommand(commandBody(command, rest.join(' ')));
    const direct = thing(parsed(ack.body));
    if (text(direct.text) !== '' || direct.blocks !== undefined)
      slack.ephemerals.push({
        id: Math.random(),
        user,
        text: text(direct.text),
        blocks: list(direct.blocks),
        via: 'ack',
        gone: false,
        inChannel: direct.response_type === 'in_channel',
      });
    return { ack, before };
  }
  /** Types, and waits for an answer that fits. */
  async function ask(line: string, fits: RegExp | ((words: string) => boolean) = /./, withinMs = 15_000): Promise<Ephemeral> {
    const { before } = await type(line);
    return answerAfter(before, line, fits, withinMs);
  }
  const isFitting = (fits: RegExp | ((words: string) => boolean), found: string) =>
    fits instanceof RegExp ? fits.test(found) : fits(found);
  function answerAfter(
    before: ReturnType<typeof mark>,
    what: string,
    fits: RegExp | ((words: string) => boolean) = /./,
    withinMs = 15_000,
  ) {
    return until(
      `an answer to ${user} for ${what} that fits ${fits}; has ${before
        .ephemerals()
        .map((one) => words(one.blocks))
        .join(' | ')}`,
      () => before.ephemerals().find((one) => isFitting(fits, `${words(one.blocks)}\n${one.text}`)),
      withinMs,
    ).catch((error) => {
      throw new Error(
        `${error instanceof Error ? error.message : error}; instead: ${before
          .ephemerals()
          .map((one) => `${one.text} :: ${words(one.blocks)}`)
          .join(' | ')}; modal: ${modal()?.open ? viewWords(modal() as View) : 'none'}`,
      );
    });
  }
  function modalAfter(
    before: ReturnType<typeof mark>,
    what: string,
    fits: RegExp | ((one: View) => boolean) = /./,
    withinMs = 15_000,
  ): Promise<View> {
    return until(
      `a modal for ${what} that fits ${fits}`,
      () => {
        const one = before.view();
        return one?.open && (fits instanceof RegExp ? fits.test(viewWords(one)) : fits(one)) ? one : undefined;
      },
      withinMs,
    ).catch((error) => {
      throw new Error(
        `${error instanceof Error ? error.message : error}; instead: ${before
          .ephemerals()
          .map((one) => `${one.text} :: ${words(one.blocks)}`)
          .join(' | ')}; modal: ${modal()?.open ? viewWords(modal() as View) : 'none'}`,
      );
    });
  }
  /** Types, and waits for the form to be there: not the placeholder that says that it is being fetched. */
  async function form(line: string, fits: RegExp = /./): Promise<View> {
    const { before } = await type(line);
    return formAfter(before, line, fits);
  }
  const formAfter = async (before: ReturnType<typeof mark>, what: string, fits: RegExp = /./) =>
    modalAfter(before, what, (one) => inputs(one).length > 0 && fits.test(viewWords(one)));

  function place(spot: Spot): Thing {
    if (spot.kind === 'view')
      return {
        container: { type: 'view', view_id: spot.at.id },
        view: slack.shown(spot.at),
        state: { values: stateOf(spot.at) },
      };
    if (spot.kind === 'home')
      return {
        container: { type: 'view', view_id: `VH${user}` },
        view: { ...spot.at, id: `VH${user}`, team_id: team, state: { values: {} }, hash: 'h' },
      };
    if (spot.kind === 'ephemeral')
      return {
        container: { type: 'message', message_ts: String(spot.at.id), channel_id: 'C0SUPPORT', is_ephemeral: true },
        channel: { id: 'C0SUPPORT', name: 'support' },
        response_url: slack.newResponseUrl(user, 'C0SUPPORT', spot.at),
        state: { values: {} },
      };
    return {
      container: { type: 'message', message_ts: spot.at.ts, channel_id: spot.at.channel, is_ephemeral: false },
      channel: { id: spot.at.channel, name: 'x' },
      message: { ts: spot.at.ts, text: spot.at.text, blocks: spot.at.blocks, bot_id: 'B0OUT', type: 'message' },
      response_url: slack.newResponseUrl(user, spot.at.channel, spot.at),
      state: { values: {} },
    };
  }
  const blocksOf = (spot: Spot): unknown => (spot.kind === 'view' ? spot.at.view.blocks : spot.at.blocks);

  function find(blocks: unknown, label: string | RegExp): { element: Thing; block_id: string; option?: Thing } | undefined {
    const is = (found: string) =>
      typeof label === 'string' ? found === label || plainLabel(found) === label : label.test(found);
    for (const block of things(blocks))
      for (const element of everyThing(block)) {
        if (element.type === 'button' && is(labelOf(element))) return { element, block_id: text(block.block_id) };
        if (element.type === 'overflow')
          for (const option of things(element.options))
            if (is(labelOf(option))) return { element, block_id: text(block.block_id), option };
      }
    return undefined;
  }

  /** The raw payload of a press, so that the very same press can be delivered again. */
  function pressBody(spot: Spot, label: string | RegExp): Thing {
    const found = find(blocksOf(spot), label);
    if (!found) throw new Error(`no button ${label} in: ${words(blocksOf(spot))}`);
    const { element, block_id, option } = found;
    return {
      type: 'block_actions',
      ...base(),
      trigger_id: slack.newTrigger(user),
      ...place(spot),
      actions: [
        {
          action_id: element.action_id,
          block_id,
          type: element.type,
          text: element.text,
          ...(element.value === undefined ? {} : { value: element.value }),
          ...(option ? { selected_option: option } : {}),
          action_ts: slack.stamp(),
        },
      ],
    };
  }
  const press = (spot: Spot, label: string | RegExp): Promise<Ack> => payload(`press ${label}`, pressBody(spot, label));
  const sendPress = (body: Thing) => payload('press', body);

  /** The element under a label; also what stands in a section or actions beside such words. */
  function under(one: View, label: string): { element: Thing; block: Thing } {
    for (const block of things(one.view.blocks))
      if (block.type === 'input' && text(thing(block.label).text).replace(/\s*\(optional\)$/i, '') === label)
        return { element: thing(block.element), block };
    throw new Error(`no input labelled ${label} in: ${inputs(one).join(', ')} :: ${viewWords(one)}`);
  }
  const inputs = (one: View) =>
    things(one.view.blocks)
      .filter((block) => block.type === 'input')
      .map((block) => text(thing(block.label).text));

  async function options(one: View, label: string, query: string): Promise<Thing[]> {
    const { element, block } = under(one, label);
    if (element.type !== 'external_select')
      return [...things(element.options), ...things(element.option_groups).flatMap((group) => things(group.options))];
    const ack = await payload(`options ${label}`, {
      type: 'block_suggestion',
      ...base(),
      action_id: element.action_id,
      block_id: block.block_id,
      value: query,
      container: { type: 'view', view_id: one.id },
      view: slack.shown(one),
    });
    const answer = thing(parsed(ack.body));
    const found = [...things(answer.options), ...things(answer.option_groups).flatMap((group) => things(group.options))];
    slack.note('options', optionFaults(answer), answer);
    return found;
  }

  /** Fills inputs by label, as a hand would: texts typed, options chosen by what they say. */
  async function fill(one: View, values: Record<string, string>) {
    for (const [label, value] of Object.entries(values)) {
      const { element, block } = under(one, label);
      const key = `${text(block.block_id)}/${text(element.action_id)}`;
      const type = text(element.type);
      const set = (state: Thing) => one.typed.set(key, { type, ...state });
      if (/select$|radio/.test(type) && !type.startsWith('multi')) {
        const all = await options(one, label, value);
        const chosen =
          all.find((option) => labelOf(option) === value) ??
          all.find((option) => labelOf(option).toLowerCase().includes(value.toLowerCase()) || option.value === value);
        if (!chosen) throw new Error(`no option like ${value} under ${label}: ${all.map(labelOf).join(', ')}`);
        set({ selected_option: chosen });
      } else if (type === 'datepicker') set({ selected_date: value });
      else if (type === 'timepicker') set({ selected_time: value });
      else if (type === 'checkboxes')
        set({ selected_options: things(element.options).filter((option) => labelOf(option).includes(value)) });
      else set({ value });
      if (block.dispatch_action === true) {
        const chosen = thing(one.typed.get(key));
        await payload(`change ${label}`, {
          type: 'block_actions',
          ...base(),
          trigger_id: slack.newTrigger(user),
          ...place({ kind: 'view', at: one }),
          actions: [{ ...chosen, action_id: element.action_id, block_id: block.block_id, action_ts: slack.stamp() }],
        });
      }
    }
    return one;
  }

  /** What stands in an input now, in words. */
  function filledIn(one: View, label: string): string {
    const { element, block } = under(one, label);
    const state = thing(thing(thing(stateOf(one))[text(block.block_id)])[text(element.action_id)]);
    return text(state.value) || labelOf(thing(state.selected_option)) || text(state.selected_date) || text(state.selected_time);
  }

  function submitBody(one: View): Thing {
    for (const block of things(one.view.blocks)) {
      if (block.type !== 'input' || block.optional === true) continue;
      const label = text(thing(block.label).text);
      if (filledIn(one, label) === '' && thing(block.element).type !== 'checkboxes')
        throw new Error(`Slack would not let this be sent: ${label} is empty`);
    }
    return { type: 'view_submission', ...base(), trigger_id: slack.newTrigger(user), view: slack.shown(one), response_urls: [] };
  }
  /** Sends a form and does what Slack does with the ack. `errors` are what the ack complained of. */
  async function submit(one: View): Promise<{ ack: Ack; errors: Thing }> {
    const ack = await payload('submit', submitBody(one));
    return { ack, errors: takeSubmitAck(one, ack) };
  }
  const sendSubmit = (body: Thing) => payload('submit', body);
  function takeSubmitAck(one: View, ack: Ack): Thing {
    const answer = thing(parsed(ack.body));
    const stack = slack.stackOf(user);
    const close = (each: View) => {
      each.open = false;
      stack.splice(stack.indexOf(each), 1);
    };
    if (ack.status !== 200) return { ack: `status ${ack.status}` };
    switch (answer.response_action) {
      case 'errors': {
        const known = new Set(things(one.view.blocks).map((block) => text(block.block_id)));
        for (const id of Object.keys(thing(answer.errors)))
          if (!known.has(id)) slack.faults.push(`errors for unknown block ${id}`);
        return thing(answer.errors);
      }
      case 'update':
        slack.note('response_action update', viewFaults(answer.view), answer.view);
        slack.replaceView(one, thing(answer.view));
        return {};
      case 'push':
        slack.note('response_action push', viewFaults(answer.view), answer.view);
        slack.openView(user, thing(answer.view), 'push');
        return {};
      case 'clear':
        for (const each of [...stack]) close(each);
        return {};
      default:
        if (one.open) close(one);
        return {};
    }
  }

  async function openHome() {
    const raw = JSON.stringify({
      token: 'legacy',
      team_id: team,
      api_app_id: 'A0OUT',
      type: 'event_callback',
      event_id: `Ev${Math.random()}`,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ team_id: team, enterprise_id: null, user_id: 'U0BOT', is_bot: true }],
      event: { type: 'app_home_opened', user, channel: slack.dm(user), tab: 'home', event_ts: slack.stamp() },
    });
    return slack.deliver('event', 'application/json', raw);
  }

  return {
    user,
    type,
    ask,
    form,
    mark,
    answerAfter,
    modalAfter,
    formAfter,
    commandBody,
    sendCommand,
    press,
    pressBody,
    sendPress,
    fill,
    filledIn,
    inputs,
    options,
    under,
    submit,
    submitBody,
    sendSubmit,
    takeSubmitAck,
    openHome,
    modal,
    answers: eph,
    dms: () => slack.messages.filter((one) => one.channel === slack.dm(user)),
  };
}

export const inEphemeral = (at: Ephemeral): Spot => ({ kind: 'ephemeral', at });
export const inMessage = (at: Message): Spot => ({ kind: 'message', at });
export const inView = (at: View): Spot => ({ kind: 'view', at });
export const inHome = (at: Thing): Spot => ({ kind: 'home', at });

function optionFaults(answer: Thing): string[] {
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
