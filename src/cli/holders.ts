import type { Policy } from '../approvals/policy/types.ts';
import type { Directory } from '../approvals/ports.ts';
import { asFault } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { type SlackSettings, slackErrorOf } from '../slack/client.ts';
import { createSlackClients } from '../slack/clients.ts';
import { createDirectory } from '../slack/directory.ts';
import type { SlackIdentity } from '../slack/identity.ts';
import { memoryAnswers } from '../slack/memory-answers.ts';

/** Role to the names of the people who hold it and may decide. */
export type Holders = ReadonlyMap<string, readonly string[]>;

/** How fresh an answer a command wants, and how long it waits for it. */
export const look = { freshMs: 60_000, withinMs: 30_000 } as const;

/** The app's own directory of people and roles, for one command; the workspace is asked for once. Throws what Slack throws. */
export async function openDirectory(settings: SlackSettings, policy: Policy): Promise<Directory> {
  const clock = systemClock;
  const slack = createSlackClients(settings, { clock });
  const { team_id: teamId, enterprise_id: enterpriseId, bot_id: botId, user_id: botUserId } = await slack.client.auth.test();
  if (teamId === undefined) throw new Error('auth.test named no workspace');
  const identity: SlackIdentity = {
    known: () => ({ teamId, enterpriseId, botId, botUserId }),
    trouble: () => undefined,
    keepTrying: () => Promise.resolve(),
    stop: () => undefined,
  };
  return createDirectory({ store: memoryAnswers({ clock }), slack, policy, clock, identity });
}

/** What Slack, or the way to it, said was wrong. */
export function slackTrouble(error: unknown): string {
  return slackErrorOf(error) ?? asFault(error).message;
}

/** Asks Slack who holds the policy's roles, now; by the same directory that a press of *Approve* asks. */
export async function holdersOf(
  settings: SlackSettings,
  policy: Policy,
): Promise<{ ok: true; roles: Holders } | { ok: false; say: string }> {
  try {
    const directory = await openDirectory(settings, policy);
    const roles = new Map<string, readonly string[]>();
    for (const role of Object.keys(policy.roles)) {
      const people = await directory.holders(role, { ...look, stale: 'on-trouble' });
      roles.set(
        role,
        people.map(({ name }) => name),
      );
    }
    return { ok: true, roles };
  } catch (error) {
    return { ok: false, say: slackTrouble(error) };
  }
}
