import { sql } from 'kysely';
import type { Allowance, AnyAction, Branches, Party, PrecheckAt, Risk, Worth } from '../actions/define.ts';
import type { Db } from '../db/schema.ts';
import type { Json } from '../lib/json.ts';
import { speaking } from '../lib/language/language.ts';
import { readBranchTree } from './branch-tree.ts';
import type { ApprovalDeps } from './deps.ts';
import { type Drawable, envelopeFact } from './envelopes/room.ts';
import type { Given, Looking } from './given.ts';
import type { Known } from './limits.ts';
import type { BranchTree } from './policy/branches.ts';
import { type Gate, type GateFacts, gateFor, windowsOf } from './policy/gate.ts';

/** What an action says about an input, now: what the gate decides by. */
export type Assessment = {
  snapshot: unknown;
  facts: Readonly<Record<string, Json>>;
  risk: Risk;
  worth: Worth | undefined;
  template: { id: number; name: string } | undefined;
  party: Party | undefined;
  /** What it allows others to do. */
  opens: Allowance | undefined;
  branches: Branches;
  tree: BranchTree;
  /** Why somebody must be asked whatever the policy says. */
  alwaysAsks: string | undefined;
  touches: number;
  /** The envelope that it would be drawn from, once that was looked at. */
  drawable?: Drawable | undefined;
  /** Whom it is about: its subjects, and who else was found to be. */
  about: readonly string[];
};

/** What a precheck is told beside the input. */
export const precheckAt = ({ clock, policy }: Pick<ApprovalDeps, 'clock' | 'policy'>): PrecheckAt => ({
  now: clock.now(),
  country: policy.country,
  envelopes: policy.envelopes,
});

/** Reads what a decision would rest on; throws the action's refusal, or a back office's fault. */
export async function assess(deps: ApprovalDeps, action: AnyAction, input: unknown): Promise<Assessment> {
  const [before, tree] = await Promise.all([
    action.precheck(deps.readers, input, precheckAt(deps)),
    readBranchTree(deps, action),
  ]);
  return assessmentOf(action, input, JSON.parse(JSON.stringify(before)), tree);
}

/** The same of what has been read already. */
export function assessmentOf(action: AnyAction, input: unknown, snapshot: unknown, tree: BranchTree): Assessment {
  // What is compared and kept is spelled one way for all readers.
  return speaking('en', () => ({
    snapshot,
    facts: action.fingerprint(snapshot),
    risk: action.riskOf?.(snapshot, input) ?? action.risk,
    worth: action.worth?.(snapshot, input),
    template: action.template?.(snapshot),
    party: action.party?.(snapshot, input),
    opens: action.opens?.(snapshot, input),
    branches: action.branches(snapshot, input),
    tree,
    alwaysAsks: action.alwaysAsks?.(snapshot, input),
    touches: action.count?.(input, snapshot) ?? 1,
    about: [...new Set([...action.subjects(input), ...(action.alsoAbout?.(snapshot) ?? [])])],
  }));
}

/** One who asked, and for what; `id` is the request's, once there is one. */
export type Asked = { action: string; asker: string; id?: string | undefined };

const dayMs = 24 * 3_600_000;

/** What the policy wants for this, given what the app gave and was asked for before. */
export async function gateOf(deps: ApprovalDeps, db: Db, asked: Asked, assessment: Assessment): Promise<Gate> {
  return gateFor(deps.policy, await factsFor(deps, db, asked, assessment));
}

/** What the rules are judged by, with every sum that they may ask for. */
export async function factsFor(deps: ApprovalDeps, db: Db, asked: Asked, assessment: Assessment): Promise<GateFacts> {
  const { party, worth } = assessment;
  const windows = windowsOf(deps.policy, asked.action);
  const known = await deps.limits.known(db);
  // What lies before may have a gap: a limit that looks back over it can't be known to hold.
  const gap = 'given' in known ? known.given.gapAt() : undefined;
  const sums = (windowsMs: readonly number[], sumOf: (windowMs: number) => number) =>
    sumsOver(windowsMs, (windowMs) => (gap !== undefined && gap >= before(deps, windowMs) ? Number.NaN : sumOf(windowMs)));
  const sumsBy = (windowsMs: readonly number[], sumOf: (given: Given, looking: Looking) => number) =>
    sums(windowsMs, (windowMs) =>
      'trouble' in known ? Number.NaN : sumOf(known.given, { since: before(deps, windowMs), except: asked.id }),
    );
  const { currency } = deps.policy;
  const given = sumsBy(windows.customer, (all, looking) => (party === undefined ? 0 : all.to(party, currency, looking)));
  const byAsker = sumsBy(windows.asker, (all, looking) => all.by(asked.asker, currency, looking));
  const times = sumsBy(windows.action, (all, looking) => all.askedFor(asked.asker, asked.action, looking));
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
    envelope: envelopeFact(deps, known, { id: assessment.drawable?.id, except: asked.id, gap }, assessment),
    alwaysAsks: assessment.alwaysAsks ?? newCustomer(deps, known, asked, { party, gap }),
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
function newCustomer(
  deps: ApprovalDeps,
  known: Known,
  asked: Asked,
  { party, gap }: { party: Party | undefined; gap: Date | undefined },
): string | undefined {
  if (party === undefined) return undefined;
  const since = before(deps, dayMs);
  const isKnown = party.around !== null || party.target.startsWith('customer:');
  const customers = [party.target, ...(party.around ?? [])].filter((one) => one.startsWith('customer:'));
  if ('trouble' in known || (gap !== undefined && gap >= since))
    return 'it is not known whether the asker created this customer in the last 24 hours';
  return known.given.hasMade(asked.asker, isKnown ? customers : null, since)
    ? 'the asker created this customer in the last 24 hours'
    : undefined;
}

function before(deps: ApprovalDeps, windowMs: number): Date {
  return new Date(deps.clock.now().getTime() - windowMs);
}

function sumsOver(windowsMs: readonly number[], sumOf: (windowMs: number) => number): (windowMs: number) => number {
  const found = new Map<number, number>();
  for (const windowMs of windowsMs) found.set(windowMs, sumOf(windowMs));
  return (windowMs) => found.get(windowMs) ?? Number.NaN;
}
