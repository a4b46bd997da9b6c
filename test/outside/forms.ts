/** Filling forms and sending them, with what Slack does with the ack. */
import { viewFaults } from './fakes/block-checks.ts';
import { parsed, type Thing, text, thing, things } from './fakes/json.ts';
import { until } from './fakes/server.ts';
import type { Ack, View } from './fakes/slack/words.ts';
import type { FakeSlack } from './fakes/slack.ts';
import { filledIn, isToDoAgain, labelOf, optionFaults, under, viewWords } from './reading.ts';
import { place } from './spots.ts';

/** How an interaction of this person reaches the app: what every payload says, and the sending. */
export type Wire = { base: () => Thing; payload: (what: string, body: Thing) => Promise<Ack> };

export function forms(slack: FakeSlack, user: string, { base, payload }: Wire) {
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
          ...place(slack, user, { kind: 'view', at: one }),
          actions: [{ ...chosen, action_id: element.action_id, block_id: block.block_id, action_ts: slack.stamp() }],
        });
      }
    }
    return one;
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
  /** Sends a form, once more if the ack says so, and does what Slack does with the ack. `errors` are what it complained of. */
  async function submit(one: View): Promise<{ ack: Ack; errors: Thing }> {
    for (let left = 5; ; left -= 1) {
      const ack = await payload('submit', submitBody(one));
      const errors = takeSubmitAck(one, ack);
      if (left === 0 || !isToDoAgain(JSON.stringify(errors))) return { ack, errors };
    }
  }
  /** A form that was sent before its effect could be shown comes back with it, on a busy machine after a word to bridge the time. */
  const answered = (one: View) =>
    until('what was sent to be answered', () => !one.open || !/Checking what will change/.test(viewWords(one)));
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

  return { options, fill, submitBody, submit, answered, sendSubmit, takeSubmitAck };
}
