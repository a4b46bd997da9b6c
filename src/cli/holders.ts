import type { Policy } from '../approvals/policy/types.ts';
import { asFault } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { createSlackClient, type SlackSettings, slackErrorOf } from '../slack/client.ts';
import { createDirectory } from '../slack/directory.ts';
import type { SlackIdentity } from '../slack/identity.ts';

/** Role to the names of the people who hold it and may decide. */
export type Holders = ReadonlyMap<string, readonly string[]>;

const look = { freshMs: 60_000, withinMs: 30_000 };

/** Asks Slack who holds the policy's roles, now; by the same directory that a press of *Approve* asks. */
export async function holdersOf(
  settings: SlackSettings,
  policy: Policy,
): Promise<{ ok: true; roles: Holders } | { ok: false; say: string }> {
  const client = createSlackClient(settings);
  try {
    const { team_id: teamId, enterprise_id: enterpriseId, bot_id: botId, user_id: botUserId } = await client.auth.test();
    if (teamId === undefined) return { ok: false, say: 'auth.test named no workspace' };
    const identity: SlackIdentity = {
      known: () => ({ teamId, enterpriseId, botId, botUserId }),
      trouble: () => undefined,
      keepTrying: () => undefined,
      stop: () => undefined,
    };
    const directory = createDirectory({ client, policy, clock: systemClock, identity });
    const roles = new Map<string, readonly string[]>();
    for (const role of Object.keys(policy.roles)) {
      const people = await directory.holders(role, look);
      roles.set(
        role,
        people.map(({ name }) => name),
      );
    }
    return { ok: true, roles };
  } catch (error) {
    return { ok: false, say: slackErrorOf(error) ?? asFault(error).message };
  }
}
