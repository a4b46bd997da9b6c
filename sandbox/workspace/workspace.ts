/** What a workspace is started with, and what it then is. */
import type { Acked } from './deliveries.ts';
import type { PersonDriver } from './drivers.ts';
import type { Clock, Ids } from './environment.ts';
import type { Fault } from './misbehaviour.ts';
import type { GuideMinute } from './page-protocol.ts';
import type { PageControls, Verbs } from './page-state.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Assets } from './server.ts';
import type { ApiCall, Delivered, Refusal } from './site.ts';
import type { Snapshot } from './snapshot.ts';
import type { State } from './state.ts';
import type { Thing } from './thing.ts';
import type { DeliveryKind, SendOptions } from './transport.ts';
import type { WorkspaceWorld, WorldChannel, WorldPerson } from './world.ts';

export type WorkspaceOptions = {
  /** 127.0.0.1 when left out. */
  host?: string;
  /** 0, any free one, when left out. */
  port?: number;
  /** The machine's own when left out. */
  clock?: Clock;
  ids?: Ids;
  /** The team, the app, its people, channels and groups. */
  world: WorkspaceWorld;
  /** The app's manifest, parsed. */
  manifest: unknown;
  /** What the page completes after a command. */
  verbs?: Verbs;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** `http` is the address of the app's /slack/events. */
  delivery: 'socket' | { http: string };
  /** Serves the page and its assets by path. */
  page?: Assets;
  controls?: PageControls;
  /** Things to try, above the conversation; none when left out. */
  guide?: readonly GuideMinute[];
  /** What an earlier workspace remembered (`Workspace.snapshot`); what is not understood in it is left out. */
  saved?: unknown;
  /** `generousRateLimits` when left out. */
  rateLimits?: RateLimits;
};

export type Workspace = {
  /** `http://127.0.0.1:4400`, without a slash at the end. */
  url: string;
  /** For SLACK_API_URL; ends in `/api/`. */
  apiUrl: string;
  /** A person who types, clicks and looks. */
  as(person: string): PersonDriver;
  /** Delivers this payload once more, or several times at once, as it is; what the app acks is returned and not acted upon. */
  deliver(kind: DeliveryKind, payload: Thing, options?: SendOptions & { times?: number }): Promise<Acked[]>;
  /** Sends an event if the manifest subscribes to it. */
  event(event: Thing): Promise<void>;
  /** Waits until the predicate gives something, looking again at every change. @throws Error after timeoutMs (25,000) */
  until<T>(predicate: () => T | undefined | null | false, options?: { timeoutMs?: number; say?: string }): Promise<T>;
  /** Everything that was called, delivered and refused so far, oldest first. */
  apiCalls: ApiCall[];
  deliveries: Delivered[];
  refusals: Refusal[];
  /** Makes a Web API method (`*`: every one, `response_url`: those) misbehave. */
  fail(method: string, fault: Fault): void;
  /** Ends all misbehaviour. */
  behave(): void;
  setGroupMembers(group: string, members: readonly string[]): void;
  setPerson(id: string, patch: Partial<WorldPerson>): void;
  setChannelMembers(
    channel: string,
    members: readonly string[],
    patch?: Partial<Pick<WorldChannel, 'withoutApp' | 'private' | 'archived' | 'external' | 'pendingExternal' | 'readOnly'>>,
  ): void;
  appConnected(): boolean;
  /** Socket Mode: tells every connection to go, as Slack does every few hours. */
  disconnectApp(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Changes where HTTP deliveries go, for an app whose port is known only later. */
  deliverTo(url: string): void;
  /** Messages and Homes as JSON, so that the next start can go on with them (`saved`). Open forms, triggers and response_urls end. */
  snapshot(): Snapshot;
  /** What is remembered; for looking at, not for changing. */
  state: State;
  close(): Promise<void>;
};
