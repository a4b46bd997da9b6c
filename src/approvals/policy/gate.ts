import type { Risk } from '../../actions/define.ts';
import { type Candidate, candidatesOf } from './branches.ts';
import { isMeantBy } from './catalogue.ts';
import { defaultRole } from './check.ts';
import { aboveSameAsker, conditions } from './conditions.ts';
import type { GateFacts } from './gate-facts.ts';
import type { Limit, Match, Policy, Rule } from './types.ts';

export type { GateFacts } from './gate-facts.ts';

export type Gate =
  | {
      kind: 'none';
      /** The rule that let it through; null when none matched. */
      rule: string | null;
      executeWithinMs: number;
      why: string[];
      envelope?: undefined;
      alwaysAsks?: undefined;
    }
  /** It is drawn from this envelope, which replaces the rules; `left` counts it. */
  | {
      kind: 'none';
      rule: string;
      executeWithinMs: number;
      why: string[];
      envelope: string;
      left: number;
      alwaysAsks?: undefined;
    }
  | {
      kind: 'votes';
      rule: string;
      role: string;
      count: number;
      distinct?: 'usergroup';
      escalate?: { role: string; afterMs: number };
      channel?: string;
      decideWithinMs: number;
      clock?: 'desk';
      executeWithinMs: number;
      why: string[];
      /** Why it is asked whatever the rules say. */
      alwaysAsks?: string;
    };

/** How a rule came out: the conditions that held, or the first that did not. */
export type RuleOutcome = { rule: string; matched: boolean; why: string[] };

export type Explained = {
  gate: Gate;
  /** Each rule up to the deciding one. */
  rules: RuleOutcome[];
  /** What it was judged as, and whether other branches were possible. */
  judgedAs: Candidate;
  /** How many branches it was judged as. */
  ways: number;
};

/** The name of the rule that holds if no rule of the file matches: a lead is asked. */
export const defaultRuleName = 'no rule matches';
/** The name that is shown for a rule that would have let it through, if somebody must be asked all the same. */
export const alwaysAskName = 'always asks a lead';

const hourMs = 3_600_000;
const harmless: readonly Risk[] = ['routine', 'sensitive'];

/** What this policy asks for; pure, so the same facts always give the same answer. */
export function gateFor(policy: Policy, facts: GateFacts): Gate {
  return explainGate(policy, facts).gate;
}

/**
 * The gate, and how each rule up to the deciding one came out, in words. The first rule that matches decides; if it is not known to
 * which branch something belongs, or if its subjects belong to several, the strictest result of all of them.
 */
export function explainGate(policy: Policy, facts: GateFacts): Explained {
  const candidates = candidatesOf(policy, facts.branches, facts.tree);
  const drawn = drawnFrom(policy, facts, candidates);
  if (drawn !== undefined) return drawn;
  const judged = candidates.map((candidate) => ({ candidate, ...judgeAs(policy, facts, candidate.chain) }));
  const [first, ...others] = judged;
  if (first === undefined) throw new Error('a request is judged as nothing');
  const strictest = others.reduce((one, other) => (isStricter(other, one) ? other : one), first);
  return {
    gate: withMust(strictest.gate, facts.alwaysAsks),
    rules: strictest.rules,
    judgedAs: strictest.candidate,
    ways: candidates.length,
  };
}

/**
 * Why somebody is asked about what often runs at once, in words for the asker; undefined if it never does. That is what the first rule
 * for this action that asks nobody did not find to hold.
 */
export function askedBecause(policy: Policy, facts: GateFacts): string | undefined {
  const { gate, rules } = explainGate(policy, facts);
  if (gate.kind === 'none') return undefined;
  if (gate.alwaysAsks !== undefined) return gate.alwaysAsks;
  if (facts.envelope !== undefined) return hindrance(policy, facts, candidatesOf(policy, facts.branches, facts.tree));
  const missed = rules.find(({ rule: name, matched }) => {
    const rule = policy.approvals.find((one) => one.name === name);
    const isForIt = isMeantBy(rule?.match.actions ?? ['*'], facts.action) && (rule?.match.risks?.includes(facts.risk) ?? true);
    return !matched && rule?.require === 'none' && isForIt;
  });
  return missed?.why[0];
}

/** The lengths of time, in milliseconds, that the sums may be asked for with this action; so that they can be loaded beforehand. */
export function windowsOf(policy: Policy, action: string): { customer: number[]; asker: number[]; action: number[] } {
  const matches = policy.approvals.map(({ match }) => match).filter(({ actions }) => isMeantBy(actions ?? ['*'], action));
  const windows = (limit: (match: Match) => Limit | undefined) =>
    [...new Set(matches.flatMap((match) => limit(match)?.withinMs ?? []))].sort((a, b) => a - b);
  return {
    customer: windows(({ sameCustomer }) => sameCustomer),
    asker: windows(({ sameAsker }) => sameAsker),
    action: windows(({ sameAction }) => sameAction),
  };
}

/** An open envelope replaces the rules, unless somebody is asked whatever they say, or its giver would give too much by one of them. */
function drawnFrom(policy: Policy, facts: GateFacts, candidates: readonly Candidate[]): Explained | undefined {
  const { envelope, alwaysAsks } = facts;
  const [judgedAs] = candidates;
  if (envelope === undefined || alwaysAsks !== undefined || judgedAs === undefined) return undefined;
  if (hindrance(policy, facts, candidates) !== undefined) return undefined;
  const why = ['it is drawn from an open envelope'];
  const executeWithinMs = Math.min(hourMs, envelope.endsInMs);
  const gate: Gate = {
    kind: 'none',
    rule: ruleOfEnvelope(envelope.id),
    executeWithinMs,
    why,
    envelope: envelope.id,
    left: envelope.left,
  };
  return { gate, rules: [], judgedAs, ways: candidates.length };
}

/** What stands for the rule of what was drawn, in the journal and in figures. */
const ruleOfEnvelope = (id: string): string => `envelope ${id}`;

function hindrance(policy: Policy, facts: GateFacts, candidates: readonly Candidate[]): string | undefined {
  const judged = policy.approvals.flatMap(({ match }) =>
    candidates.flatMap(({ chain }) => aboveSameAsker(match, facts, policy, chain) ?? []),
  );
  return judged[0]?.say;
}

type Result = { gate: Gate; rules: RuleOutcome[]; place: number };

/** The first rule that matches something of this branch. */
function judgeAs(policy: Policy, facts: GateFacts, chain: readonly number[]): Result {
  const rules: RuleOutcome[] = [];
  for (const [place, rule] of policy.approvals.entries()) {
    const outcome = judge(policy, rule, facts, chain);
    rules.push(outcome);
    if (outcome.matched) return { gate: gateOf(rule, outcome.why), rules, place };
  }
  return { gate: defaultGate(facts.risk), rules, place: policy.approvals.length };
}

/** More people, then the later rule. */
function isStricter(one: Result, other: Result): boolean {
  const people = ({ gate }: Result) => (gate.kind === 'votes' ? gate.count : 0);
  return people(one) === people(other) ? one.place > other.place : people(one) > people(other);
}

function judge(policy: Policy, { name, match }: Rule, facts: GateFacts, chain: readonly number[]): RuleOutcome {
  const why: string[] = [];
  for (const condition of conditions) {
    const judged = condition(match, facts, policy, chain);
    if (judged === null) continue;
    if (!judged.holds) return { rule: name, matched: false, why: [judged.say] };
    why.push(judged.say);
  }
  return { rule: name, matched: true, why: why.length > 0 ? why : ['it matches everything'] };
}

function gateOf(rule: Rule, why: string[]): Gate {
  if (rule.require === 'none') return { kind: 'none', rule: rule.name, executeWithinMs: rule.executeWithinMs, why };
  const { decideWithinMs, executeWithinMs, channel, clock } = rule;
  return {
    kind: 'votes',
    rule: rule.name,
    ...rule.require,
    channel,
    clock,
    decideWithinMs,
    executeWithinMs,
    why,
  };
}

function defaultGate(risk: Risk): Gate {
  if (harmless.includes(risk))
    return { kind: 'none', rule: null, executeWithinMs: hourMs, why: [`no rule matches, and ${risk} runs when confirmed`] };
  return oneLead(defaultRuleName, hourMs, [`no rule matches, and ${risk} asks one ${defaultRole}`]);
}

/** What never runs without a yes asks one lead if no rule asks anybody. */
function withMust(gate: Gate, alwaysAsks: string | undefined): Gate {
  if (alwaysAsks === undefined) return gate;
  if (gate.kind === 'votes') return { ...gate, alwaysAsks };
  const why = [...gate.why, `${alwaysAsks}, so one ${defaultRole} is asked all the same`];
  return { ...oneLead(alwaysAskName, gate.executeWithinMs, why), alwaysAsks };
}

function oneLead(rule: string, executeWithinMs: number, why: string[]): Extract<Gate, { kind: 'votes' }> {
  return { kind: 'votes', rule, role: defaultRole, count: 1, decideWithinMs: 24 * hourMs, executeWithinMs, why };
}
