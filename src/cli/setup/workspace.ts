import { loadProfiles } from '../../api/profile/load.ts';
import { createUpstreams } from '../../api/transport.ts';
import { readConfig } from '../../config.ts';
import { withoutTrailing } from '../../lib/around.ts';
import { systemClock } from '../../lib/clock.ts';
import { randomIds } from '../../lib/ids.ts';
import { Secret } from '../../lib/secret.ts';
import { createSlackClient, slackErrorOf } from '../../slack/client.ts';
import { checkChannel, type SlackAccess } from '../slack-check.ts';
import type { Ask, SetupChoice } from './ask.ts';
import type { PolicyAnswers } from './policy-text.ts';

type Values = Readonly<Record<string, string>>;
type Client = ReturnType<typeof createSlackClient>;

/** What the settings so far say of how to ask Slack. */
export function accessFor(values: Values, token: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN' = 'SLACK_BOT_TOKEN'): SlackAccess {
  const { SLACK_API_URL: url } = values;
  return { botToken: new Secret(values[token] ?? ''), apiUrl: url === undefined ? undefined : `${withoutTrailing(url, '/')}/` };
}

/** Asks for what a first policy is made of: user groups and channels by their names, as Slack and the back office list them. */
export async function askForDesk(ask: Ask, access: SlackAccess, values: Values): Promise<PolicyAnswers> {
  const client = createSlackClient(access);
  const agents = await askForGroup(ask, client, 'Which user group looks customers up and asks for changes?', undefined);
  const leads = await askForGroup(ask, client, 'Which user group decides?', agents);
  const approvals = await askForChannel(ask, client, 'Channel for approvals (its name)', '#approvals');
  const notifications = await askForChannel(ask, client, 'Channel that is told what happened', '#ops');
  const owner = await askForOwner(ask, client, leads);
  const currency = (
    await ask.text('Currency of the desk', {
      initial: 'EUR',
      check: (typed) => (/^[A-Za-z]{3}$/.test(typed) ? undefined : 'Three letters, such as EUR.'),
    })
  ).toUpperCase();
  return { agents, leads, approvals, notifications, owner, currency, branch: await askForBranch(ask, values) };
}

async function askForGroup(ask: Ask, client: Client, question: string, other: string | undefined): Promise<string> {
  for (;;) {
    const groups = await ask.during('Asking Slack for its user groups', () => groupsOf(client));
    if (typeof groups === 'string') ask.tell('bad', groups);
    else if (groups.length > 0) {
      const chosen = await ask.choose(
        question,
        groups.map(({ id, name, members }) => ({ value: id, label: name, hint: members === 0 ? 'empty' : `${members} people` })),
      );
      const { members = 0 } = groups.find(({ id }) => id === chosen) ?? {};
      if (members > 0) {
        if (chosen === other) ask.tell('info', 'The same people ask and decide. Nobody decides a request of their own.');
        return chosen;
      }
      ask.tell('bad', 'Nobody is in this user group, so nobody could do it.');
      if (await ask.confirm('Take it all the same, and add people in Slack later?', false)) return chosen;
      continue;
    } else
      ask.tell(
        'bad',
        'This workspace has no user groups yet. Make two in Slack (People, User groups), such as @support and @leads.',
      );
    await ask.confirm('Look again?', true);
  }
}

type Group = { id: string; name: string; members: number };

async function groupsOf(client: Client): Promise<Group[] | string> {
  try {
    const { usergroups = [] } = await client.usergroups.list({ include_users: true });
    return usergroups.flatMap(({ id, handle, name, users = [], date_delete: deleted }) =>
      id === undefined || (deleted ?? 0) > 0 ? [] : [{ id, name: `@${handle ?? name ?? id}`, members: users.length }],
    );
  } catch (error) {
    return `Slack does not list its user groups (${slackErrorOf(error) ?? 'not reached'}). The bot needs the scope usergroups:read.`;
  }
}

async function askForChannel(ask: Ask, client: Client, question: string, usual: string): Promise<string> {
  for (;;) {
    const typed = await ask.text(question, { initial: usual });
    const found = await ask.during('Looking for it', () => channelNamed(client, typed));
    if (found.id === undefined) {
      ask.tell('bad', found.why);
      continue;
    }
    const { id } = found;
    const trouble = await ask.during('Looking who reads it', () => checkChannel(client, id, 'channel'));
    if (trouble === undefined) return id;
    ask.tell('bad', `${typed}: ${trouble.say} ${trouble.do ?? ''}`);
    if (trouble.state === 'warning' && (await ask.confirm('Take it all the same?', false))) return id;
  }
}

/** Public ones, and private ones that the app is in. By its id, too. */
async function channelNamed(client: Client, typed: string): Promise<{ id: string } | { id: undefined; why: string }> {
  if (/^[CG][A-Z0-9]{5,}$/.test(typed)) return { id: typed };
  const name = typed.replace(/^#/, '').toLowerCase();
  try {
    let cursor: string | undefined;
    do {
      const page = await client.conversations.list({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: 200,
        cursor,
      });
      const found = page.channels?.find((channel) => channel.name?.toLowerCase() === name)?.id;
      if (found !== undefined) return { id: found };
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return {
      id: undefined,
      why: `There is no channel #${name} that the app can see. Make it in Slack, or invite the app if it is private: /invite @Wheelhouse`,
    };
  } catch (error) {
    const code = slackErrorOf(error) ?? 'not reached';
    return {
      id: undefined,
      why: `Slack does not list its channels (${code}). Type the channel’s id (C…): it is at the end of its details.`,
    };
  }
}

const nobody = 'nobody';

/** Who hears when a rule cannot be met or something looks odd. */
async function askForOwner(ask: Ask, client: Client, leads: string): Promise<string | undefined> {
  const people = await ask.during('Asking Slack who that is', () => peopleOf(client, leads));
  if (people.length === 0) return undefined;
  const chosen = await ask.choose('Who is told when a rule can’t be met, or something looks odd?', [
    ...people,
    { value: nobody, label: 'Nobody for now', hint: 'owners, in the policy file' },
  ]);
  return chosen === nobody ? undefined : chosen;
}

const mostPeople = 30;

async function peopleOf(client: Client, group: string): Promise<SetupChoice<string>[]> {
  try {
    const { users = [] } = await client.usergroups.users.list({ usergroup: group });
    const named = await Promise.all(
      users.slice(0, mostPeople).map(async (id) => {
        const { user } = await client.users.info({ user: id });
        return user?.deleted || user?.is_bot ? [] : [{ value: id, label: user?.real_name || user?.name || id }];
      }),
    );
    return named.flat();
  } catch {
    return [];
  }
}

async function askForBranch(ask: Ask, values: Values): Promise<number> {
  const branches = await ask.during('Reading the branches', () => branchesOf(values));
  if (branches.length > 0)
    return Number(
      await ask.choose(
        'Branch that a command means when it names none',
        branches.map(({ id, name }) => ({ value: String(id), label: name, hint: String(id) })),
      ),
    );
  return Number(
    await ask.text('Number of the branch that a command means when it names none', {
      initial: '1',
      check: (typed) => (/^\d{1,9}$/.test(typed) ? undefined : 'A number, such as 1.'),
    }),
  );
}

async function branchesOf(values: Values): Promise<{ id: number; name: string }[]> {
  const read = readConfig({ SLACK_SIGNING_SECRET: '-', ...values, DATABASE_URL: undefined });
  const loaded = read.ok ? loadProfiles(read.config.profileFiles) : { ok: false as const };
  if (!read.ok || !loaded.ok) return [];
  const upstreams = createUpstreams(
    { ...read.config, profiles: loaded.profiles },
    { clock: systemClock, ids: randomIds, log: { debug: () => undefined } },
  );
  try {
    const { items } = await upstreams.operations.reader.branches.list({ query: {} });
    return items.map(({ id, name }) => ({ id, name: name ?? String(id) }));
  } catch {
    return [];
  } finally {
    await upstreams.close();
  }
}
