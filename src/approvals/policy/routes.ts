import { endOfHours } from '../../lib/desk-hours.ts';
import { chainOf } from './branches.ts';
import { type RouteFacts, routeConditions } from './conditions.ts';
import type { NotableState, NotificationRule, Policy } from './types.ts';

export type { RouteFacts } from './conditions.ts';

/** The rows by which a channel is told of such a request reaching this state. */
export function routesTo(
  policy: Pick<Policy, 'currency' | 'notifications'>,
  channel: string,
  state: NotableState,
  facts: RouteFacts,
): NotificationRule[] {
  return policy.notifications.filter(
    (row) =>
      row.channel === channel &&
      row.on.includes(state) &&
      routeConditions.every((condition) => condition(row.match, facts, policy, [])?.holds ?? true) &&
      isOfBranch(row.match.branches, facts),
  );
}

/** One subject of these branches is enough. Of what is not known to be elsewhere people are told rather than not. */
function isOfBranch(these: readonly number[] | undefined, { branches, tree }: RouteFacts): boolean {
  if (these === undefined) return true;
  return branches.some((branch) => {
    const chain = branch === undefined ? undefined : chainOf(tree, branch);
    return chain === undefined || chain.some((one) => these.includes(one));
  });
}

/** Until when these rows keep it to themselves; undefined if one of them tells it now. Nobody waits to hear of an unknown outcome. */
export function quietUntil(rows: readonly NotificationRule[], state: NotableState, now: Date): Date | undefined {
  if (state === 'unknown') return undefined;
  const ends = rows.map(({ quiet }) => (quiet === null ? undefined : endOfHours(now, quiet)));
  const known = ends.filter((end) => end !== undefined);
  if (known.length === 0 || known.length < ends.length) return undefined;
  return new Date(Math.min(...known.map((end) => end.getTime())));
}
