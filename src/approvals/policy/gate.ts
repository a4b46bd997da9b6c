import type { Risk } from '../../actions/define.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatMoney, type Money } from '../../lib/money.ts';
import { defaultRole } from './check.ts';
import { anyMeans } from './pattern.ts';
import type { Match, Policy, Range, Rule } from './types.ts';

/** What a rule is judged by. */
export type GateFacts = {
  action: string;
  risk: Risk;
  amount?: Money | undefined;
  branch?: number | undefined;
  /** How many things it touches. */
  count: number;
  /**
   * What this app gave the same customer in the last `withinMs`, this one not included, in whole units of the policy's currency. Asked
   * only when a rule needs it, and only for the lengths of `windowsOf`. Not a number means unknown: then no `sameCustomer` matches.
   */
  given(withinMs: number): number;
};

export type Gate =
  | {
      kind: 'none';
      /** The rule that let it through; null when none matched. */
      rule: string | null;
      executeWithinMs: number;
      why: string[];
    }
  | {
      kind: 'votes';
      rule: string;
      role: string;
      count: number;
      escalate?: { role: string; afterMs: number };
      channel?: string;
      decideWithinMs: number;
      executeWithinMs: number;
      why: string[];
    };

/** How a rule came out: the conditions that held, or the first that did not. */
export type RuleOutcome = { rule: string; matched: boolean; why: string[] };

/** The name that stands for a rule where none matched and a lead is asked. */
export const defaultRuleName = 'no rule matches';

const hourMs = 3_600_000;
const harmless: readonly Risk[] = ['routine', 'sensitive'];

/** What this policy asks for; pure, so the same facts always give the same answer. The first rule that matches decides. */
export function gateFor(policy: Policy, facts: GateFacts): Gate {
  for (const rule of policy.approvals) {
    const { matched, why } = judge(policy, rule, facts);
    if (matched) return gateOf(rule, why);
  }
  return defaultGate(facts.risk);
}

/** The gate, and how each rule up to the deciding one came out, in words. */
export function explainGate(policy: Policy, facts: GateFacts): { gate: Gate; rules: RuleOutcome[] } {
  const rules: RuleOutcome[] = [];
  for (const rule of policy.approvals) {
    const outcome = judge(policy, rule, facts);
    rules.push(outcome);
    if (outcome.matched) return { gate: gateOf(rule, outcome.why), rules };
  }
  return { gate: defaultGate(facts.risk), rules };
}

/** The lengths of time, in milliseconds, that `given` may be asked for with this action; so that the sums can be loaded beforehand. */
export function windowsOf(policy: Policy, action: string): number[] {
  const windows = policy.approvals.flatMap(({ match }) =>
    match.sameCustomer !== undefined && anyMeans(match.actions ?? ['*'], action) ? [match.sameCustomer.withinMs] : [],
  );
  return [...new Set(windows)].sort((a, b) => a - b);
}

function gateOf(rule: Rule, why: string[]): Gate {
  if (rule.require === 'none') return { kind: 'none', rule: rule.name, executeWithinMs: rule.executeWithinMs, why };
  const { decideWithinMs, executeWithinMs, channel } = rule;
  return {
    kind: 'votes',
    rule: rule.name,
    ...rule.require,
    ...(channel !== undefined && { channel }),
    decideWithinMs,
    executeWithinMs,
    why,
  };
}

function defaultGate(risk: Risk): Gate {
  if (harmless.includes(risk))
    return { kind: 'none', rule: null, executeWithinMs: hourMs, why: [`no rule matches, and ${risk} runs when confirmed`] };
  return {
    kind: 'votes',
    rule: defaultRuleName,
    role: defaultRole,
    count: 1,
    decideWithinMs: 24 * hourMs,
    executeWithinMs: hourMs,
    why: [`no rule matches, and ${risk} asks one ${defaultRole}`],
  };
}

type Judged = { holds: boolean; say: string };

/** The cheap conditions first: what was given may cost a look into the database. */
function judge(policy: Policy, { name, match }: Rule, facts: GateFacts): RuleOutcome {
  const why: string[] = [];
  for (const condition of [onAction, onRisk, onBranch, onCount, onAmount, onSameCustomer]) {
    const judged = condition(match, facts, policy);
    if (judged === null) continue;
    if (!judged.holds) return { rule: name, matched: false, why: [judged.say] };
    why.push(judged.say);
  }
  return { rule: name, matched: true, why: why.length > 0 ? why : ['it matches everything'] };
}

function onAction({ actions }: Match, facts: GateFacts): Judged | null {
  if (actions === undefined) return null;
  const holds = anyMeans(actions, facts.action);
  return { holds, say: `${facts.action} is ${holds ? '' : 'not '}${oneOf(actions)}` };
}

function onRisk({ risks }: Match, facts: GateFacts): Judged | null {
  if (risks === undefined) return null;
  const holds = risks.includes(facts.risk);
  return { holds, say: holds ? `it is ${facts.risk}` : `it is ${facts.risk}, not ${oneOf(risks)}` };
}

function onBranch({ branches }: Match, facts: GateFacts): Judged | null {
  if (branches === undefined) return null;
  if (facts.branch === undefined) return { holds: false, say: 'it belongs to no branch' };
  const holds = branches.includes(facts.branch);
  return { holds, say: `it belongs to branch ${facts.branch}${holds ? '' : `, not ${oneOf(branches)}`}` };
}

function onCount({ count }: Match, facts: GateFacts): Judged | null {
  return count === undefined
    ? null
    : { holds: inRange(facts.count, count), say: `it touches ${facts.count}, with ${rangeText(count)}` };
}

function onAmount({ amount }: Match, facts: GateFacts, { currency }: Policy): Judged | null {
  if (amount === undefined) return null;
  const own = ownAmount(facts.amount, currency);
  if (typeof own === 'string') return { holds: false, say: own };
  return {
    holds: inRange(own, amount),
    say: `it costs ${formatMoney({ amount: own, currency })}, with ${rangeText(amount, ` ${currency}`)}`,
  };
}

function onSameCustomer({ sameCustomer }: Match, facts: GateFacts, { currency }: Policy): Judged | null {
  if (sameCustomer === undefined) return null;
  const own = ownAmount(facts.amount, currency);
  if (typeof own === 'string') return { holds: false, say: own };
  const given = facts.given(sameCustomer.withinMs);
  if (!Number.isFinite(given) || given < 0) return { holds: false, say: 'what this customer was given before is not known' };
  const total = own + given;
  const max = formatMoney({ amount: sameCustomer.max, currency });
  return {
    holds: inRange(total, { max: sameCustomer.max }),
    say: `this customer would be given ${formatMoney({ amount: total, currency })} within ${formatDuration(sameCustomer.withinMs)}, with at most ${max}`,
  };
}

/** The amount where it can be compared with the policy's, else why it cannot. */
function ownAmount(amount: Money | undefined, currency: string): number | string {
  if (amount === undefined) return 'it states no amount';
  if (amount.currency !== currency) return `its amount is in ${amount.currency}, not in ${currency}`;
  return Number.isFinite(amount.amount) && amount.amount >= 0 ? amount.amount : 'its amount is not a number of at least 0';
}

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
