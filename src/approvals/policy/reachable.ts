import { type Locate, type Problem, problemAt } from '../../lib/yaml-problems.ts';
import { type BranchTree, isWithin } from './branches.ts';
import { isMeantBy } from './catalogue.ts';
import { mostGiven, type Pair, pairsOf } from './possible.ts';
import type { KnownNames, Limit, Match, Policy, Range } from './types.ts';

/**
 * Rules that can never match: because of what they are about, or because earlier ones take everything that they would match. Which
 * branch lies within which is known only if the tree was read; without it no rule for a branch is called unreachable.
 */
export function checkOrder(policy: Policy, known: KnownNames, locate: Locate, tree: BranchTree = 'not-considered'): Problem[] {
  return policy.approvals.flatMap((rule, index) => {
    const { pairs, why } = pairsOf(rule.match, known.actions);
    // What the rule names wrongly, and bounds the wrong way round, have their own sentences.
    const isWrong = known.actions.every((action) => !isMeantBy(rule.match.actions ?? ['*'], action));
    if (isWrong || isEmpty(rule.match.amount) || isEmpty(rule.match.count)) return [];
    const say = (words: string) => [problemAt(locate, ['approvals', index], `"${rule.name}" can never match: ${words}`)];
    if (pairs.length === 0) return say(`${why}. Change its match, or remove it.`);
    const takers = takenBy(policy, index, pairs, tree);
    if (takers === null) return [];
    const names = takers.map((taker) => `"${taker}"`).join(' and ');
    return say(`${names} above ${takers.length === 1 ? 'takes' : 'take'} everything. Move it up, or remove it.`);
  });
}

/**
 * Every pair of an action and a risk that the rule speaks of must be taken, each by one earlier rule whose further conditions hold
 * whenever this rule's do. Bounds that only several rules together cover are not seen: this never accuses wrongly, and may miss.
 */
function takenBy(policy: Policy, index: number, pairs: readonly Pair[], tree: BranchTree): string[] | null {
  const rule = policy.approvals[index];
  if (rule === undefined) return null;
  const earlier = policy.approvals.slice(0, index);
  const takers = new Set<string>();
  for (const { action, risk } of pairs) {
    const taker = earlier.find(({ match }) => speaksOf(match, { action, risk }) && holdsWhenever(match, rule.match, tree));
    if (taker === undefined) return null;
    takers.add(taker.name);
  }
  return takers.size === 0 ? null : [...takers];
}

function speaksOf({ actions, risks }: Match, { action, risk }: Pair): boolean {
  return isMeantBy(actions ?? ['*'], action) && (risks?.includes(risk) ?? true);
}

/** Whether the wide one's bounds hold for all that is within the narrow one's. */
function holdsWhenever(wide: Match, narrow: Match, tree: BranchTree): boolean {
  return (
    within(wide.count, narrow.count) &&
    amountsWithin(wide, narrow) &&
    branchesWithin(wide, narrow, tree) &&
    limitWithin(wide.sameCustomer, narrow.sameCustomer) &&
    limitWithin(wide.sameAsker, narrow.sameAsker) &&
    limitWithin(wide.sameAction, narrow.sameAction)
  );
}

/** What was given, or asked for, in a longer time is at least what it was in a shorter one. */
function limitWithin(wide: Limit | undefined, narrow: Limit | undefined): boolean {
  return wide === undefined || (narrow !== undefined && narrow.max <= wide.max && narrow.withinMs >= wide.withinMs);
}

function branchesWithin(wide: Match, narrow: Match, tree: BranchTree): boolean {
  const { branches } = wide;
  if (branches === undefined) return true;
  if (narrow.branches === undefined || tree === 'not-considered' || tree === 'unreadable') return false;
  return narrow.branches.every((branch) => branches.includes(branch) || isWithin(tree, branch, branches));
}

function amountsWithin(wide: Match, narrow: Match): boolean {
  if (wide.amount === undefined) return true;
  // What gives nothing away matches no `amount`; a rule that bounds what is given is about nothing else.
  const isBounded = narrow.amount !== undefined || narrow.sameCustomer !== undefined || narrow.sameAsker !== undefined;
  return isBounded && within(wide.amount, { min: narrow.amount?.min ?? 0, max: mostGiven(narrow) });
}

function isEmpty(range: Range | undefined): boolean {
  return range?.min !== undefined && range.max !== undefined && range.min > range.max;
}

function within(wide: Range | undefined, narrow: Range | undefined): boolean {
  if (wide === undefined) return true;
  const { min = 0, max = Number.POSITIVE_INFINITY } = narrow ?? {};
  return min >= (wide.min ?? 0) && max <= (wide.max ?? Number.POSITIVE_INFINITY);
}
