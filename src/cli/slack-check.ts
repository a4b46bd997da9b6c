import { z } from 'zod';
import type { Policy } from '../approvals/policy/types.ts';
import type { Config } from '../config.ts';
import { listed } from '../lib/text.ts';
import { manifestFor, typedAnswerScopes } from '../manifest.ts';
import { createSlackClient, slackErrorOf } from '../slack/client.ts';
import { channelsNamed } from './channels.ts';
import { holdersOf } from './holders.ts';
import type { Finding } from './outcome.ts';

const what = 'slack';
type Client = ReturnType<typeof createSlackClient>;
/** What is needed to ask Slack. */
export type SlackAccess = Pick<Config['slack'], 'botToken' | 'apiUrl'>;

/** The token, its scopes against the manifest, the socket, and the policy's roles, user groups and channels. */
export async function checkSlack(slack: Config['slack'], policy: Policy | null): Promise<Finding[]> {
  const token = await checkBotToken(slack, policy);
  if (!token.works) return token.findings;
  const findings = [...token.findings];
  if (slack.transport === 'socket' && slack.appToken !== undefined)
    findings.push(await checkAppToken({ botToken: slack.appToken, apiUrl: slack.apiUrl }));
  if (policy === null) return findings;
  const client = createSlackClient(slack);
  const groups = await checkGroups(client, policy);
  const roles = groups.some(({ state }) => state === 'error') ? [] : await checkRoles(slack, policy);
  return [...findings, ...groups, ...roles, ...(await checkChannels(client, policy))];
}

/** Who the bot is, and whether it has every scope of the manifest, and of the variant of it that the policy needs. */
export async function checkBotToken(
  slack: SlackAccess,
  policy: Pick<Policy, 'typedAnswers'> | null = null,
): Promise<{ works: boolean; findings: Finding[] }> {
  const where = 'SLACK_BOT_TOKEN';
  try {
    const answer = await createSlackClient(slack).auth.test();
    const found: Finding = {
      state: 'ok',
      what,
      where,
      say: `the bot token works: ${answer.user ?? 'bot'} in ${answer.team ?? 'the workspace'}.`,
    };
    const granted = answer.response_metadata?.scopes;
    // A Slack that does not say which scopes it granted is not blamed for it.
    const lackingOf = (scopes: readonly string[]) =>
      granted === undefined || granted.length === 0 ? [] : scopes.filter((scope) => !granted.includes(scope));
    const lacking = lackingOf(neededScopes());
    const scopes: Finding = {
      state: 'error',
      what,
      where,
      say: `the bot lacks ${lacking.join(', ')}.`,
      do: 'Update the app from manifest.yml and install it again.',
    };
    const unheard = policy?.typedAnswers === true ? lackingOf(typedAnswerScopes) : [];
    const deaf: Finding = {
      state: 'error',
      what: 'typed answers',
      where: 'typedAnswers',
      say: `the policy wants them, and the bot lacks ${unheard.join(', ')}.`,
      do: 'Update the app from npx wheelhouse manifest --typed-answers and install it again, or take typedAnswers out of the policy.',
    };
    return {
      works: true,
      findings: [found, ...(lacking.length === 0 ? [] : [scopes]), ...(unheard.length === 0 ? [] : [deaf])],
    };
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === undefined)
      return {
        works: false,
        findings: [
          {
            state: 'warning',
            what,
            where: 'SLACK_API_URL',
            say: 'Slack was not reached. The app starts all the same and goes on trying.',
            do: 'Look whether this machine reaches slack.com by HTTPS.',
          },
        ],
      };
    const refused = `Slack refuses the bot token (${code}).`;
    return {
      works: false,
      findings: [{ state: 'error', what, where, say: refused, do: 'Copy it again from OAuth & Permissions.' }],
    };
  }
}

/** Asks where a socket would be, once, and opens none. */
export async function checkAppToken(access: SlackAccess): Promise<Finding> {
  const where = 'SLACK_APP_TOKEN';
  try {
    await createSlackClient(access).apps.connections.open({});
    return { state: 'ok', what, where, say: 'the app token opens a socket.' };
  } catch (error) {
    const code = slackErrorOf(error) ?? 'not reached';
    return {
      state: 'error',
      what,
      where,
      say: `the app token opens no socket (${code}).`,
      do: 'It needs connections:write, and Socket Mode must be on.',
    };
  }
}

/** The user groups that the policy names: there, and not empty. */
async function checkGroups(client: Client, policy: Policy): Promise<Finding[]> {
  const named = new Map<string, string>();
  for (const [role, { usergroups }] of Object.entries(policy.roles))
    for (const group of usergroups) if (!named.has(group)) named.set(group, `roles.${role}`);
  const found = await Promise.all(
    [...named].map(async ([group, where]): Promise<Finding | undefined> => {
      try {
        const { users = [] } = await client.usergroups.users.list({ usergroup: group });
        return users.length > 0
          ? undefined
          : {
              state: 'warning',
              what: 'user group',
              where,
              say: `the user group ${group} is empty.`,
              do: 'Add the people to it in Slack.',
            };
      } catch (error) {
        const code = slackErrorOf(error);
        if (code !== 'no_such_subteam') return undefined; // checkRoles says what Slack says
        return {
          state: 'error',
          what: 'user group',
          where,
          say: `Slack has no user group ${group}.`,
          do: 'Put the id of one that is there (S…) into the policy file; npx wheelhouse setup lists them by name.',
        };
      }
    }),
  );
  return found.filter((one) => one !== undefined);
}

async function checkRoles(slack: SlackAccess, policy: Policy): Promise<Finding[]> {
  const held = await holdersOf(slack, policy);
  if (!held.ok)
    return [
      {
        state: 'error',
        what: 'roles',
        where: 'roles',
        say: `Slack does not say who holds them (${held.say}).`,
        do: 'The bot needs the scopes usergroups:read and users:read: update the app from manifest.yml and install it again.',
      },
    ];
  return [...held.roles].map(([role, people]) =>
    people.length === 0
      ? {
          state: 'warning',
          what: 'roles',
          where: `roles.${role}`,
          say: `nobody holds "${role}".`,
          do: 'Add people to its user group.',
        }
      : { state: 'ok', what: 'roles', where: `roles.${role}`, say: `"${role}" is held by ${people.length}.` },
  );
}

/** The channels that the policy names: there, in use, read by nobody outside, and one that the app can post in. */
async function checkChannels(client: Client, policy: Policy): Promise<Finding[]> {
  const places = new Map<string, string>();
  for (const { channel, path } of channelsNamed(policy)) if (!places.has(channel)) places.set(channel, path);
  const found = await Promise.all(
    [...places].map(([channel, where]) =>
      checkChannel(client, channel, where, policy.typedAnswers && where.startsWith('approvals')),
    ),
  );
  const wrong = found.filter((one) => one !== undefined);
  if (wrong.length > 0 || places.size === 0) return wrong;
  return [
    {
      state: 'ok',
      what: 'channels',
      where: [...places.values()].join(', '),
      say: `${listed([...places.keys()])}: there, and our own.`,
    },
  ];
}

/** What is wrong with a channel; undefined when cards can go there. `isToHear`: replies to them are to be heard, too. */
export async function checkChannel(
  client: Client,
  channel: string,
  where: string,
  isToHear = false,
): Promise<Finding | undefined> {
  const finding = (state: 'warning' | 'error', say: string, todo: string): Finding => ({
    state,
    what: 'channel',
    where,
    say: `${channel} ${say}`,
    do: todo,
  });
  try {
    const { channel: found } = await client.conversations.info({ channel });
    if (found?.is_archived) return finding('error', 'is archived.', 'Name another channel, or take it out of the archive.');
    if (found?.is_ext_shared || found?.is_pending_ext_shared)
      return finding('error', 'is read by another company, so no card goes there.', 'Name a channel of your own.');
    if (found?.is_private && found.is_member !== true)
      return finding('error', 'is private, and the app is not in it.', 'Invite it there: /invite @Wheelhouse');
    if (isToHear && found?.is_member === false)
      return finding(
        'warning',
        'is a channel that the app has not joined, so it hears no reply and no reaction there (typedAnswers).',
        'Invite it there: /invite @Wheelhouse',
      );
    return undefined;
  } catch (error) {
    const code = slackErrorOf(error) ?? 'not reached';
    if (code === 'channel_not_found')
      return finding(
        'error',
        'is not there, or is private and the app is not in it.',
        'Name another channel by its id (C…), or invite the app: /invite @Wheelhouse',
      );
    return finding('warning', `could not be looked at (${code}).`, 'The app needs the scopes channels:read and groups:read.');
  }
}

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

function neededScopes(): string[] {
  return Manifest.parse(manifestFor({}).toJS()).oauth_config.scopes.bot;
}
