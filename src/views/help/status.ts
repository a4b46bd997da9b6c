import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { context, type Message } from '../common/blocks.ts';
import { bold, type Line, lines, rich, say } from '../common/rich.ts';

export type StatusState = 'ok' | 'slow' | 'down' | 'not-configured' | 'unknown';

export type StatusProps = {
  /** Back offices, Slack, the database. */
  parts: readonly { name: string; state: StatusState; say?: string }[];
  /** Where the policy came from and how much is in it; warnings are shown in full. */
  policy: { say: string; warnings: readonly string[] };
  /** What this person is here: `agent, lead`. */
  roles: readonly string[];
  version: string;
};

const signs: Readonly<Record<StatusState, string>> = { ok: '✅', slow: '🟡', down: '❌', 'not-configured': '⚪', unknown: '❔' };
const stateNames: Readonly<Record<StatusState, string>> = {
  ok: 'works',
  slow: 'slow',
  down: 'does not answer',
  'not-configured': 'not set up',
  unknown: 'not known',
};

/** How the app and what it depends on are doing. */
export function statusMessage({ parts, policy, roles, version }: StatusProps): Message {
  const rows = parts.slice(0, 20);
  const words = (part: (typeof rows)[number]) =>
    `${stateNames[part.state]}${part.say === undefined ? '' : `: ${oneLine(part.say)}`}`;
  const mine = roles.length === 0 ? 'You have no role here.' : `You are here as ${roles.map(oneLine).join(', ')}.`;
  const warnings = policy.warnings.slice(0, 10);
  return {
    text: escapeMrkdwn(
      [...rows.map((part) => `${part.name}: ${words(part)}`), `Policy: ${policy.say}`, ...warnings, mine].map(oneLine).join('\n'),
      3000,
    ),
    blocks: [
      rich(
        lines(
          ...rows.map((part): Line => [say(`${signs[part.state]} `), bold(part.name, 60), say(` ${words(part)}`, 250)]),
          [bold('Policy '), say(policy.say, 300)],
          ...warnings.map((warning): Line => [say(`⚠️ ${warning}`, 250)]),
          ...(policy.warnings.length > warnings.length
            ? [[say(`and ${policy.warnings.length - warnings.length} more warnings`)]]
            : []),
          [say(mine, 200)],
        ),
      ),
      context(`Wheelhouse ${version}`),
    ],
  };
}
