import type { Money } from '../../lib/money.ts';
import { type Gate, gateFor } from './gate.ts';
import type { EndState, PastRequest } from './history.ts';
import type { Policy } from './types.ts';

/** A past request, and what another policy would have wanted for it. */
export type Replayed = { request: PastRequest; gate: Gate };

/** What a customer was given, from one entry of the journal up to and without another. */
type Gift = { amount: Money; askedAtMs: number; from: number; until: number };

/** People stopped it, or nobody decided: nothing was tried. */
const stoppedStates: readonly EndState[] = ['rejected', 'expired', 'cancelled'];

/**
 * Judges past requests, in their order, by another policy. What was given to the same customer is summed over the replay itself: what
 * would have run unasked counts, also where somebody said no in fact; what would have waited counts as far as it was approved in fact.
 * What the back office refused then, it would have refused now.
 */
export function replay(policy: Policy, past: readonly PastRequest[]): Replayed[] {
  const gifts = new Map<string, Gift[]>();
  return past.map((request) => {
    const { beneficiary } = request;
    const before = beneficiary === undefined ? [] : (gifts.get(beneficiary) ?? []);
    const gate = gateFor(policy, {
      action: request.action,
      risk: request.risk,
      amount: request.amount,
      branch: request.branch,
      count: request.count,
      given: (withinMs) => (request.isComplete ? sumOf(before, policy.currency, request, withinMs) : Number.NaN),
    });
    const gift = giftOf(request, gate);
    if (beneficiary !== undefined && gift !== undefined) gifts.set(beneficiary, [...before, gift]);
    return { request, gate };
  });
}

function sumOf(gifts: readonly Gift[], currency: string, { askedAt, admitted }: PastRequest, withinMs: number): number {
  const sinceMs = askedAt.getTime() - withinMs;
  return gifts
    .filter(
      ({ amount, askedAtMs, from, until }) =>
        amount.currency === currency && askedAtMs >= sinceMs && from <= admitted && admitted < until,
    )
    .reduce((sum, { amount }) => sum + amount.amount, 0);
}

function giftOf(request: PastRequest, gate: Gate): Gift | undefined {
  const { amount, ended } = request;
  if (amount === undefined) return undefined;
  const from = gate.kind === 'none' || request.waitedFor === null ? request.admitted : request.approved;
  if (from === undefined) return undefined;
  const ranInFact = request.waitedFor === null || request.approved !== undefined;
  const until = ranInFact && ended !== undefined && ended.state !== 'done' ? ended.entry : Number.POSITIVE_INFINITY;
  return { amount, askedAtMs: request.askedAt.getTime(), from, until };
}

/** Whether people (or time) stopped it before anything was tried. */
export function wasStopped({ waitedFor, approved, ended }: PastRequest): boolean {
  return waitedFor !== null && approved === undefined && ended !== undefined && stoppedStates.includes(ended.state);
}
