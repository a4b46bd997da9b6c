import { sql } from 'kysely';
import type { AnyAction, Branches, Party, Risk, Worth } from '../actions/define.ts';
import type { Db } from '../db/schema.ts';
import type { Json } from '../lib/json.ts';
import { readBranchTree } from './branch-tree.ts';
import type { Core } from './core.ts';
import { askedFor, givenBy, givenTo, hasCreated } from './gifts.ts';
import type { BranchTree } from './policy/branches.ts';
import { type Gate, type GateFacts, gateFor, windowsOf } from './policy/gate.ts';

/** What an action says about an input, now: the ground on which the gate stands. */
export type Assessment = {
  seen: unknown;
  facts: Readonly<Record<string, Json>>;
  risk: Risk;
  worth: Worth | undefined;
  party: Party | undefined;
  branches: Branches;
  tree: BranchTree;
  /** Why somebody must be asked whatever the policy says. */
  alwaysAsks: string | undefined;
  touches: number;
  /** Whom it is about: its subjects, and who else was found to be. */
  about: readonly string[];
};

/** Reads what a decision would rest on; throws the action's refusal, or a back office's fault. */
export async function assess(core: Core, action: AnyAction, input: unknown): Promise<Assessment> {
  const [before, tree] = await Promise.all([
    action.precheck(core.readers, input, { now: core.clock.now() }),
    readBranchTree(core),
  ]);
  return assessmentOf(action, input, JSON.parse(JSON.stringify(before)), tree);
}

/** The same of what has been read already. */
export function assessmentOf(action: AnyAction, input: unknown, seen: unknown, tree: BranchTree): Assessment {
  return {
    seen,
    facts: action.fingerprint(seen),
    risk: action.riskOf?.(seen, input) ?? action.risk,
    worth: action.worth?.(seen, input),
    party: action.party?.(seen, input),
    branches: action.branches(seen, input),
    tree,
    alwaysAsks: action.alwaysAsks?.(seen, input),
    touches: action.count?.(input, seen) ?? 1,
    about: [...new Set([...action.subjects(input), ...(action.alsoAbout?.(seen) ?? [])])],
  };
}

/** One who asked, and for what; `id` is the request's, once there is one. */
export type Asked = { action: string; asker: string; id?: string | undefined };

const dayMs = 24 * 3_600_000;

/** What the policy wants for this, given what the app gave and was asked for before. */
export async function gateOf(core: Core, db: Db, asked: Asked, assessment: Assessment): Promise<Gate> {
  return gateFor(core.policy, await factsFor(core, db, asked, assessment));
}

/** What the rules are judged by, with every sum that they may ask for. */
export async function factsFor(core: Core, db: Db, asked: Asked, assessment: Assessment): Promise<GateFacts> {
  const { party, worth } = assessment;
  const windows = windowsOf(core.policy, asked.action);
  const looking = (windowMs: number) => ({ currency: core.policy.currency, since: before(core, windowMs), except: asked.id });
  const given = await sums(windows.customer, async (windowMs) =>
    party === undefined ? 0 : givenTo(db, party, looking(windowMs)),
  );
  const byAsker = await sums(windows.asker, (windowMs) => givenBy(db, asked.asker, looking(windowMs)));
  const times = await sums(windows.action, (windowMs) =>
    askedFor(db, { asker: asked.asker, action: asked.action, since: before(core, windowMs), except: asked.id }),
  );
  return {
    action: asked.action,
    risk: assessment.risk,
    amount: worth?.money,
    givesMore: worth?.givesMore,
    branches: assessment.branches,
    tree: assessment.tree,
    count: assessment.touches,
    given,
    givenByAsker: byAsker,
    askedFor: times,
    alwaysAsks: assessment.alwaysAsks ?? (await newCustomer(core, db, asked, party)),
  };
}

/**
 * One after the other in a transaction that counts: else two requests at the same instant would both be below a limit. Held until the
 * transaction ends.
 */
export async function lockLimits(tx: Db): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('wheelhouse limits'))`.execute(tx);
}

/** Money for a customer whom the same person made a moment ago is what somebody would do who gives it to themselves. */
async function newCustomer(core: Core, db: Db, asked: Asked, party: Party | undefined): Promise<string | undefined> {
  if (party === undefined) return undefined;
  const isKnown = party.around !== null || party.target.startsWith('customer:');
  const customers = [party.target, ...(party.around ?? [])].filter((one) => one.startsWith('customer:'));
  return (await hasCreated(db, asked.asker, isKnown ? customers : null, before(core, dayMs)))
    ? 'the asker created this customer in the last 24 hours'
    : undefined;
}

function before(core: Core, windowMs: number): Date {
  return new Date(core.clock.now().getTime() - windowMs);
}

async function sums(
  windowsMs: readonly number[],
  sumOf: (windowMs: number) => Promise<number>,
): Promise<(windowMs: number) => number> {
  const found = new Map<number, number>();
  for (const windowMs of windowsMs) found.set(windowMs, await sumOf(windowMs));
  return (windowMs) => found.get(windowMs) ?? Number.NaN;
}
