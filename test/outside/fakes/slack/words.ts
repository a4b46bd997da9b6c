/** What the platform's things are called here, and what they look like. */
import type { Thing } from '../json.ts';

export const team = 'T0OUTSIDE';
export const botToken = 'xoxb-outside-1234567890-geheimnisvoll';
export const signingSecret = 'outside-signing-secret-8f2d61c0';

export type Person = {
  id: string;
  name: string;
  tz?: string;
  team_id?: string;
  is_bot?: boolean;
  deleted?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
};
export type Message = { channel: string; ts: string; text: string; blocks: unknown[]; versions: string[] };
export type Ephemeral = {
  id: number;
  user: string;
  text: string;
  blocks: unknown[];
  via: string;
  gone: boolean;
  inChannel: boolean;
};
export type View = { id: string; user: string; hash: string; view: Thing; open: boolean; typed: Map<string, Thing>; at: number };
export type Call = { method: string; args: Thing; at: number; answer: Thing };
export type Ack = { what: string; ms: number; status: number; body: string };
export type Misbehaviour = { delayMs?: number; status?: number; error?: string; retryAfter?: number; reset?: boolean };
export type Trigger = { user: string; born: number; used: boolean };
export type ResponseUrl = { user: string; channel: string; uses: number; born: number; source?: Ephemeral | Message };
