/**
 * What the local workspace's page and its server say to each other. The page holds no truth: the server sends the whole picture of
 * one person (`PageState`) whenever it changes, and the page sends what that person did (`PageAct`).
 *
 *   GET  /page/events?as=U…   text/event-stream; each `data:` is one PageState as JSON, the first at once
 *   POST /page/act            body PageAct; answers PageActAnswer
 *   POST /page/options        body PageOptionsAsk; answers PageOption groups (block_suggestion of an external select)
 */
import type { HomeView, KnownBlock, ModalView } from '@slack/types';

export type Person = {
  id: string;
  name: string;
  /** What they are at this operator: `Support agent`, `Team lead`, `Finance`, `Guest`, `From another company`. */
  title: string;
  /** Two letters and a colour, drawn as the avatar. */
  initials: string;
  colour: string;
  kind: 'member' | 'guest' | 'stranger';
  timeZone: string;
  /** The language that they use Slack in; `en-GB` when it is not said. */
  locale?: string;
};

export type Conversation = {
  id: string;
  kind: 'channel' | 'dm';
  /** Without the `#`; for a direct message the other side's name. */
  name: string;
  topic: string;
  /** Messages that came since the person looked last. */
  unread: number;
  /** False if the person only may look (an outsider in a shared channel cannot use commands). */
  canUseCommands: boolean;
  /** False in the app's direct message while the manifest makes it read-only. */
  canWrite: boolean;
};

export type PageMessage = {
  channel: string;
  ts: string;
  /** `app` or a person's id. */
  from: string;
  text: string;
  blocks: KnownBlock[];
  /** Only this person sees it. */
  ephemeral: boolean;
  edited: boolean;
  /** The message that began the thread that it is a reply in. */
  threadTs?: string;
  reactions?: { name: string; people: string[] }[];
  /** What the app put below addresses in it, one list of blocks each. */
  unfurls?: KnownBlock[][];
};

/** One modal of the person's stack, lowest first. */
export type PageModal = { id: string; hash: string; view: ModalView; errors: Record<string, string>; busy: boolean };

/** Slack's own words when something did not work: a command that was not answered in time, say. */
export type PageNotice = { id: string; text: string; at: string };

export type UpstreamCall = {
  id: string;
  at: string;
  /** One of the page's `upstreams`. */
  upstream: string;
  method: string;
  /** With its query, without the host. */
  path: string;
  /** The request's body, if any, as sent. */
  body?: unknown;
  /** Absent while it is under way or when the connection was cut. */
  status?: number;
  elapsedMs?: number;
  /** The fault that was played, if one was. */
  fault?: FaultKind;
};

/** `hang`: takes the request, does it, never answers. `reset`: does it, cuts the line. `garbled`: does it, answers nonsense. `fail`: 500 without doing it. */
export const faultKinds = ['slow', 'fail', 'garbled', 'hang', 'reset', 'busy', 'expired-token'] as const;
export type FaultKind = (typeof faultKinds)[number];

export type FaultRule = {
  /** One of the page's `upstreams`, or `both`: each of them. */
  upstream: string;
  kind: FaultKind;
  /** Which calls it meets. */
  on: 'reads' | 'writes' | 'all';
  /** How many calls it meets before it ends; absent: until it is switched off. */
  times?: number;
};

export type CommandInfo = {
  command: string;
  hint: string;
  description: string;
  verbs: readonly { verb: string; hint: string; description: string }[];
};

/** One thing to try: why it is worth it, buttons that fill the composer or switch the user, and what shows that it was tried. */
export type GuideStep = {
  title: string;
  why: string;
  buttons: readonly ({ label: string; compose: string } | { label: string; become: string; at: string })[];
  /**
   * A line that was sent and that this regular expression finds, in any order; or an act of this kind, when its turn has come: with
   * `pressed`, of a button whose `action_id` it finds.
   */
  followedBy: { sent: string } | { act: PageAct['act']; pressed?: string };
};

/** Steps that belong together and take about a minute. */
export type GuideMinute = { title: string; steps: readonly GuideStep[] };

/** `person`: one of the people is chosen. */
export type PageStep = {
  id: string;
  title: string;
  description: string;
  inputs: readonly { name: string; title: string; hint: string; kind: 'person' | 'text'; isRequired: boolean }[];
};
export type PageExecution = {
  id: string;
  title: string;
  state: 'running' | 'completed' | 'failed';
  /** What it gave to the workflow, by the titles of its outputs. */
  outputs: readonly { title: string; value: string }[];
  error?: string;
};

export type PageState = {
  me: string;
  app: { name: string; botUserId: string };
  groups: { id: string; handle: string }[];
  guide: readonly GuideMinute[];
  /** The services behind the app that the drawer shows and disturbs; none: there is no drawer. */
  upstreams: readonly { id: string; name: string }[];
  people: Person[];
  conversations: Conversation[];
  /** By conversation, oldest first; ephemeral ones only if they are mine. */
  messages: Record<string, PageMessage[]>;
  home: HomeView | null;
  modals: PageModal[];
  notices: PageNotice[];
  commands: CommandInfo[];
  shortcuts: { callbackId: string; name: string; kind: 'global' | 'message' }[];
  /** Steps of the app that a workflow can have. */
  steps: readonly PageStep[];
  /** The latest steps that somebody started, newest first. */
  executions: readonly PageExecution[];
  /** False while the app is not connected. */
  appConnected: boolean;
  clock: { now: string; shiftedByMs: number };
  /** The latest 200 calls, oldest first. */
  calls: UpstreamCall[];
  faults: FaultRule[];
};

/** `block_id` → `action_id` → the value as Slack puts it into `view.state.values`. */
export type ViewValues = Record<string, Record<string, { type: string } & Record<string, unknown>>>;

export type PageAct = { as: string } & (
  | { act: 'send'; channel: string; text: string }
  | { act: 'reply'; channel: string; ts: string; text: string }
  /** Puts it there, or takes it back. */
  | { act: 'react'; channel: string; ts: string; name: string }
  | { act: 'open-home' }
  | { act: 'look-at'; channel: string }
  /** A button, select, overflow, date picker or checkbox in a message. `action` is the element's part of Slack's `actions[]`. */
  | { act: 'message-action'; channel: string; ts: string; action: Record<string, unknown>; values: ViewValues }
  | { act: 'home-action'; action: Record<string, unknown>; values: ViewValues }
  | { act: 'modal-action'; view: string; action: Record<string, unknown>; values: ViewValues }
  | { act: 'modal-submit'; view: string; values: ViewValues }
  | { act: 'modal-close'; view: string; all: boolean }
  | { act: 'shortcut'; callbackId: string; message?: { channel: string; ts: string } }
  | { act: 'start-step'; step: string; inputs: Record<string, string> }
  | { act: 'dismiss-notice'; id: string }
  | { act: 'use-slack-in'; locale: string }
  | { act: 'forward-clock'; ms: number }
  | { act: 'set-faults'; faults: FaultRule[] }
  | { act: 'start-again' }
);

/** `ok: false` says in Slack's words why it did not work (`We had some trouble connecting. Try again?`). */
export type PageActAnswer = { ok: true } | { ok: false; say: string };

export type PageOptionsAsk = { as: string; query: string; blockId: string; actionId: string } & (
  | { in: 'modal'; view: string }
  | { in: 'message'; channel: string; ts: string }
  | { in: 'home' }
);
export type PageOption = { text: string; value: string; description?: string };
export type PageOptionsAnswer = { ok: true; groups: { label?: string; options: PageOption[] }[] } | { ok: false; say: string };
