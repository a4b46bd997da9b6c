import { formatDuration } from '../../lib/duration.ts';
import { formatMoney } from '../../lib/money.ts';
import type { GateFacts } from './gate.ts';
import { anyMeans } from './pattern.ts';
import type { Limit, Match, Policy, Range } from './types.ts';

/** Whether one condition of a rule holds, in words. */
export type Judged = { holds: boolean; say: string };

/** A condition of a rule; null when the rule does not have it. `chain` is the branch that the request is judged as, and those above it. */
export type Condition = (match: Match, facts: GateFacts, policy: Policy, chain: readonly number[]) => Judged | null;

const onAction: Condition = ({ actions }, facts) => {
  if (actions === undefined) return null;
  const holds = anyMeans(actions, facts.action);
  return { holds, say: `${facts.action} is ${holds ? '' : 'not '}${oneOf(actions)}` };
};

const onRisk: Condition = ({ risks }, facts) => {
  if (risks === undefined) return null;
  const holds = risks.includes(facts.risk);
  return { holds, say: holds ? `it is ${facts.risk}` : `it is ${facts.risk}, not ${oneOf(risks)}` };
};

const onBranch: Condition = ({ branches }, _facts, _policy, chain) => {
  if (branches === undefined) return null;
  const [branch] = chain;
  if (branch === undefined) return { holds: false, say: 'it belongs to no branch' };
  const above = chain.find((one) => branches.includes(one));
  const within = above === undefined || above === branch ? '' : `, within branch ${above}`;
  return {
    holds: above !== undefined,
    say: `it belongs to branch ${branch}${above === undefined ? `, not ${oneOf(branches)}` : within}`,
  };
};

const onCount: Condition = ({ count }, facts) =>
  count === undefined ? null : { holds: inRange(facts.count, count), say: `it touches ${facts.count}, with ${rangeText(count)}` };

const onAmount: Condition = ({ amount }, facts, { currency }) => {
  if (amount === undefined) return null;
  const own = ownAmount(facts, currency);
  if (own.kind === 'none') return { holds: false, say: own.say };
  const asked = rangeText(amount, ` ${currency}`);
  // What is not money alone is above every bound.
  if (own.kind === 'beyond') return { holds: amount.max === undefined, say: `${own.say}, with ${asked}` };
  return { holds: inRange(own.value, amount), say: `it costs ${formatMoney({ amount: own.value, currency })}, with ${asked}` };
};

const onSameCustomer: Condition = ({ sameCustomer }, facts, { currency }) =>
  sumWithin(sameCustomer, facts, currency, facts.given, {
    would: (total) => `this customer would be given ${total}`,
    unknown: 'what this customer was given before is not known',
  });

const onSameAsker: Condition = ({ sameAsker }, facts, { currency }) =>
  sumWithin(sameAsker, facts, currency, facts.givenByAsker, {
    would: (total) => `the asker would have given ${total}`,
    unknown: 'what the asker gave before is not known',
  });

const onSameAction: Condition = ({ sameAction }, facts) => {
  if (sameAction === undefined) return null;
  const before = facts.askedFor(sameAction.withinMs);
  if (!isKnown(before)) return { holds: false, say: 'how often the asker asked for this before is not known' };
  const time = formatDuration(sameAction.withinMs);
  return {
    holds: before + 1 <= sameAction.max,
    say: `the asker would have asked for it ${before + 1} times within ${time}, with at most ${sameAction.max}`,
  };
};

/** The cheap ones first: what was given may cost a look into the database. */
export const conditions: readonly Condition[] = [
  onAction,
  onRisk,
  onBranch,
  onCount,
  onAmount,
  onSameCustomer,
  onSameAsker,
  onSameAction,
];

function sumWithin(
  limit: Limit | undefined,
  facts: GateFacts,
  currency: string,
  before: (withinMs: number) => number,
  words: { would: (total: string) => string; unknown: string },
): Judged | null {
  if (limit === undefined) return null;
  const own = ownAmount(facts, currency);
  if (own.kind !== 'money') return { holds: false, say: own.say };
  const given = before(limit.withinMs);
  if (!isKnown(given)) return { holds: false, say: words.unknown };
  const total = own.value + given;
  return {
    holds: inRange(total, { max: limit.max }),
    say: `${words.would(formatMoney({ amount: total, currency }))} within ${formatDuration(limit.withinMs)}, with at most ${formatMoney({ amount: limit.max, currency })}`,
  };
}

type Own = { kind: 'money'; value: number } | { kind: 'beyond'; say: string } | { kind: 'none'; say: string };

/** What it gives, as far as it can be compared: an amount of the policy's currency, more than any amount, or nothing at all. */
function ownAmount({ amount, givesMore }: GateFacts, currency: string): Own {
  if (givesMore === true) return { kind: 'beyond', say: 'it gives more than money alone' };
  if (amount === undefined) return { kind: 'none', say: 'it states no amount' };
  if (amount.currency !== currency) return { kind: 'beyond', say: `its amount is in ${amount.currency}, not in ${currency}` };
  if (!isKnown(amount.amount)) return { kind: 'beyond', say: 'its amount is not a number of at least 0' };
  return { kind: 'money', value: amount.amount };
}

const isKnown = (sum: number) => Number.isFinite(sum) && sum >= 0;

// Sums of decimal amounts are off by a little in binary: 0.1 + 0.2 must still be within 0.3.
const exact = (value: number) => Math.round(value * 10_000);

function inRange(value: number, { min, max }: Range): boolean {
  return (min === undefined || exact(value) >= exact(min)) && (max === undefined || exact(value) <= exact(max));
}

function rangeText({ min, max }: Range, unit = ''): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}${unit} asked for`;
  if (min !== undefined) return `at least ${min}${unit} asked for`;
  return max === undefined ? 'any number asked for' : `at most ${max}${unit} asked for`;
}

function oneOf(values: readonly (string | number)[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
}
