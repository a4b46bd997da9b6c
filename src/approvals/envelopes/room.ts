import type { Party } from '../../actions/define.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { Given } from '../given.ts';
import type { Known } from '../limits.ts';
import { type BranchTree, isWithin } from '../policy/branches.ts';
import type { GateFacts } from '../policy/gate-facts.ts';

/** An envelope that was looked at: its seal, its voters and its template are as they were approved. */
export type Drawable = { id: string; name: string; most: number };

/** What is to be given, as far as an envelope goes. */
export type Wanted = {
  template: { id: number } | undefined;
  party: Party | undefined;
  branches: readonly (number | undefined)[];
  tree: BranchTree;
};

/** Of this envelope, and without this request. */
type Of = { id: string; except: string | undefined };

/**
 * What is left of an envelope for this customer, and when it was asked for; undefined if it is not open for them. A business account is
 * no customer, and a customer of a branch that is not known belongs to none.
 */
export function roomFor(
  { clock }: Pick<ApprovalDeps, 'clock'>,
  given: Given,
  { id, except }: Of,
  { template, party, branches, tree }: Wanted,
): { left: number; endsInMs: number; askedAt: number } | undefined {
  const room = given.roomIn(id, except);
  if (room === undefined || room.template !== template?.id || room.left <= 0) return undefined;
  const isTheirs = branches.length > 0 && branches.every((branch) => isWithin(tree, branch, [room.branch]));
  if (!isTheirs || party === undefined || !party.target.startsWith('customer:') || room.hasDrawn(party.target)) return undefined;
  const endsInMs = Date.parse(room.until) - clock.now().getTime();
  return endsInMs > 0 ? { left: room.left, endsInMs, askedAt: room.askedAt } : undefined;
}

/** What the gate is told of the envelope that was looked at: what is left of it at this moment. */
export function envelopeFact(
  deps: Pick<ApprovalDeps, 'clock'>,
  known: Known,
  { id, except, gap }: { id: string | undefined; except: string | undefined; gap: Date | undefined },
  wanted: Wanted,
): GateFacts['envelope'] {
  if (id === undefined || 'trouble' in known) return undefined;
  const room = roomFor(deps, known.given, { id, except }, wanted);
  // What was drawn, or closed, in a time that a restored database lost is not known.
  if (room === undefined || (gap !== undefined && gap.getTime() >= room.askedAt)) return undefined;
  return { id, left: room.left, endsInMs: room.endsInMs };
}
