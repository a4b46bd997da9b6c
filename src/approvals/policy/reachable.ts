import { type Risk, risks } from '../../actions/define.ts';
import { anyMeans } from './pattern.ts';
import { type Locate, problemAt } from './problems.ts';
import type { KnownNames, Match, Policy, Problem, Range } from './types.ts';

/** Rules that can never match because earlier ones take everything that they would match. */
export function checkOrder(policy: Policy, known: KnownNames, locate: Locate): Problem[] {
  return policy.approvals.flatMap((rule, index) => {
    const takers = takenBy(policy, index, known.actions);
    if (takers === null) return [];
    const names = takers.map((taker) => `"${taker}"`).join(' and ');
    return [
      problemAt(
        locate,
        ['approvals', index],
        `"${rule.name}" can never match: ${names} above ${takers.length === 1 ? 'takes' : 'take'} everything. Move it up, or remove it.`,
      ),
    ];
  });
}

/**
 * Every pair of an action and a risk that the rule speaks of must be taken, each by one earlier rule whose further conditions hold
 * whenever this rule's do. Bounds that only several rules together cover are not seen: this never accuses wrongly, and may miss.
 */
function takenBy(policy: Policy, index: number, actions: readonly string[]): string[] | null {
  const rule = policy.approvals[index];
  if (rule === undefined) return null;
  const earlier = policy.approvals.slice(0, index);
  const takers = new Set<string>();
  const spoken = actions.filter((action) => anyMeans(rule.match.actions ?? ['*'], action));
  for (const action of spoken) {
    for (const risk of rule.match.risks ?? risks) {
      const taker = earlier.find(({ match }) => speaksOf(match, action, risk) && holdsWhenever(match, rule.match));
      if (taker === undefined) return null;
      takers.add(taker.name);
    }
  }
  return takers.size === 0 ? null : [...takers];
}

function speaksOf(match: Match, action: string, risk: Risk): boolean {
  return anyMeans(match.actions ?? ['*'], action) && (match.risks ?? risks).includes(risk);
}

/** Whether the wide one's bounds hold for all that is within the narrow one's. */
function holdsWhenever(wide: Match, narrow: Match): boolean {
  return (
    within(wide.count, narrow.count) &&
    amountsWithin(wide, narrow) &&
    (wide.branches === undefined || (narrow.branches?.every((branch) => wide.branches?.includes(branch)) ?? false)) &&
    (wide.sameCustomer === undefined ||
      // What was given in a longer time is at least what was given in a shorter one.
      (narrow.sameCustomer !== undefined &&
        narrow.sameCustomer.max <= wide.sameCustomer.max &&
        narrow.sameCustomer.withinMs >= wide.sameCustomer.withinMs))
  );
}

function amountsWithin(wide: Match, narrow: Match): boolean {
  if (wide.amount === undefined) return true;
  // A request without an amount matches no `amount`, so a rule without one is never within a rule with one.
  return narrow.amount !== undefined && within(wide.amount, narrow.amount);
}

function within(wide: Range | undefined, narrow: Range | undefined): boolean {
  if (wide === undefined) return true;
  const { min = 0, max = Number.POSITIVE_INFINITY } = narrow ?? {};
  return min >= (wide.min ?? 0) && max <= (wide.max ?? Number.POSITIVE_INFINITY);
}
