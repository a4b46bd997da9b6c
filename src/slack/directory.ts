import type { WebClient } from '@slack/web-api';
import type { People, Policy } from '../approvals/policy/types.ts';
import type { Directory, Seat, Standing } from '../approvals/ports.ts';
import { Fault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { slackErrorOf, slackFault } from './client.ts';
import { isForeign, mustKnowHome } from './home-guard.ts';
import type { Identity, SlackIdentity } from './identity.ts';

type Look = { freshMs: number; withinMs: number };
type Cached<T> = { at: number; value: Promise<T> };
type SlackUser = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>;

/** How many different people or groups are remembered; a desk has tens, so this only bounds a flood. */
const mostRemembered = 2_000;

/**
 * Slack people and the policy's roles. Answers are shared by whoever asks within `freshMs` of each other, also while they are under
 * way; an answer that takes longer than `withinMs` is a fault for this asker and may still serve the next one.
 */
export function createDirectory({
  client,
  policy,
  clock,
  identity,
}: {
  client: WebClient;
  policy: Policy;
  clock: Clock;
  identity: SlackIdentity;
}): Directory {
  const people = new Map<string, Cached<Standing>>();
  const groups = new Map<string, Cached<string[]>>();

  function shared<T>(cache: Map<string, Cached<T>>, key: string, freshMs: number, load: () => Promise<T>): Promise<T> {
    const now = clock.now().getTime();
    const had = cache.get(key);
    if (had && now - had.at <= freshMs) return had.value;
    if (cache.size >= mostRemembered) cache.clear();
    const entry: Cached<T> = { at: now, value: load() };
    cache.set(key, entry);
    entry.value.catch(() => {
      if (cache.get(key) === entry) cache.delete(key);
    });
    return entry.value;
  }

  async function person(id: string, freshMs: number): Promise<Standing> {
    // Also for an answer that is remembered: while the token is refused, nobody can ask or decide.
    mustKnowHome(identity.known());
    return shared(people, id, freshMs, () => loadPerson(id));
  }
  const group = (id: string, freshMs: number) => shared(groups, id, freshMs, () => loadGroup(id));

  async function loadPerson(id: string): Promise<Standing> {
    try {
      const { user } = await client.users.info({ user: id });
      return standingOf(id, user, mustKnowHome(identity.known()));
    } catch (error) {
      if (slackErrorOf(error) === 'user_not_found' || slackErrorOf(error) === 'user_not_visible')
        return { id, name: id, timeZone: 'UTC', barred: barredWords.unknown };
      throw slackFault('users.info', error);
    }
  }

  async function loadGroup(id: string): Promise<string[]> {
    try {
      const answer = await client.usergroups.users.list({ usergroup: id });
      return answer.users ?? [];
    } catch (error) {
      // A group that was removed has no members; anything else means that we do not know.
      if (slackErrorOf(error) === 'no_such_subteam' || slackErrorOf(error) === 'subteam_not_found') return [];
      throw slackFault('usergroups.users.list', error);
    }
  }

  async function membersOf(role: string, freshMs: number): Promise<string[]> {
    const who = policy.roles[role];
    return who === undefined ? [] : everybodyIn(who, freshMs);
  }

  async function everybodyIn(who: People, freshMs: number): Promise<string[]> {
    const lists = await Promise.all(who.usergroups.map((id) => group(id, freshMs)));
    return [...new Set([...who.users, ...lists.flat()])];
  }

  async function standing(id: string, { freshMs }: Look): Promise<Standing> {
    return person(id, freshMs);
  }

  async function rolesOf(id: string, { freshMs }: Look): Promise<string[]> {
    const roles = Object.keys(policy.roles);
    const members = await Promise.all(roles.map((role) => membersOf(role, freshMs)));
    return roles.filter((_role, index) => members[index]?.includes(id));
  }

  async function seatsOf(id: string, roles: readonly string[], { freshMs }: Look): Promise<Seat[]> {
    const perRole = roles.map(async (role): Promise<Seat[]> => {
      const who = policy.roles[role];
      if (who === undefined) return [];
      const inGroup = await Promise.all(
        who.usergroups.map(async (one) => ((await group(one, freshMs)).includes(id) ? [one] : [])),
      );
      return [
        ...inGroup.flat().map((one) => ({ role, group: one })),
        ...(who.users.includes(id) ? [{ role, group: undefined }] : []),
      ];
    });
    return (await Promise.all(perRole)).flat();
  }

  async function holders(role: string, { freshMs }: Look): Promise<Standing[]> {
    const ids = await membersOf(role, freshMs);
    // Who somebody is changes seldom; who is in the group is what must be fresh here.
    const all = await Promise.all(ids.map((id) => person(id, Math.max(freshMs, 60_000))));
    return all.filter((one) => one.barred === undefined);
  }

  return {
    standing: (id, look) => within(look.withinMs, 'users.info', standing(id, look)),
    peopleOf: (people, look) => within(look.withinMs, 'usergroups.users.list', everybodyIn(people, look.freshMs)),
    rolesOf: (id, look) => within(look.withinMs, 'usergroups.users.list', rolesOf(id, look)),
    seatsOf: (id, roles, look) => within(look.withinMs, 'usergroups.users.list', seatsOf(id, roles, look)),
    holders: (role, look) => within(look.withinMs, 'usergroups.users.list', holders(role, look)),
  };
}

/** Why a person can neither ask nor decide. */
const barredWords = {
  unknown: 'Slack does not know you in this workspace, so you cannot use Wheelhouse here.',
  deleted: 'This Slack account is deactivated, so it cannot use Wheelhouse.',
  bot: 'Apps and bots cannot ask for or decide anything in Wheelhouse.',
  guest: 'Guests cannot use Wheelhouse. Ask a colleague who is a full member.',
  stranger: 'People of other workspaces cannot use Wheelhouse. Ask somebody of the company that runs it.',
} as const;

function standingOf(id: string, user: SlackUser | undefined, home: Identity): Standing {
  const name = user?.real_name || user?.profile?.display_name || user?.name || id;
  return { id, name, timeZone: user?.tz ?? 'UTC', barred: barredBecause(id, user, home) };
}

/** Fails closed: what Slack does not say about a colleague is fine, what it says about anybody else is not. */
function barredBecause(id: string, user: SlackUser | undefined, home: Identity): string | undefined {
  if (user === undefined) return barredWords.unknown;
  if (user.deleted) return barredWords.deleted;
  if (user.is_bot || id === 'USLACKBOT') return barredWords.bot;
  if (isForeign(user, home)) return barredWords.stranger;
  if (user.is_restricted || user.is_ultra_restricted) return barredWords.guest;
  return undefined;
}

async function within<T>(ms: number, method: string, asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Fault('slack_unavailable', 'Slack did not answer in time. Try again.', {
            message: `${method} took longer than ${ms} ms`,
          }),
        ),
      ms,
    );
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
