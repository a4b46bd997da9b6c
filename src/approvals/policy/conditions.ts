import { formatDuration } from '../../lib/duration.ts';
import { speak } from '../../lib/language/speak.ts';
import { formatMoney } from '../../lib/money.ts';
import { isMeantBy, traitsOf } from './catalogue.ts';
import type { GateFacts } from './gate-facts.ts';
import type { Limit, Match, Policy, Range } from './types.ts';

/** Whether one condition of a rule holds, in words. */
export type JudgedCondition = { holds: boolean; say: string };

/** A condition of a rule; null when the rule does not have it. `chain` is the branch that the request is judged as, and those above it. */
export type Condition<Facts = GateFacts> = (
  match: Match,
  facts: Facts,
  policy: Pick<Policy, 'currency'>,
  chain: readonly number[],
) => JudgedCondition | null;

/** What is known of a request without looking back. */
export type RouteFacts = Pick<GateFacts, 'action' | 'risk' | 'amount' | 'givesMore' | 'branches' | 'tree'>;

const onAction: Condition<RouteFacts> = ({ actions }, facts) => {
  if (actions === undefined) return null;
  const holds = isMeantBy(actions, facts.action);
  const named = { action: facts.action, list: oneOf(actions) };
  return { holds, say: holds ? speak('{action} is {list}', named) : speak('{action} is not {list}', named) };
};

const onRisk: Condition<RouteFacts> = ({ risks }, facts) => {
  if (risks === undefined) return null;
  const holds = risks.includes(facts.risk);
  const { risk } = facts;
  return {
    holds,
    say: holds ? speak('it is {risk}', { risk }) : speak('it is {risk}, not {list}', { risk, list: oneOf(risks) }),
  };
};

const onBranch: Condition = ({ branches }, _facts, _policy, chain) => {
  if (branches === undefined) return null;
  const [branch] = chain;
  if (branch === undefined) return { holds: false, say: speak('it belongs to no branch') };
  const above = chain.find((one) => branches.includes(one));
  if (above === undefined)
    return { holds: false, say: speak('it belongs to branch {branch}, not {list}', { branch, list: oneOf(branches) }) };
  const isItself = above === branch;
  return {
    holds: true,
    say: isItself
      ? speak('it belongs to branch {branch}', { branch })
      : speak('it belongs to branch {branch}, within branch {above}', { branch, above }),
  };
};

const onCount: Condition = ({ count }, facts) =>
  count === undefined
    ? null
    : {
        holds: inRange(facts.count, count),
        say: speak('it touches {count} (limit: {asked})', { count: facts.count, asked: rangeText(count) }),
      };

const onAmount: Condition<RouteFacts> = ({ amount }, facts, { currency }) => {
  if (amount === undefined) return null;
  const own = ownAmount(facts, currency);
  if (own.kind === 'none') return { holds: false, say: own.say };
  const asked = rangeText(amount, (bound) => formatMoney({ amount: bound, currency }));
  // What is not money alone is above every bound.
  if (own.kind === 'beyond')
    return { holds: amount.max === undefined, say: speak('{own} (limit: {asked})', { own: own.say, asked }) };
  const money = formatMoney({ amount: own.value, currency });
  return { holds: inRange(own.value, amount), say: speak('it costs {money} (limit: {asked})', { money, asked }) };
};

const onSameCustomer: Condition = ({ sameCustomer }, facts, { currency }) => {
  if (sameCustomer !== undefined && traitsOf(facts.action).opens !== undefined)
    return { holds: false, say: speak('it is for many customers, so no limit for one of them says anything about it') };
  return sumWithin(sameCustomer, facts, currency, facts.given, {
    would: (sum) => speak('this customer would be given {total} within {time} (limit: {most})', sum),
    unknown: () => speak('what this customer was given before is not known'),
  });
};

const onSameAsker: Condition = ({ sameAsker }, facts, { currency }) =>
  sumWithin(sameAsker, facts, currency, facts.givenByAsker, {
    would: (sum) => speak('the asker would have given {total} within {time} (limit: {most})', sum),
    unknown: () => speak('what the asker gave before is not known'),
  });

const onSameAction: Condition = ({ sameAction }, facts) => {
  if (sameAction === undefined) return null;
  const before = facts.askedFor(sameAction.withinMs);
  if (!isKnown(before)) return { holds: false, say: speak('how often the asker asked for this before is not known') };
  const time = formatDuration(sameAction.withinMs);
  return {
    holds: before + 1 <= sameAction.max,
    say: speak('the asker would have asked for it {times, plural, one {# time} other {# times}} within {time} (limit: {most})', {
      times: before + 1,
      time,
      most: sameAction.max,
    }),
  };
};

/** What the rows of `notifications` can be about, besides branches. */
export const routeConditions: readonly Condition<RouteFacts>[] = [onAction, onRisk, onAmount];

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

/**
 * What keeps somebody from drawing from an envelope: they would give more than a rule for it allows one person, which would match
 * otherwise. Undefined if this rule does not. What one customer was given is what an envelope is meant to go past.
 */
export const aboveSameAsker: Condition = (match, facts, policy, chain) => {
  const judged = onSameAsker(match, facts, policy, chain);
  if (judged === null || judged.holds) return null;
  const others = conditions.filter((one) => one !== onSameAsker && one !== onSameCustomer);
  return others.every((one) => one(match, facts, policy, chain)?.holds ?? true) ? judged : null;
};

function sumWithin(
  limit: Limit | undefined,
  facts: GateFacts,
  currency: string,
  before: (withinMs: number) => number,
  words: { would: (sum: { total: string; time: string; most: string }) => string; unknown: () => string },
): JudgedCondition | null {
  if (limit === undefined) return null;
  const own = ownAmount(facts, currency);
  if (own.kind !== 'money') return { holds: false, say: own.say };
  const given = before(limit.withinMs);
  if (!isKnown(given)) return { holds: false, say: words.unknown() };
  const total = own.value + given;
  return {
    holds: inRange(total, { max: limit.max }),
    say: words.would({
      total: formatMoney({ amount: total, currency }),
      time: formatDuration(limit.withinMs),
      most: formatMoney({ amount: limit.max, currency }),
    }),
  };
}

type Own = { kind: 'money'; value: number } | { kind: 'beyond'; say: string } | { kind: 'none'; say: string };

/** What it gives, as far as it can be compared: an amount of the policy's currency, more than any amount, or nothing at all. */
function ownAmount({ amount, givesMore }: RouteFacts, currency: string): Own {
  if (givesMore === true) return { kind: 'beyond', say: speak('it gives more than money alone') };
  if (amount === undefined) return { kind: 'none', say: speak('it states no amount') };
  if (amount.currency !== currency)
    return { kind: 'beyond', say: speak('its amount is in {other}, not in {currency}', { other: amount.currency, currency }) };
  if (!isKnown(amount.amount)) return { kind: 'beyond', say: speak('its amount is not a number of at least 0') };
  return { kind: 'money', value: amount.amount };
}

const isKnown = (sum: number) => Number.isFinite(sum) && sum >= 0;

// Sums of decimal amounts are off by a little in binary: 0.1 + 0.2 must still be within 0.3.
const exact = (value: number) => Math.round(value * 10_000);

function inRange(value: number, { min, max }: Range): boolean {
  return (min === undefined || exact(value) >= exact(min)) && (max === undefined || exact(value) <= exact(max));
}

function rangeText({ min, max }: Range, write: (bound: number) => string = String): string {
  if (min !== undefined && max !== undefined) return speak('{min} to {max}', { min: write(min), max: write(max) });
  if (min !== undefined) return speak('at least {min}', { min: write(min) });
  return max === undefined ? speak('any number') : speak('at most {max}', { max: write(max) });
}

function oneOf(values: readonly (string | number)[]): string {
  return values.length === 1 ? String(values[0]) : speak('one of {values}', { values: values.join(', ') });
}
