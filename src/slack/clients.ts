import type { WebClient } from '@slack/web-api';
import type { Clock } from '../lib/clock.ts';
import type { CommandSpelling } from '../lib/command-names.ts';
import type { Trace } from '../lib/trace.ts';
import { createSlackClient, type SlackCall, type SlackSettings } from './client.ts';
import { createPace } from './pace.ts';

/** The Web API twice, within the same limits. */
export type SlackClients = {
  /** For what people wait for. */
  client: WebClient;
  /** For jobs, which can come again: they leave room for what people wait for. */
  background: WebClient;
  /** Whether Slack has limited this method lately. */
  isScarce(method: string): boolean;
};

export function createSlackClients(
  settings: SlackSettings,
  options: { clock: Clock; onCall?: (call: SlackCall) => void; spelling?: CommandSpelling; trace?: Trace },
): SlackClients {
  const { clock, ...told } = options;
  const pace = createPace({ clock });
  const shared = { pace, ...told };
  return {
    client: createSlackClient(settings, shared),
    background: createSlackClient(settings, { ...shared, urgency: 'background' }),
    isScarce: pace.isScarce,
  };
}
