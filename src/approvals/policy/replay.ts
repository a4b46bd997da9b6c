import type { Money } from '../../lib/money.ts';
import type { BranchTree } from './branches.ts';
import { traitsOf } from './catalogue.ts';
import { type Gate, type GateFacts, gateFor } from './gate.ts';
import type { EndState, PastRequest } from './history.ts';
import type { Policy } from './types.ts';

/** A past request, and what another policy would have wanted for it. */
export type Replayed = { request: PastRequest; gate: Gate };

/** What was given, from one entry of the journal up to and without another. */
type Gift = {
  amount: Money;
  asker: string;
  target: string;
  around: readonly string[];
  askedAtMs: number;
  from: number;
  until: number;
};

/** People stopped it, or nobody decided: nothing was tried. */
const stoppedStates: readonly EndState[] = ['rejected', 'expired', 'cancelled'];

/**
 * Judges past requests, in their order, by another policy. What was given is summed over the replay itself: what would have run unasked
 * counts, also if somebody said no in fact; what would have waited counts as far as it was approved in fact. What the back office
 * refused then, it would have refused now. Branches are those of now; where a branch lies is by `tree`.
 */
export function replay(policy: Policy, past: readonly PastRequest[], tree: BranchTree = 'not-considered'): Replayed[] {
  const gifts: Gift[] = [];
  const asked: PastRequest[] = [];
  return past.map((request) => {
    const gate = gateFor(policy, {
      action: request.action,
      risk: request.risk,
      amount: request.amount,
      givesMore: request.givesMore,
      branches: request.branches,
      tree,
      count: request.count,
      given: (withinMs) => givenBefore(gifts, policy, request, withinMs),
      givenByAsker: (withinMs) => sumOf(gifts, policy, request, withinMs, ({ asker }) => asker === request.asker),
      askedFor: (withinMs) =>
        asked.filter(
          ({ asker, action, askedAt }) =>
            asker === request.asker && action === request.action && askedAt.getTime() >= request.askedAt.getTime() - withinMs,
        ).length,
      envelope: drawnBefore(policy, request),
      alwaysAsks: request.alwaysAsks,
    });
    const gift = giftOf(request, gate);
    if (gift !== undefined) gifts.push(gift);
    asked.push(request);
    return { request, gate };
  });
}

/** What was drawn is drawn under any policy that allows envelopes: there was one in fact. */
function drawnBefore({ envelopes }: Policy, { envelope: id }: PastRequest): GateFacts['envelope'] {
  return envelopes === null || id === undefined ? undefined : { id, left: 1, endsInMs: Number.POSITIVE_INFINITY };
}

function givenBefore(gifts: readonly Gift[], policy: Policy, request: PastRequest, withinMs: number): number {
  const { beneficiary, around, isComplete } = request;
  if (!isComplete || around === null) return Number.NaN;
  if (beneficiary === undefined) return 0;
  return sumOf(gifts, policy, request, withinMs, (gift) => countsFor(gift, { target: beneficiary, around }));
}

/**
 * Whether a gift counts for whom a request is for. What an account was given counts for its members, of then and of now; what they were
 * given counts for the account; two members do not count for each other.
 */
export function countsFor(
  gift: { target: string; around: readonly string[] },
  { target, around }: { target: string; around: readonly string[] },
): boolean {
  return gift.target === target || gift.around.includes(target) || around.includes(gift.target);
}

function sumOf(
  gifts: readonly Gift[],
  { currency }: Policy,
  { askedAt, admitted }: PastRequest,
  withinMs: number,
  counts: (gift: Gift) => boolean,
): number {
  const sinceMs = askedAt.getTime() - withinMs;
  return gifts
    .filter(
      (gift) =>
        gift.amount.currency === currency &&
        gift.askedAtMs >= sinceMs &&
        gift.from <= admitted &&
        admitted < gift.until &&
        counts(gift),
    )
    .reduce((sum, { amount }) => sum + amount.amount, 0);
}

function giftOf(request: PastRequest, gate: Gate): Gift | undefined {
  const { action, amount, ended, beneficiary, asker, around } = request;
  // An envelope gives nothing by itself: what is drawn from it does.
  if (amount === undefined || traitsOf(action).opens !== undefined) return undefined;
  const from = gate.kind === 'none' || request.waitedFor === null ? request.admitted : request.approved;
  if (from === undefined) return undefined;
  const ranInFact = request.waitedFor === null || request.approved !== undefined;
  const until = ranInFact && ended !== undefined && ended.state !== 'done' ? ended.entry : Number.POSITIVE_INFINITY;
  const whom = { asker, target: beneficiary ?? '', around: around ?? [] };
  return { amount, ...whom, askedAtMs: request.askedAt.getTime(), from, until };
}

/** Whether people (or time) stopped it before anything was tried. */
export function wasStopped({ waitedFor, approved, ended }: PastRequest): boolean {
  return waitedFor !== null && approved === undefined && ended !== undefined && stoppedStates.includes(ended.state);
}
