import type { People, Policy } from '../approvals/policy/types.ts';
import type { Directory, Look, Rights, Seat, Standing } from '../approvals/ports.ts';
import { Fault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { within } from '../lib/within.ts';
import { type AnswerStore, type GroupAnswer, isGroup, type PersonAnswer, type SlackSubject } from './answers.ts';
import type { SlackClients } from './clients.ts';
import { mustKnowHome } from './home-guard.ts';
import type { SlackIdentity } from './identity.ts';
import { createKnown, type KnownInSlack } from './known.ts';
import { createSource, type OnLookUp } from './source.ts';
import { standingOf } from './standing.ts';

export type DirectoryDeps = {
  store: AnswerStore;
  slack: SlackClients;
  policy: Pick<Policy, 'roles'>;
  clock: Clock;
  identity: Pick<SlackIdentity, 'known'>;
  onLookUp?: OnLookUp;
};

/** The directory, and where Slack's events about people and groups go. */
export type SlackDirectory = Directory & {
  /** Slack says that something about this group or person has changed. */
  noteEvent(subject: SlackSubject): Promise<void>;
};

/** Who somebody is rarely changes, and Slack's events tell when. Anyone who presses is looked up by themselves. */
const peopleFreshMs = 3_600_000;

/** Slack people and the policy's roles, from what all replicas know and Slack's own events keep true. */
export function createDirectory({ store, slack, policy, clock, identity, onLookUp }: DirectoryDeps): SlackDirectory {
  const known = createKnown({ store, source: createSource(slack, { clock, onLookUp }), clock });

  const lookNow = <L extends Look>(look: L, method: string) => ({
    ...look,
    freshMs: slack.isScarce(method) ? (look.scarceMs ?? look.freshMs) : look.freshMs,
  });
  const lookAtGroups = (ids: readonly SlackSubject[], look: Look & { exactly?: boolean }) =>
    known.get(ids, lookNow(look, 'usergroups.users.list'));
  const lookAtPeople = (ids: readonly SlackSubject[], look: Look) => known.get(ids, lookNow(look, 'users.info'));

  function standingIn(people: KnownInSlack, id: string): Standing {
    const kept = people.kept.get(id);
    if (kept === undefined) throw people.fault ?? unanswered('users.info');
    // Also for an answer that is remembered: while the token is refused, nobody can ask or decide.
    return standingOf(id, kept.answer as PersonAnswer, mustKnowHome(identity.known())); // safe: ids of people have answers about people
  }

  function membersIn(groups: KnownInSlack, who: People): string[] {
    const lists = who.usergroups.map((id) => {
      const kept = groups.kept.get(id);
      if (kept === undefined) throw groups.fault ?? unanswered('usergroups.users.list');
      return (kept.answer as GroupAnswer).members; // safe: ids of groups have answers about groups
    });
    return [...new Set([...who.users, ...lists.flat()])];
  }

  const groupsOf = (roles: readonly string[]) => [...new Set(roles.flatMap((role) => policy.roles[role]?.usergroups ?? []))];

  function rolesHeld(person: string, roles: readonly string[], groups: KnownInSlack): string[] {
    return roles.filter((role) => {
      const who = policy.roles[role];
      return who !== undefined && membersIn(groups, who).includes(person);
    });
  }

  async function rightsOf(person: string, roles: readonly string[], look: Look): Promise<Rights> {
    mustKnowHome(identity.known());
    const [people, groups] = await Promise.all([
      lookAtPeople([person], look),
      lookAtGroups(groupsOf(roles), { ...look, exactly: true }),
    ]);
    return {
      standing: standingIn(people, person),
      roles: rolesHeld(person, roles, groups),
      asOf: [...people.kept, ...groups.kept].map(([subject, { events }]) => ({ subject, events })),
    };
  }

  async function standing(person: string, look: Look): Promise<Standing> {
    mustKnowHome(identity.known());
    return standingIn(await lookAtPeople([person], look), person);
  }

  async function rolesOf(person: string, look: Look): Promise<string[]> {
    const roles = Object.keys(policy.roles);
    return rolesHeld(person, roles, await lookAtGroups(groupsOf(roles), look));
  }

  async function seatsOf(person: string, roles: readonly string[], look: Look): Promise<Seat[]> {
    const groups = await lookAtGroups(groupsOf(roles), { ...look, exactly: true });
    return roles.flatMap((role): Seat[] => {
      const who = policy.roles[role];
      if (who === undefined) return [];
      const inGroup = who.usergroups.filter((group) => membersIn(groups, { usergroups: [group], users: [] }).includes(person));
      return [...inGroup.map((group) => ({ role, group })), ...(who.users.includes(person) ? [{ role, group: undefined }] : [])];
    });
  }

  const peopleOf = async (who: People, look: Look) => membersIn(await lookAtGroups(who.usergroups, look), who);

  async function holders(role: string, look: Look): Promise<Standing[]> {
    mustKnowHome(identity.known());
    const who = policy.roles[role];
    if (who === undefined) return [];
    const ids = (await peopleOf(who, look)).filter((id) => !isGroup(id));
    const people = await lookAtPeople(ids, { ...look, freshMs: Math.max(look.freshMs, peopleFreshMs) });
    // Of a large group some may not be known yet: it is better to name the others than nobody.
    const named = ids.filter((id) => people.kept.has(id));
    if (named.length === 0 && ids.length > 0) throw people.fault ?? unanswered('users.info');
    return named.map((id) => standingIn(people, id)).filter(({ barred }) => barred === undefined);
  }

  const inTime = <T>({ withinMs }: Look, work: Promise<T>) => within<T>(clock, withinMs, work, () => tooLate(withinMs));
  return {
    rightsOf: (person, roles, look) => inTime(look, rightsOf(person, roles, look)),
    standing: (person, look) => inTime(look, standing(person, look)),
    rolesOf: (person, look) => inTime(look, rolesOf(person, look)),
    seatsOf: (person, roles, look) => inTime(look, seatsOf(person, roles, look)),
    peopleOf: (people, look) => inTime(look, peopleOf(people, look)),
    holders: (role, look) => inTime(look, holders(role, look)),
    noteEvent: known.noteEvent,
  };
}

function unanswered(method: string): Fault {
  return new Fault('slack_unavailable', 'Slack did not answer as needed just now. Try again in a moment.', {
    message: `${method}: no answer`,
  });
}

function tooLate(withinMs: number): never {
  throw new Fault('slack_unavailable', 'Slack did not answer in time. Try again.', {
    message: `who somebody is was not known within ${withinMs} ms: Slack, or the database that keeps its answers, is slow`,
  });
}
