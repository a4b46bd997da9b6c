import { decidingRoles } from '../deciders.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { Away } from '../policy/types.ts';
import type { Look } from '../ports.ts';
import type { RequestRecord } from '../request.ts';
import { type Absence, isAway } from './absence.ts';

/** The roles, of those that matter, that make somebody a stand-in for a person who holds these. */
export function standInRoles({ roles, standIn }: Away, held: readonly string[]): readonly string[] {
  const own = held.filter((role) => roles.includes(role));
  if (own.length === 0) return [];
  return standIn ?? own;
}

/** Whether somebody who holds these roles may stand in for a person who holds those. */
export function mayStandIn(away: Away, theirs: readonly string[], absent: readonly string[]): boolean {
  return standInRoles(away, absent).some((role) => theirs.includes(role));
}

/** What a stand-in may do: what the absent person could do at that moment, and what that was read from. */
export type StandInRights = { roles: string[]; asOf: { subject: string; events: number }[]; absence: Absence };

/**
 * For whom of those who are away this person may decide this request now, by what both of them hold now. Whose vote is there already, by
 * whomever, is left out. Undefined if it is nobody. Throws Fault('slack_unavailable') when Slack does not say in time.
 */
export async function standingInFor(
  deps: ApprovalDeps,
  { person, request, absences }: { person: string; request: RequestRecord; absences: readonly Absence[] },
  look: Look,
): Promise<StandInRights | undefined> {
  const { away } = deps.policy;
  if (away === null) return undefined;
  const deciding = decidingRoles(request, deps.clock.now());
  for (const absence of absences) {
    if (!isAway(absence, deps.clock.now()) || absence.standIn !== person || !couldDecide(absence.person, request)) continue;
    if (request.votes.some((vote) => vote.person !== person && isBehind(vote, absence.person))) continue;
    const [absent, own] = await Promise.all([
      deps.directory.rightsOf(absence.person, [...new Set([...deciding, ...away.roles])], look),
      deps.directory.rightsOf(person, [...new Set([...away.roles, ...(away.standIn ?? [])])], look),
    ]);
    const roles = absent.roles.filter((role) => deciding.includes(role));
    if (absent.standing.barred !== undefined || roles.length === 0 || !mayStandIn(away, own.roles, absent.roles)) continue;
    return { roles, asOf: [...absent.asOf, ...own.asOf], absence };
  }
  return undefined;
}

/** Nothing that they asked for, and nothing that is about themselves. */
function couldDecide(person: string, { asker, barred }: RequestRecord): boolean {
  return person !== asker && !barred.includes(person);
}

/** Each person stands behind at most one vote of a request: as who gave it, or as who it was given for. */
export function isBehind(vote: { person: string; givenFor: string | undefined }, person: string): boolean {
  return vote.person === person || vote.givenFor === person;
}

/** Whose vote it counts as. */
export const countsAs = ({ person, givenFor }: { person: string; givenFor: string | undefined }): string => givenFor ?? person;

/** As whose these votes count, in order: nobody stands behind two of them. */
export function countedOnce(votes: readonly { person: string; givenFor: string | undefined }[]): string[] {
  const behind = new Set<string>();
  return votes.flatMap((vote) => {
    const people = [vote.person, countsAs(vote)];
    if (people.some((person) => behind.has(person))) return [];
    for (const person of people) behind.add(person);
    return [countsAs(vote)];
  });
}
