/** A small Bolt app of its own and a workspace around it, for the tests of the workspace alone. */
import { Server } from 'node:http';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { sandboxWorld } from '../../../sandbox/people.ts';
import {
  type RateLimits,
  startWorkspace,
  type Thing,
  type Workspace,
  type WorkspaceOptions,
} from '../../../sandbox/workspace/index.ts';
import { type Clock, shiftableClock } from '../../../src/lib/clock.ts';
import { randomIds } from '../../../src/lib/ids.ts';

export const secrets = { botToken: 'xoxb-local', appToken: 'xapp-local', signingSecret: 'local-signing-secret' };

export const manifest = {
  features: {
    slash_commands: [
      { command: '/customer', description: 'Customers', usage_hint: 'lookup <customer>', should_escape: true },
      { command: '/plain', description: 'Unescaped' },
    ],
    shortcuts: [
      { name: 'Ask', type: 'global', callback_id: 'ask' },
      { name: 'Look up', type: 'message', callback_id: 'look' },
    ],
  },
  oauth_config: {
    scopes: { bot: ['chat:write', 'commands', 'users:read', 'usergroups:read', 'channels:read', 'im:read', 'im:write'] },
  },
  settings: { event_subscriptions: { bot_events: ['app_home_opened', 'subteam_members_changed', 'message.im'] } },
};

/** A clock of the test's: time moves when told, and a wait ends when time has passed it. */
export function heldClock(start = '2026-11-03T09:00:00Z'): Clock & { forward(ms: number): void } {
  let nowMs = Date.parse(start);
  const waiting = new Set<{ untilMs: number; resolve(): void }>();
  return {
    now: () => new Date(nowMs),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const entry = { untilMs: nowMs + ms, resolve };
        waiting.add(entry);
        signal?.addEventListener('abort', () => {
          waiting.delete(entry);
          reject(signal.reason);
        });
      }),
    forward: (ms) => {
      nowMs += ms;
      for (const entry of [...waiting]) {
        if (entry.untilMs > nowMs) continue;
        waiting.delete(entry);
        entry.resolve();
      }
    },
  };
}

export async function workspaceAlone(options: Partial<WorkspaceOptions> & { rateLimits?: RateLimits } = {}): Promise<Workspace> {
  return startWorkspace({
    world: sandboxWorld,
    clock: shiftableClock(),
    ids: randomIds,
    manifest,
    ...secrets,
    delivery: { http: 'http://127.0.0.1:1/slack/events' },
    ...options,
  });
}

/** Calls a Web API method as an app would. */
export async function call(workspace: Workspace, method: string, args: Thing, token: string = secrets.botToken) {
  const form = Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  const response = await fetch(`${workspace.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(form),
  });
  const body = (await response.json()) as Thing & { error?: string; ok: boolean }; // safe: every answer of the Web API has this shape
  return { status: response.status, headers: response.headers, body };
}

/** A running Bolt app on either transport, and its workspace. `close` ends both. */
export async function withBolt(
  transport: 'http' | 'socket',
  listen: (app: App) => void,
  options: Partial<WorkspaceOptions> = {},
): Promise<{ workspace: Workspace; close(): Promise<void> }> {
  const workspace = await workspaceAlone({ ...options, ...(transport === 'socket' ? { delivery: 'socket' } : {}) });
  const clientOptions = { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } };
  const logLevel = LogLevel.ERROR;
  const receiver =
    transport === 'socket'
      ? new SocketModeReceiver({
          appToken: secrets.appToken,
          clientPingTimeout: 2000,
          logLevel,
          installerOptions: { clientOptions },
        })
      : new HTTPReceiver({ signingSecret: secrets.signingSecret, logLevel });
  const app = new App({ token: secrets.botToken, receiver, clientOptions, logLevel });
  listen(app);
  if (transport === 'http') {
    const server = await app.start(0);
    const address = server instanceof Server ? server.address() : null;
    if (address === null || typeof address === 'string') throw new Error('no port');
    workspace.deliverTo(`http://127.0.0.1:${address.port}/slack/events`);
  } else {
    await app.start();
    await workspace.until(() => workspace.appConnected());
  }
  return {
    workspace,
    close: async () => {
      await app.stop();
      await workspace.close();
    },
  };
}
