import { type Problem, problemAt } from '../../lib/yaml-problems.ts';
import { checkCounts, checkDistinct } from './check.ts';
import type { ParsedPolicy } from './parse.ts';

/**
 * What is wrong with a valid policy once it is known how many people hold each role and may decide: roles that nobody holds, counts that
 * can never be reached.
 */
export function holdingProblems(
  { policy, locate }: Extract<ParsedPolicy, { ok: true }>,
  held: ReadonlyMap<string, number>,
): Problem[] {
  const empty = [...held].filter(([, people]) => people === 0);
  return [
    ...empty.map(([role]) =>
      problemAt(
        locate,
        ['roles', role],
        `Nobody holds the role "${role}": its groups are empty, or hold only people who may not decide (guests, bots, deleted, other workspaces).`,
        'key',
      ),
    ),
    ...checkCounts(policy, held, locate),
    ...checkDistinct(policy, locate),
  ];
}
