import { counted, listed } from '../../lib/text.ts';
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
        parts: await partsOf(kit),
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

async function partsOf({ health }: Kit): Promise<StatusPart[]> {
  const slack = health.slack();
  const database = await health.database().catch(() => false);
  return [
    { name: 'Slack', state: slack.accepted ? 'ok' : 'down', ...(slack.trouble === undefined ? {} : { say: slack.trouble }) },
    { name: 'Database', state: database ? 'ok' : 'down' },
    upstreamPart('Back office', health.upstream('operations')),
    upstreamPart('Smartmove', health.upstream('smartmove')),
  ];
}

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
