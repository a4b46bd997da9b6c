import type { Db } from '../db/schema.ts';
import { isAway } from './away/absence.ts';
import { absencesAround } from './away/now.ts';
import { mayStandIn } from './away/stand-in.ts';
import { fallbackRole } from './deciders.ts';
import type { ApprovalDeps } from './deps.ts';
import type { Queue, Several } from './ports.ts';
import type { createShown } from './seal/shown.ts';
import { endedRequestsOf, openRequestsOf, requestsWaitingFor } from './store/lists.ts';

/** A Home has room for about this many entries of each list. */
const mostInQueue = 20;
const mostOpen = 10;
const mostEnded = 5;
const endedForDays = 7;
/** As many as somebody can look at together (contract, A team's day). */
const mostDecided = 20;

type Shown = ReturnType<typeof createShown>;

/** What a person's Home and `/approvals` list. */
export async function queueOf(deps: ApprovalDeps, shown: Shown, person: string, from: number | 'kept'): Promise<Queue> {
  const { db } = deps;
  const decidable = await decidableBy(deps, person);
  const first = from === 'kept' ? await homeShownFrom(db, person) : from;
  // What was on the page that they read may be decided by now.
  const start = first < decidable.length ? Math.max(0, first) : 0;
  const since = new Date(deps.clock.now().getTime() - endedForDays * 24 * 3_600_000);
  const [open, ended] = await Promise.all([openRequestsOf(db, person), endedRequestsOf(db, person, since, mostEnded)]);
  return {
    toDecide: await shown(decidable.slice(start, start + mostInQueue).map(({ id }) => id)),
    toDecideTotal: decidable.length,
    from: start,
    open: await shown(open.slice(0, mostOpen)),
    openTotal: open.length,
    ended: await shown(ended),
  };
}

/** What a person can decide together: requests of one action. A destructive one is among them only if its rule says `several`. */
export async function severalOf(deps: ApprovalDeps, shown: Shown, person: string, wanted: string | undefined): Promise<Several> {
  const rules = new Set(deps.policy.approvals.filter(({ several }) => several).map(({ name }) => name));
  const together = (await decidableBy(deps, person)).filter(
    ({ state, risk, rule }) => state === 'pending' && (risk !== 'destructive' || (rule !== null && rules.has(rule))),
  );
  const counts = new Map<string, number>();
  for (const { action } of together) counts.set(action, (counts.get(action) ?? 0) + 1);
  const actions = [...counts].map(([action, count]) => ({ action, count }));
  const chosen = actions.find(({ action }) => action === wanted)?.action ?? actions[0]?.action;
  const ids = together.filter(({ action }) => action === chosen).map(({ id }) => id);
  return { actions, records: await shown(ids.slice(0, mostDecided)) };
}

async function homeShownFrom(db: Db, person: string): Promise<number> {
  const row = await db.selectFrom('homes').select('shown_from').where('person', '=', person).executeTakeFirst();
  return row?.shown_from ?? 0;
}

/** What waits for this person, and what waits for those who are away and in whose place they decide. */
async function decidableBy(deps: ApprovalDeps, person: string) {
  const look = { freshMs: 60_000, withinMs: 4_000 };
  const [roles, { standingIn }] = await Promise.all([deps.directory.rolesOf(person, look), absencesAround(deps, person)]);
  const now = deps.clock.now();
  const own = roles.length === 0 ? [] : await requestsWaitingFor(deps.db, { person, roles, fallbackRole, now });
  const lists = [own];
  for (const absence of standingIn.filter((one) => isAway(one, now))) {
    const theirs = await deps.directory.rolesOf(absence.person, look);
    if (deps.policy.away === null || !mayStandIn(deps.policy.away, roles, theirs)) continue;
    const waiting = await requestsWaitingFor(deps.db, { person: absence.person, roles: theirs, fallbackRole, now, by: person });
    lists.push(waiting.filter(({ state }) => state === 'pending'));
  }
  if (lists.length === 1) return own;
  const all = [...new Map(lists.flat().map((one) => [one.id, one])).values()];
  return all.sort((one, other) => (one.decide_by?.getTime() ?? Infinity) - (other.decide_by?.getTime() ?? Infinity));
}
