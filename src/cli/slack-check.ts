import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Policy } from '../approvals/policy/types.ts';
import type { Config } from '../config.ts';
import { createSlackClient, slackErrorOf } from '../slack/client.ts';
import type { Finding } from './doctor.ts';
import { holdersOf } from './holders.ts';

const what = 'slack';

/** The token, its scopes against the manifest, the socket, and who holds the policy's roles. */
export async function checkSlack(slack: Config['slack'], policy: Policy | null): Promise<Finding[]> {
  const client = createSlackClient(slack);
  const findings: Finding[] = [];
  try {
    const answer = await client.auth.test();
    findings.push({
      state: 'ok',
      what,
      say: `the bot token works: ${answer.user ?? 'bot'} in ${answer.team ?? 'the workspace'}.`,
    });
    const granted = answer.response_metadata?.scopes;
    // A Slack that does not say which scopes it granted is not blamed for it.
    const lacking =
      granted === undefined || granted.length === 0 ? [] : neededScopes().filter((scope) => !granted.includes(scope));
    if (lacking.length > 0) {
      findings.push({
        state: 'wrong',
        what,
        say: `the bot lacks ${lacking.join(', ')}: update the app from manifest.yml and install it again.`,
      });
    }
  } catch (error) {
    const code = slackErrorOf(error);
    return [
      code === undefined
        ? { state: 'warn', what, say: 'Slack was not reached. The app starts all the same and goes on trying.' }
        : { state: 'wrong', what, say: `Slack refuses the bot token (${code}). Copy it again from OAuth & Permissions.` },
    ];
  }
  if (slack.transport === 'socket' && slack.appToken !== undefined)
    findings.push(await checkSocket({ ...slack, botToken: slack.appToken }));
  if (policy !== null) findings.push(...(await checkRoles(slack, policy)));
  return findings;
}

async function checkSocket(settings: Config['slack']): Promise<Finding> {
  try {
    await createSlackClient(settings).apps.connections.open({});
    return { state: 'ok', what, say: 'the app token opens a socket.' };
  } catch (error) {
    const code = slackErrorOf(error) ?? 'not reached';
    return {
      state: 'wrong',
      what,
      say: `the app token opens no socket (${code}). It needs connections:write, and Socket Mode must be on.`,
    };
  }
}

async function checkRoles(slack: Config['slack'], policy: Policy): Promise<Finding[]> {
  const held = await holdersOf(slack, policy);
  if (!held.ok) return [{ state: 'wrong', what: 'roles', say: `Slack does not say who holds them (${held.say}).` }];
  return [...held.roles].map(([role, people]) =>
    people.length === 0
      ? { state: 'warn', what: 'roles', say: `nobody holds "${role}".` }
      : { state: 'ok', what: 'roles', say: `"${role}" is held by ${people.length}.` },
  );
}

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

function neededScopes(): string[] {
  const text = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
  return Manifest.parse(parse(text)).oauth_config.scopes.bot;
}
