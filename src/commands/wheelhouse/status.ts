import { speak, spoken } from '../../lib/language/speak.ts';
import { listed } from '../../lib/text.ts';
import { formatShortInstant } from '../../lib/when.ts';
import { type StatusProps, statusMessage } from '../../views/help/status.ts';
import type { AppContext, Health } from '../app-context.ts';
import type { Command } from '../context.ts';

type StatusPart = StatusProps['parts'][number];

/** `/wheelhouse status`: how the app and what it depends on are doing, as their last calls saw it; nothing is probed but the database. */
export const statusCommand: Command = spoken({
  command: 'wheelhouse',
  verb: 'status',
  usage: '',
  description: 'How the app and the back offices are doing',
  needs: 'read.status',
  async run({ app, who, reply }) {
    const roles = Object.keys(app.policy.roles);
    await reply(
      statusMessage({
        parts: await partsOf(app, who.timeZone),
        policy: {
          say: speak('{approvals, plural, one {# rule} other {# rules}} for approvals; the roles {roles}', {
            approvals: app.policy.approvals.length,
            roles: listed(roles),
          }),
          warnings: app.policyWarnings(),
        },
        profile: app.profile,
        roles: who.roles,
        version: app.version,
      }),
    );
  },
});

async function partsOf(app: AppContext, timeZone: string): Promise<StatusPart[]> {
  const { health } = app;
  const slack = health.slack();
  const database = await health.database().catch(() => false);
  return [
    { name: 'Slack', state: slack.accepted ? 'ok' : 'down', say: slack.trouble },
    ...socketPart(health.socket(), app.clock.now(), timeZone),
    { name: speak('Database'), state: database ? 'ok' : 'down' },
    upstreamPart(speak('Back office'), health.upstream('operations')),
    upstreamPart(speak('Smartmove'), health.upstream('smartmove')),
  ];
}

/** Anyone who reads this got through: what counts is how often it had to be opened again, and why. */
function socketPart(socket: ReturnType<Health['socket']>, now: Date, timeZone: string): StatusPart[] {
  if (socket === undefined) return [];
  const at = (instant: Date) => formatShortInstant(instant, now, timeZone);
  const since = speak('{socketWords} since {at}, {reconnects, plural, one {# reconnect} other {# reconnects}}', {
    socketWords: socketWords[socket.state],
    at: at(socket.since),
    reconnects: socket.reconnects,
  });
  const { lastTrouble: last } = socket;
  const say = last === undefined ? since : speak('{since}; last trouble {at}: {say}', { since, at: at(last.at), say: last.say });
  return [{ name: speak('Socket to Slack'), state: socket.isConnected ? 'ok' : 'down', say }];
}

const socketWords: Readonly<Record<NonNullable<ReturnType<Health['socket']>>['state'], string>> = spoken({
  opening: 'not open yet',
  open: 'open',
  replacing: 'being replaced, as Slack asked,',
  lost: 'lost',
  'switched-off': 'switched off in the app’s settings',
  stopped: 'stopped',
});

function upstreamPart(name: string, { state, lastFault }: ReturnType<Health['upstream']>): StatusPart {
  switch (state) {
    case 'ok':
      return { name, state: 'ok' };
    case 'not-configured':
      return { name, state: 'not-configured' };
    case 'never-tried':
      return { name, state: 'unknown', say: speak('not used since start-up') };
    case 'failing':
      return { name, state: 'down', say: lastFault === undefined ? undefined : (faultWords[lastFault] ?? lastFault) };
  }
}

/** The faults that say something about an upstream, for people. */
const faultWords: Readonly<Record<string, string>> = spoken({
  upstream_unreachable: 'no connection could be made',
  upstream_timeout: 'the last answer did not come in time',
  upstream_down: 'the last call was answered with an error',
  upstream_malformed: 'the last answer could not be understood',
  upstream_sign_in: 'signing in did not work',
  outcome_unknown: 'the answer to the last change was lost',
});
