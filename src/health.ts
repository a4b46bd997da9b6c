import type { createUpstreams } from './api/transport.ts';
import type { Health } from './commands/app-context.ts';
import type { Database } from './db/database.ts';
import type { Clock } from './lib/clock.ts';
import type { ReadinessPart } from './readiness.ts';
import type { SlackIdentity } from './slack/identity.ts';
import type { OwnerNotices } from './slack/notices.ts';
import type { SocketReceiver } from './slack/socket/receiver.ts';
import { isConnected, socketReadiness } from './slack/socket/state.ts';

/** The state of what the app depends on, asked from where it is known. */
export function healthOf({
  identity,
  notices,
  socket,
  database,
  upstreams,
  clock,
}: {
  identity: SlackIdentity;
  notices: Pick<OwnerNotices, 'lookUpsRefused'>;
  socket: SocketReceiver | undefined;
  database: Database;
  upstreams: ReturnType<typeof createUpstreams>;
  clock: Clock;
}): Health {
  return {
    slack: () => ({ accepted: identity.known() !== undefined, trouble: identity.trouble() ?? notices.lookUpsRefused() }),
    socket: () => {
      const state = socket?.state();
      return state && { ...state, isConnected: isConnected(state, clock.now()) };
    },
    database: async () => (await database.state(2_000)).answers,
    upstream: (name) => {
      const { state, lastFault } = upstreams[name].state();
      return { state, lastFault };
    },
  };
}

/** What /readyz looks at; each part says for itself whether the app can do its work without it. */
export function partsOf({
  health,
  database,
  socket,
  clock,
}: {
  health: Health;
  database: Database;
  socket: SocketReceiver | undefined;
  clock: Clock;
}): ReadinessPart[] {
  return [
    {
      name: 'database',
      check: async () => {
        const state = await database.state(2_000);
        return { ready: state.answers, state: { kind: database.kind, ...state } };
      },
    },
    {
      name: 'slack',
      check: () => {
        const { accepted, trouble } = health.slack();
        return { ready: accepted, state: { accepted, trouble: accepted ? trouble : (trouble ?? 'not asked yet') } };
      },
    },
    { name: 'socket', check: () => socketReadiness(socket?.state(), clock.now()) },
    { name: 'operations', check: () => ({ ready: true, state: health.upstream('operations') }) },
    { name: 'smartmove', check: () => ({ ready: true, state: health.upstream('smartmove') }) },
  ];
}
