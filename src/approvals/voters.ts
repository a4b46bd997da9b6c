import { asFault } from '../errors.ts';
import { speak } from '../lib/language/speak.ts';
import { countsAs } from './away/stand-in.ts';
import { decidingRoles } from './deciders.ts';
import type { ApprovalDeps } from './deps.ts';
import type { Seat, Standing } from './ports.ts';
import type { RequestRecord, Vote } from './request.ts';
import { concernedStaff } from './staff.ts';

/** What is used is never older than this (contract, Approvals). */
const freshMs = 4_500;

/**
 * Those whose yes still counts, each by which roles and groups they could give it now; and why the request must stop, if it must. What a
 * stand-in said counts as that of who is away, and in their groups.
 */
export type Voters = { seats: ReadonlyMap<string, readonly Seat[]>; askerGone: string | undefined };

type Asked = Pick<RequestRecord, 'asker' | 'role' | 'escalateRole' | 'escalateAt' | 'barred'>;

/** By whom something was said, and in whose place. */
export type GivenVote = Pick<Vote, 'person' | 'givenFor'>;

/**
 * Looks up again who asked and who said yes: a voter who has left the role or the company no longer counts, nor does one whom it is
 * about. Throws Fault('slack_unavailable') when Slack does not say in time.
 */
export async function votersNow(
  deps: ApprovalDeps,
  request: Asked,
  given: readonly GivenVote[],
  { withinMs }: { withinMs: number },
): Promise<Voters> {
  const look = { freshMs, withinMs };
  const roles = decidingRoles(request, deps.clock.now());
  const [asker, ...voters] = await Promise.all([
    deps.directory.standing(request.asker, look),
    ...given.map(async (vote) => {
      const whose = countsAs(vote);
      const [seats, ...behind] = await Promise.all([
        deps.directory.seatsOf(whose, roles, look),
        ...[...new Set([whose, vote.person])].map((person) => deps.directory.standing(person, look)),
      ]);
      return [whose, behind.every((standing) => counts(standing, request)) ? seats : []] as const;
    }),
  ]);
  return { seats: new Map(voters.filter(([, seats]) => seats.length > 0)), askerGone: asker.barred };
}

function counts({ id, barred }: Standing, request: Asked): boolean {
  return barred === undefined && id !== request.asker && !request.barred.includes(id);
}

/** How many of these yeses count together: all, or if they must be of distinct groups, the most of which no two share one. */
export function countedTogether(seats: ReadonlyMap<string, readonly Seat[]>, distinct: 'usergroup' | undefined): number {
  if (distinct === undefined) return seats.size;
  const sets = [...seats].map(([person, held]) => groupsIn(person, held));
  // Of those in the same groups only one can count, so that a large group costs nothing.
  return mostDistinct([...new Map(sets.map((set) => [[...set].sort().join(), set])).values()]);
}

/** How many yeses could come together from these people now. */
export async function votesAvailable(
  deps: ApprovalDeps,
  { roles, distinct }: { roles: readonly string[]; distinct: 'usergroup' | undefined },
  people: readonly string[],
): Promise<number> {
  if (distinct === undefined) return people.length;
  const look = { freshMs: 60_000, withinMs: 5_000 };
  const seats = await Promise.all(
    people.map(async (person) => [person, await deps.directory.seatsOf(person, roles, look)] as const),
  );
  return countedTogether(new Map(seats), distinct);
}

/** The groups somebody decides for; a person who is named is a group of their own. */
function groupsIn(person: string, seats: readonly Seat[]): Set<string> {
  return new Set(seats.map(({ group }) => group ?? person));
}

/** The size of the largest choice of sets that have nothing in common. */
export function mostDistinct(sets: readonly ReadonlySet<string>[]): number {
  const [first, ...rest] = sets;
  if (first === undefined) return 0;
  const apart = rest.filter((other) => ![...other].some((group) => first.has(group)));
  const withFirst = 1 + mostDistinct(apart);
  // Where it shares a group with nobody, leaving it out gains nothing.
  return apart.length === rest.length ? withFirst : Math.max(withFirst, mostDistinct(rest));
}

/** What the journal says of a voter: `lead (S0LEADS)`. */
export function seatWords(seats: readonly Seat[]): string[] {
  return seats.map(({ role, group }) => (group === undefined ? role : `${role} (${group})`));
}

/** Whether an approved request may still be sent, and by whose yes; or why not, in words. Throws when Slack does not say. */
export async function stillApproved(
  deps: ApprovalDeps,
  record: RequestRecord,
): Promise<{ seats: Voters['seats'] } | { why: string }> {
  const yes = record.votes.filter(({ verdict }) => verdict === 'approve');
  // Who is in which account may have changed: the back office is asked once more whom it is about.
  const about = [...record.subjects, ...(record.beneficiary === undefined ? [] : [record.beneficiary])];
  const barred = await concernedNow(deps, record, [...new Set(about)]);
  if (barred.includes(record.asker)) return { why: askersOwn };
  const request = { ...record, barred: [...new Set([...record.barred, ...barred])] };
  const { seats, askerGone } = await votersNow(deps, request, yes, { withinMs: 5_000 });
  if (askerGone !== undefined) return { why: askerIsGone };
  const have = countedTogether(seats, record.distinct);
  if (have >= record.votesNeeded) return { seats };
  return {
    why: speak(
      'It needs {needed} approvals, and only {have} of those given still count: the others have left the role or the company. Nothing was changed.',
      { needed: record.votesNeeded, have },
    ),
  };
}

async function concernedNow(deps: ApprovalDeps, record: RequestRecord, about: readonly string[]): Promise<readonly string[]> {
  try {
    return await concernedStaff(deps, about);
  } catch (error) {
    // The back office is asked for the facts just after this, and says then what is wrong with it.
    deps.log.warn({ request: record.id, err: asFault(error) }, 'whom a request is about could not be looked up again');
    return record.barred;
  }
}

export const askerIsGone = 'The person who asked has left or can’t use Wheelhouse any more. Nothing was changed.';

const askersOwn = 'This is now about the asker’s own customer account. Somebody else has to ask for it. Nothing was changed.';

/** Whether this is Slack that did not say, or not in time. */
export function isSlackSilent(error: unknown): boolean {
  const { code } = asFault(error);
  return code === 'slack_unavailable' || code === 'slack_refused';
}
