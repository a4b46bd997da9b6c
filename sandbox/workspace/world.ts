import type { Person } from './page-protocol.ts';

/** Somebody in the workspace, with what Slack knows beyond what the page draws. */
export type WorldPerson = Person & {
  /** The name after the `@`, as in `user_name` of payloads. */
  handle: string;
  email: string;
  /** The team that the person belongs to; another one for people from outside. */
  teamId: string;
  deleted?: boolean;
  bot?: boolean;
  admin?: boolean;
};

export type WorldChannel = {
  id: string;
  /** Without the `#`. */
  name: string;
  topic: string;
  /** Ids of the people in it. */
  members: readonly string[];
  /** The app is in it unless this says no. */
  withoutApp?: boolean;
  private?: boolean;
  archived?: boolean;
  /** Shared with another company. */
  external?: boolean;
  /** Another company is invited, and hasn't accepted yet. */
  pendingExternal?: boolean;
  /** Only some may post, and the app isn't one of them. */
  readOnly?: boolean;
};

export type WorldGroup = { id: string; handle: string; name: string; members: readonly string[] };

export type WorkspaceWorld = {
  team: { id: string; name: string; domain: string };
  app: { id: string; botId: string; botUserId: string; name: string };
  people: readonly WorldPerson[];
  channels: readonly WorldChannel[];
  groups: readonly WorldGroup[];
};

/** The direct message between a person and the app. */
export function dmOf(personId: string): string {
  return `D${personId.slice(1)}`;
}
