/** What the workspace remembers, and who is told when it changes. Nothing in here knows the protocol. */

import type { Clock, Ids } from './environment.ts';
import type { Manifest } from './manifest.ts';
import type { PageNotice, ViewValues } from './page-protocol.ts';
import type { Thing } from './thing.ts';
import { dmOf, type WorkspaceWorld, type WorldChannel, type WorldGroup, type WorldPerson } from './world.ts';

export type StoredMessage = {
  channel: string;
  ts: string;
  /** `app` or a person's id. */
  from: string;
  text: string;
  blocks: Thing[];
  /** Only this person sees it. */
  onlyFor?: string;
  editedTs?: string;
  threadTs?: string;
  metadata?: Thing;
  /** In the order in which they came. */
  reactions?: { name: string; people: string[] }[];
  /** What the app put below addresses in it (chat.unfurl). */
  unfurls?: { url: string; blocks: Thing[] }[];
  /** A file that the app put there; its bytes are not kept. */
  file?: { id: string; name: string; length: number };
};

export type StoredView = {
  id: string;
  hash: string;
  owner: string;
  /** As the app sent it, with block_ids and action_ids if it left them out. */
  view: Thing;
  values: ViewValues;
  errors: Record<string, string>;
  /** A submission is under way. */
  busy: boolean;
  rootId: string;
  previousId: string | null;
};

/** A step of a workflow that somebody has started, and how it ended. */
export type StoredExecution = {
  id: string;
  /** The step's `callback_id`. */
  step: string;
  startedBy: string;
  inputs: Record<string, string>;
  state: 'running' | 'completed' | 'failed';
  outputs?: Record<string, string>;
  error?: string;
};

export type State = {
  world: WorkspaceWorld;
  people: Map<string, WorldPerson>;
  channels: Map<string, WorldChannel>;
  groups: Map<string, WorldGroup>;
  /** By channel, oldest first. */
  messages: Map<string, StoredMessage[]>;
  /** By view id; closed ones are gone. */
  views: Map<string, StoredView>;
  /** View ids of a person's open modals, lowest first. */
  stacks: Map<string, string[]>;
  homes: Map<string, StoredView>;
  notices: Map<string, PageNotice[]>;
  /** What a person chose in a message's menus, by `person|channel|ts`. */
  chosen: Map<string, ViewValues>;
  /** The latest ts that a person has seen, by `person|channel`. */
  looked: Map<string, string>;
  /** Files that were announced and not yet put anywhere, by id. */
  uploads: Map<string, { key: string; name: string; length: number; arrived: boolean }>;
  deletedFiles: Set<string>;
  /** Steps of workflows by their execution, oldest first. */
  executions: Map<string, StoredExecution>;
  /** A unique message timestamp, later than all before it. */
  nextTs(): string;
  /** No later timestamp will be earlier than this one. */
  notBefore(ts: string): void;
  /** A unique id that starts with `prefix`. */
  nextId(prefix: string): string;
  nextHash(): string;
  changed(): void;
  /** Calls the listener after every change; returns how to stop that. */
  subscribe(listener: () => void): () => void;
};

export function createState(deps: { clock: Clock; ids: Ids }, world: WorkspaceWorld): State {
  const listeners = new Set<() => void>();
  let counter = 0;
  let lastMicroseconds = 0;
  const state: State = {
    world,
    people: new Map(world.people.map((person) => [person.id, { ...person }])),
    channels: new Map(world.channels.map((channel) => [channel.id, { ...channel }])),
    groups: new Map(world.groups.map((group) => [group.id, { ...group }])),
    messages: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    notices: new Map(),
    chosen: new Map(),
    looked: new Map(),
    uploads: new Map(),
    deletedFiles: new Set(),
    executions: new Map(),
    nextTs: () => {
      lastMicroseconds = Math.max(lastMicroseconds + 1, deps.clock.now().getTime() * 1000);
      return `${Math.floor(lastMicroseconds / 1e6)}.${String(lastMicroseconds % 1e6).padStart(6, '0')}`;
    },
    notBefore: (ts) => {
      lastMicroseconds = Math.max(lastMicroseconds, Math.round(Number(ts) * 1e6) || 0);
    },
    nextId: (prefix) => {
      counter += 1;
      return `${prefix}${counter.toString(36).toUpperCase().padStart(4, '0')}${deps.ids.reference().slice(0, 6)}`;
    },
    nextHash: () => {
      counter += 1;
      return `${Math.floor(deps.clock.now().getTime() / 1000)}.${counter.toString(36).padStart(8, '0')}`;
    },
    changed: () => {
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return state;
}

export function messagesOf(state: State, channel: string): StoredMessage[] {
  const known = state.messages.get(channel);
  if (known !== undefined) return known;
  const fresh: StoredMessage[] = [];
  state.messages.set(channel, fresh);
  return fresh;
}

export function findMessage(state: State, channel: string, ts: string): StoredMessage | undefined {
  return messagesOf(state, channel).find((message) => message.ts === ts);
}

/** Whose direct message with the app this is. */
export function dmPerson(state: State, channel: string): WorldPerson | undefined {
  return [...state.people.values()].find((person) => dmOf(person.id) === channel);
}

/** Whether the channel is the app's direct message and its manifest says that nobody writes there. */
export function isReadOnly({ features }: Manifest, state: State, channel: string): boolean {
  return features.app_home.messages_tab_read_only_enabled && dmPerson(state, channel) !== undefined;
}

/** Whether the person is in the channel (or it is their own direct message). */
export function isMember(state: State, personId: string, channel: string): boolean {
  return dmOf(personId) === channel || state.channels.get(channel)?.members.includes(personId) === true;
}

/** What this person sees in this channel, oldest first. */
export function seenBy(state: State, personId: string, channel: string): StoredMessage[] {
  if (!isMember(state, personId, channel)) return [];
  return messagesOf(state, channel).filter((message) => message.onlyFor === undefined || message.onlyFor === personId);
}

export function stackOf(state: State, personId: string): StoredView[] {
  return (state.stacks.get(personId) ?? []).flatMap((id) => state.views.get(id) ?? []);
}

/** Tells one person something in Slack's own name. */
export function notify(deps: { clock: Clock }, state: State, personId: string, text: string): void {
  const all = state.notices.get(personId) ?? [];
  state.notices.set(personId, [...all, { id: state.nextId('N'), text, at: deps.clock.now().toISOString() }].slice(-20));
  state.changed();
}
