/** What this Slack remembers, and the rules of its views and triggers. */
import { randomUUID } from 'node:crypto';
import type { Thing } from '../json.ts';
import { stateOf } from './view-state.ts';
import {
  type Ack,
  type Call,
  type Ephemeral,
  type Message,
  type Misbehaviour,
  type Person,
  type ResponseUrl,
  type Trigger,
  team,
  type View,
} from './words.ts';

export type SlackState = ReturnType<typeof slackState>;

export function slackState() {
  const people = new Map<string, Person>();
  const groups = new Map<string, string[]>();
  const channels = new Map<string, string>();
  const messages: Message[] = [];
  const ephemerals: Ephemeral[] = [];
  const views = new Map<string, View>();
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, Thing>();
  const calls: Call[] = [];
  const acks: Ack[] = [];
  const faults: string[] = [];
  const triggers = new Map<string, Trigger>();
  const responseUrls = new Map<string, ResponseUrl>();
  /** What somebody does about an answer that they alone see, by the address that it comes to. */
  const heeds = new Map<string, (words: string) => void>();
  let serial = 0;
  const next = () => {
    serial += 1;
    return serial;
  };
  const state: {
    app: string;
    down: boolean;
    misbehave?: ((method: string, args: Thing) => Misbehaviour | undefined) | undefined;
  } = {
    app: '',
    down: false,
  };

  const fault = (what: string, found: string[], body: unknown) => {
    for (const one of found) faults.push(`${what}: ${one} in ${JSON.stringify(body).slice(0, 600)}`);
    return found.length > 0;
  };
  const stamp = () => {
    serial += 1;
    return `${Math.floor(Date.now() / 1000)}.${String(serial).padStart(6, '0')}`;
  };
  const dm = (user: string) => `D${user.slice(1)}`;
  const stackOf = (user: string) => {
    const now = stacks.get(user) ?? [];
    stacks.set(user, now);
    return now;
  };

  const knownChannel = (id: string): string | undefined => {
    if (people.has(id)) return dm(id);
    if (channels.has(id)) return id;
    return [...people.keys()].some((user) => dm(user) === id) ? id : undefined;
  };

  function openView(user: string, view: Thing, how: 'open' | 'push'): View {
    serial += 1;
    const one: View = {
      id: `V${serial}`,
      user,
      hash: `${Date.now()}.${serial}`,
      view,
      open: true,
      typed: new Map(),
      at: Date.now(),
    };
    views.set(one.id, one);
    const stack = stackOf(user);
    if (how === 'open') for (const old of stack.splice(0)) old.open = false;
    stack.push(one);
    if (stack.length > 3) faults.push(`views.push: stack of ${stack.length}`);
    return one;
  }
  function replaceView(one: View, view: Thing) {
    serial += 1;
    one.view = view;
    one.hash = `${Date.now()}.${serial}`;
    one.at = Date.now();
  }
  const shown = (one: View) => ({
    ...one.view,
    id: one.id,
    team_id: team,
    app_id: 'A0OUT',
    bot_id: 'B0OUT',
    hash: one.hash,
    state: { values: stateOf(one) },
    root_view_id: stackOf(one.user)[0]?.id ?? one.id,
    previous_view_id: null,
    app_installed_team_id: team,
  });

  function takeTrigger(id: string): { user: string } | { error: string } {
    const trigger = triggers.get(id);
    if (!trigger) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (Date.now() - trigger.born > 3000) return { error: 'expired_trigger_id' };
    trigger.used = true;
    return { user: trigger.user };
  }

  const newTrigger = (user: string) => {
    const id = `${randomUUID()}.trigger`;
    triggers.set(id, { user, born: Date.now(), used: false });
    return id;
  };

  return {
    people,
    groups,
    channels,
    messages,
    ephemerals,
    views,
    homes,
    calls,
    acks,
    faults,
    responseUrls,
    heeds,
    state,
    fault,
    next,
    stamp,
    dm,
    stackOf,
    knownChannel,
    openView,
    replaceView,
    shown,
    takeTrigger,
    newTrigger,
  };
}
