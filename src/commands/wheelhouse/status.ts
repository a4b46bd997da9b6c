import { counted, listed } from '../../lib/text.ts';
import { formatShortInstant } from '../../lib/when.ts';
import { type StatusProps, statusMessage } from '../../views/help/status.ts';
import type { Command } from '../context.ts';
import type { Health, Kit } from '../kit.ts';

type StatusPart = StatusProps['parts'][number];

/** `/wheelhouse status`: how the app and what it depends on are doing, as their last calls saw it; nothing is probed but the database. */
export const statusCommand: Command = {
  command: 'wheelhouse',
  verb: 'status',
  usage: '',
  description: 'How the app and the back offices are doing',
  needs: 'read.status',
  async run({ kit, who, reply }) {
    const roles = Object.keys(kit.policy.roles);
    await reply(
      statusMessage({
        parts: await partsOf(kit, who.timeZone),
        policy: {
          say: `${counted(kit.policy.approvals.length, 'rule')} for approvals; the roles ${listed(roles)}`,
          warnings: kit.policyWarnings(),
        },
        roles: who.roles,
        version: kit.version,
      }),
    );
  },
};

async function partsOf(kit: Kit, timeZone: string): Promise<StatusPart[]> {
  const { health } = kit;
  const slack = health.slack();
  const database = await health.database().catch(() => false);
  return [
    { name: 'Slack', state: slack.accepted ? 'ok' : 'down', ...(slack.trouble === undefined ? {} : { say: slack.trouble }) },
    ...socketPart(health.socket(), kit.clock.now(), timeZone),
    { name: 'Database', state: database ? 'ok' : 'down' },
    upstreamPart('Back office', health.upstream('operations')),
    upstreamPart('Smartmove', health.upstream('smartmove')),
  ];
}

/** Whoever reads this got through: what counts is how often it had to be opened again, and why. */
function socketPart(socket: ReturnType<Health['socket']>, now: Date, timeZone: string): StatusPart[] {
  if (socket === undefined) return [];
  const at = (instant: Date) => formatShortInstant(instant, now, timeZone);
  const since = `${socketWords[socket.state]} since ${at(socket.since)}, ${counted(socket.reconnects, 'reconnect')}`;
  const { lastTrouble: last } = socket;
  const say = last === undefined ? since : `${since}; last trouble ${at(last.at)}: ${last.say}`;
  return [{ name: 'Socket to Slack', state: socket.isConnected ? 'ok' : 'down', say }];
}

const socketWords: Readonly<Record<NonNullable<ReturnType<Health['socket']>>['state'], string>> = {
  opening: 'not open yet',
  open: 'open',
  replacing: 'being replaced, as Slack asked,',
  lost: 'lost',
  'switched-off': 'switched off in the app’s settings',
  stopped: 'stopped',
};

function upstreamPart(name: string, { state, lastFault }: ReturnType<Health['upstream']>): StatusPart {
  switch (state) {
    case 'ok':
      return { name, state: 'ok' };
    case 'not-configured':
      return { name, state: 'not-configured' };
    case 'never-tried':
      return { name, state: 'unknown', say: 'it has not been asked anything since the start' };
    case 'failing':
      return { name, state: 'down', ...(lastFault === undefined ? {} : { say: faultWords[lastFault] ?? lastFault }) };
  }
}

/** The faults that say something about an upstream, for people. */
const faultWords: Readonly<Record<string, string>> = {
  upstream_unreachable: 'no connection could be made',
  upstream_timeout: 'the last answer did not come in time',
  upstream_down: 'the last call was answered with an error',
  upstream_malformed: 'the last answer could not be understood',
  upstream_sign_in: 'signing in did not work',
  outcome_unknown: 'the answer to the last change was lost',
};
