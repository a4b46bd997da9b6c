import { traitsOf } from './catalogue.ts';
import { type Replayed, wasStopped } from './replay.ts';

/** Some requests: how many, and their money by currency. */
export type Tally = { requests: number; money: ReadonlyMap<string, number> };

/** What the other policy would have changed, for all or for a part of the requests. */
export type PolicyChange = {
  asked: Tally;
  /** Waited for approval in fact. */
  waited: Tally;
  wouldWait: Tally;
  /** Did not wait, and would have. */
  more: Tally;
  /** Waited, and would not have. */
  fewer: Tally;
};

export type Comparison = PolicyChange & {
  /** Waited, and would have waited for another role or another number of people. */
  otherPeople: Tally;
  /** Waited and was stopped by people or by time, and would have run unasked. */
  stoppedNowRuns: Tally;
  byAsker: ReadonlyMap<string, PolicyChange>;
  /** By the rule that asked in fact. */
  byRuleThen: ReadonlyMap<string, PolicyChange>;
  /** By the rule that would ask. */
  byRuleNow: ReadonlyMap<string, PolicyChange>;
};

/** How many more or fewer requests would have waited, for whom, and for how much money. The largest change is first. */
export function compare(replayed: readonly Replayed[]): Comparison {
  const waiting = replayed.filter(({ request }) => request.waitedFor !== null);
  const wouldWait = replayed.filter(({ gate }) => gate.kind === 'votes');
  return {
    ...changeOf(replayed),
    otherPeople: tally(
      waiting.filter(
        ({ request: { waitedFor }, gate }) =>
          gate.kind === 'votes' && (gate.role !== waitedFor?.role || gate.count !== waitedFor.count),
      ),
    ),
    stoppedNowRuns: tally(waiting.filter(({ request, gate }) => gate.kind === 'none' && wasStopped(request))),
    byAsker: grouped(replayed, ({ request }) => request.asker),
    byRuleThen: grouped(waiting, ({ request }) => request.rule ?? ''),
    byRuleNow: grouped(wouldWait, ({ gate }) => gate.rule ?? ''),
  };
}

function changeOf(replayed: readonly Replayed[]): PolicyChange {
  const did = ({ request }: Replayed) => request.waitedFor !== null;
  const would = ({ gate }: Replayed) => gate.kind === 'votes';
  return {
    asked: tally(replayed),
    waited: tally(replayed.filter(did)),
    wouldWait: tally(replayed.filter(would)),
    more: tally(replayed.filter((one) => would(one) && !did(one))),
    fewer: tally(replayed.filter((one) => did(one) && !would(one))),
  };
}

function tally(replayed: readonly Replayed[]): Tally {
  const money = new Map<string, number>();
  for (const { request } of replayed) {
    const { action, amount } = request;
    // What is drawn from an envelope has its own amount.
    if (amount !== undefined && traitsOf(action).opens === undefined)
      money.set(amount.currency, exact((money.get(amount.currency) ?? 0) + amount.amount));
  }
  return { requests: replayed.length, money };
}

/** Sums of decimal amounts are off by a little in binary. */
const exact = (value: number) => Math.round(value * 10_000) / 10_000;

function grouped(replayed: readonly Replayed[], keyOf: (one: Replayed) => string): Map<string, PolicyChange> {
  const groups = new Map<string, Replayed[]>();
  for (const one of replayed) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  const size = ({ more, fewer }: PolicyChange) => more.requests + fewer.requests;
  return new Map(
    [...groups]
      .map(([key, members]) => [key, changeOf(members)] as const)
      .sort(([a, one], [b, other]) => size(other) - size(one) || other.asked.requests - one.asked.requests || (a < b ? -1 : 1)),
  );
}
