import type { KnownBlock } from '@slack/types';
import { speak, spoken } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { context, type Message } from '../common/blocks.ts';
import { MESSAGE_CHARACTERS, sizeOf } from '../common/fit.ts';
import { bold, type Line, lines, rich, richLines, say } from '../common/rich.ts';

export type StatusState = 'ok' | 'slow' | 'down' | 'not-configured' | 'unknown';

export type StatusProps = {
  /** Back offices, Slack, the database. */
  parts: readonly { name: string; state: StatusState; say?: string }[];
  /** Where the policy came from and how much is in it; warnings are shown in full. */
  policy: { say: string; warnings: readonly string[] };
  /** Where the back offices differ from what is assumed; `fine` names what somebody should look at twice. */
  profile: { say: string; fine: readonly string[] };
  /** What this person is here: `agent, lead`. */
  roles: readonly string[];
  version: string;
};

const signs: Readonly<Record<StatusState, string>> = { ok: '✅', slow: '🟡', down: '❌', 'not-configured': '⚪', unknown: '❔' };
const stateNames: Readonly<Record<StatusState, string>> = spoken({
  ok: 'works',
  slow: 'slow',
  down: 'does not answer',
  'not-configured': 'not set up',
  unknown: 'not known',
});

/** Kept back for what is shown below them. */
const footCharacters = 400;
/** What is between two lines. */
const breakCharacters = 30;

/** How the app and what it depends on are doing. */
export function statusMessage({ parts, policy, profile, roles, version }: StatusProps): Message {
  const rows = parts.slice(0, 20);
  const words = (part: (typeof rows)[number]) =>
    `${stateNames[part.state]}${part.say === undefined ? '' : `: ${oneLine(part.say)}`}`;
  const listed = roles.map(oneLine).join(', ');
  const mine =
    roles.length === 0
      ? speak('You have no role here.')
      : roles.length === 1
        ? speak('Your role: {roles}.', { roles: listed })
        : speak('Your roles: {roles}.', { roles: listed });
  const warnings = policy.warnings.slice(0, 8);
  return {
    text: escapeMrkdwn(
      [
        ...rows.map((part) => `${part.name}: ${words(part)}`),
        speak('Policy: {say}', { say: policy.say }),
        ...warnings,
        speak('Profile of the back offices: {say}', { say: profile.say }),
        mine,
        ...profile.fine,
      ]
        .map(oneLine)
        .join('\n'),
      3000,
    ),
    blocks: withFine(profile.fine, [
      rich(
        lines(
          ...rows.map((part): Line => [say(`${signs[part.state]} `), bold(part.name, 60), say(` ${words(part)}`, 250)]),
          [bold(speak('Policy ')), say(policy.say, 300)],
          ...warnings.map((warning): Line => [say(`⚠️ ${warning}`, 250)]),
          ...(policy.warnings.length > warnings.length
            ? [[say(speak('and {warnings} more warnings', { warnings: policy.warnings.length - warnings.length }))]]
            : []),
          [bold(speak('Profile of the back offices ')), say(profile.say, 150)],
          [say(mine, 200)],
        ),
      ),
      context(speak('Wheelhouse {version}', { version })),
    ]),
  };
}

/** Each value that a profile maps onto one that counts as fine, a line each: all of them, as long as Slack takes so many letters. */
function withFine(fine: readonly string[], blocks: KnownBlock[]): KnownBlock[] {
  let left = MESSAGE_CHARACTERS - sizeOf(blocks) - footCharacters;
  const shown: Line[] = [];
  for (const one of fine) {
    const line: Line = [say(`⚠️ ${one}`, 150)];
    left -= JSON.stringify(line).length + breakCharacters;
    if (left < 0) break;
    shown.push(line);
  }
  const rest = fine.length - shown.length;
  if (fine.length === 0) return blocks;
  const more: Line[] = rest === 0 ? [] : [[say(speak('and {rest} more: npx wheelhouse doctor lists all of them', { rest }))]];
  return [
    ...blocks.slice(0, -1),
    richLines([bold(speak('Counts as fine because the profile says so'))], ...shown, ...more),
    ...blocks.slice(-1),
  ];
}
