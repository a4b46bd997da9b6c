import type { Risk } from '../actions/define.ts';
import type { ActionName } from '../actions/registry.ts';
import type { BranchTree } from '../approvals/policy/branches.ts';
import { actionNames, traitsOf } from '../approvals/policy/catalogue.ts';
import { defaultRole } from '../approvals/policy/check.ts';
import {
  askedBecause,
  type Explained,
  explainGate,
  type Gate,
  type GateFacts,
  type RuleOutcome,
} from '../approvals/policy/gate.ts';
import { needsTicket } from '../approvals/policy/tickets.ts';
import type { Policy } from '../approvals/policy/types.ts';
import type { Environment } from '../config.ts';
import { formatDuration } from '../lib/duration.ts';
import { formatMoney } from '../lib/money.ts';
import { didYouMean } from '../lib/nearest.ts';
import { counted } from '../lib/text.ts';
import { type CommandEnd, notNumber, numberIn, riskIn } from './arguments.ts';
import { readPolicy } from './policy.ts';
import { branchTreeFor } from './policy-branches.ts';
import { peopleOf } from './policy-explain-people.ts';

export type ExplainArguments = {
  amount?: string;
  currency?: string;
  branch?: string;
  count?: string;
  risk?: string;
  given?: string;
  gave?: string;
  asked?: string;
  more?: boolean;
  alwaysAsking?: boolean;
  drawn?: boolean;
  branches?: string;
  as?: string;
  file?: string;
};

type Asked = Omit<GateFacts, 'given' | 'givenByAsker' | 'askedFor' | 'tree'> & {
  given: number;
  gave: number;
  asked: number;
  isLowestRisk: boolean;
};

/**
 * `wheelhouse policy explain`: which rule decides about such a request and why, who could say yes, and whether somebody may ask at all.
 * Ends with 0 where it could be asked, 1 where it would be refused or the policy file is wrong, 2 where the command made no sense.
 */
export async function explainPolicy(
  { environment }: { environment: Environment },
  action: string,
  options: ExplainArguments,
): Promise<CommandEnd> {
  const read = await readPolicy(environment, options.file);
  if (!read.ok) return { lines: read.lines, code: 1 };
  const { policy } = read.parsed;
  const asked = await askedOf(policy, action, options);
  if ('lines' in asked) return asked;
  const found = await branchTreeFor(environment, policy, options.branches);
  if (!found.ok) return { lines: [found.line], code: 2 };
  const where = { branches: asked.branches, tree: found.tree };
  const explained = explainGate(policy, factsOf(asked, found.tree));
  const { gate, rules } = explained;
  const people = await peopleOf(environment, policy, { action: asked.action, where }, gate, options.as);
  return {
    lines: [
      `${titleOf(asked)}, by ${read.file}:`,
      ...(asked.isLowestRisk
        ? [`(${asked.risk} is the least that it can be: what exactly changes may make it more. Ask again with --risk.)`]
        : []),
      '',
      ...(isDrawn(gate) ? [drawnLine] : ruleLines(policy, rules, gate)),
      ...(asked.envelope !== undefined && !isDrawn(gate)
        ? [`It is not drawn from the envelope: ${whyNotDrawn(policy, asked, found.tree)}.`]
        : []),
      ...[...judgedLines(explained), ...found.lines].map((line) => `   ${line}`),
      '',
      ...outcomeLines(gate),
      ...standInLines(policy, gate),
      ...(gate.kind === 'none' ? alwaysLines(asked.action) : []),
      ...envelopeLines(policy, asked),
      ...(needsTicket(policy, asked) ? ['It needs a ticket: without one it is not asked for.'] : []),
      ...people.lines,
    ],
    code: people.code,
  };
}

const factsOf = (asked: Asked, tree: BranchTree): GateFacts => ({
  ...asked,
  tree,
  given: () => asked.given,
  givenByAsker: () => asked.gave,
  askedFor: () => asked.asked,
});

async function askedOf(policy: Policy, action: string, options: ExplainArguments): Promise<Asked | CommandEnd> {
  const known = actionNames.find((name) => name === action);
  if (known === undefined) return { lines: [`There is no action "${action}".${didYouMean(action, actionNames)}`], code: 2 };
  const { amount, branch, count, given, gave, asked, as } = options;
  for (const [option, text] of Object.entries({
    amount,
    branch: branch === 'unknown' ? undefined : branch,
    count,
    given,
    gave,
    asked,
  })) {
    if (text !== undefined && numberIn(text) === undefined) return notNumber(option, text);
  }
  if (as !== undefined && !/^[UW][A-Z0-9]+$/.test(as))
    return { lines: [`--as ${as}: write a Slack user id, such as U0123ABCD (profile, Copy member ID).`], code: 2 };
  const risk = await riskOf(known, options.risk);
  if ('lines' in risk) return risk;
  const isNowhere = traitsOf(action).isNowhere === true;
  if (isNowhere && branch !== undefined)
    return { lines: [`--branch ${branch}: ${action} has no branch. Leave it out.`], code: 2 };
  const { alwaysAsks } = traitsOf(action);
  if (options.alwaysAsking === true && alwaysAsks === undefined)
    return {
      lines: [`--always-asking: ${action} has no case in which somebody is asked whatever the rules say. Leave it out.`],
      code: 2,
    };
  const opener = openerOf(action);
  if (options.drawn === true && (opener === undefined || policy.envelopes === null))
    return {
      lines: [
        opener === undefined
          ? `--drawn: ${action} is drawn from no envelope. Leave it out.`
          : '--drawn: this policy has no envelopes. Leave it out, or add: envelopes: { most: 50, longest: 24h }.',
      ],
      code: 2,
    };
  // Without a branch there is none to take: one that is not known is judged by the strictest rule.
  const named = branch === undefined ? (policy.branch ?? undefined) : numberIn(branch);
  return {
    action,
    ...risk,
    amount:
      amount === undefined
        ? undefined
        : { amount: numberIn(amount) ?? Number.NaN, currency: options.currency?.toUpperCase() ?? policy.currency },
    givesMore: options.more,
    branches: isNowhere ? [] : [named],
    count: numberIn(count ?? '1') ?? 1,
    given: numberIn(given ?? '0') ?? 0,
    gave: numberIn(gave ?? '0') ?? 0,
    asked: numberIn(asked ?? '0') ?? 0,
    alwaysAsks: options.alwaysAsking === true ? alwaysAsks : undefined,
    envelope: options.drawn === true ? { id: 'of this example', left: 1, endsInMs: Number.POSITIVE_INFINITY } : undefined,
  };
}

async function riskOf(
  action: ActionName,
  given: string | undefined,
): Promise<{ risk: Risk; isLowestRisk: boolean } | CommandEnd> {
  if (given !== undefined) {
    const risk = riskIn(given);
    return 'lines' in risk ? risk : { ...risk, isLowestRisk: false };
  }
  // The actions bring the back offices' shapes with them, so they are only read here.
  const { actions } = await import('../actions/registry.ts');
  const { risk, riskOf } = actions[action];
  return { risk, isLowestRisk: riskOf !== undefined };
}

function titleOf({ action, amount, givesMore, risk, count, branches, given }: Asked): string {
  const [branch] = branches;
  const parts = [
    `${action}${amount === undefined ? '' : ` of ${formatMoney(amount)}`}${givesMore === true ? ' and more than money' : ''}`,
    risk,
    ...(count === 1 ? [] : [`touching ${count}`]),
    ...(branch === undefined ? [] : [`in branch ${branch}`]),
    ...(given === 0 ? [] : [`to a customer who was given ${given} before`]),
  ];
  return parts.join(', ');
}

function ruleLines(policy: Policy, rules: readonly RuleOutcome[], gate: Gate): string[] {
  const below = policy.approvals.length - rules.length;
  return [
    ...rules.map(
      ({ rule, matched, why }, index) =>
        `${String(index + 1).padStart(3)}. ${rule}: ${matched ? 'matches, since' : 'no,'} ${why.join('; ')}.`,
    ),
    ...(rules.at(-1)?.matched === true
      ? []
      : [`   No rule matches: ${gate.why.join('; ').replace(/^no rule matches, and /, '')}.`]),
    ...(below > 0
      ? [`   ${counted(below, 'rule')} below ${below === 1 ? 'is' : 'are'} not looked at: the first that matches decides.`]
      : []),
  ];
}

function judgedLines({ judgedAs, ways }: Explained): string[] {
  if (judgedAs.isKnown || ways === 1) return [];
  const [branch] = judgedAs.chain;
  return [
    `Its branch is not known, so it is judged as if it were of each branch that the rules name and of none (${counted(ways, 'way')}). The strictest result counts: as of ${branch === undefined ? 'no branch' : `branch ${branch}`}.`,
  ];
}

function outcomeLines(gate: Gate): string[] {
  const carriedOut = `carried out within ${formatDuration(gate.executeWithinMs)}`;
  if (gate.kind === 'none') return [`It runs when confirmed; nobody is asked. It must be ${carriedOut}.`];
  const { role, count, distinct, channel, decideWithinMs, escalate, clock } = gate;
  const apart = distinct === undefined ? '' : ', no two from the same group';
  const ofDesk = clock === 'desk' ? ' of the desk’s hours' : '';
  return [
    `It asks ${count} of the role ${role}${apart}, ${channel === undefined ? 'each by direct message' : `in ${channel}`}. It must be decided within ${formatDuration(decideWithinMs)}${ofDesk}, then ${carriedOut}.`,
    ...(escalate === undefined
      ? []
      : [`After ${formatDuration(escalate.afterMs)}${ofDesk} the role ${escalate.role} may decide it, too.`]),
  ];
}

/** Who may decide in the place of somebody who is away. */
function standInLines({ away }: Policy, gate: Gate): string[] {
  if (away === null || gate.kind === 'none') return [];
  const deciding = [gate.role, ...(gate.escalate === undefined ? [] : [gate.escalate.role])];
  const absent = deciding.filter((role) => away.roles.includes(role));
  if (absent.length === 0) return [];
  const standIns = away.standIn ?? absent;
  return [
    `While somebody of the role ${absent.join(' or ')} is away, one who holds ${standIns.join(' or ')} may stand in, if they name them.`,
  ];
}

function alwaysLines(action: string): string[] {
  const { alwaysAsks } = traitsOf(action);
  return alwaysAsks === undefined ? [] : [`All the same it asks one ${defaultRole} where ${alwaysAsks} (--always-asking).`];
}

const drawnLine = '   It is drawn from an open envelope, which replaces the rules.';

const isDrawn = (gate: Gate): boolean => gate.kind === 'none' && gate.envelope !== undefined;

/** What opens envelopes that this action is drawn from. */
const openerOf = (action: string): string | undefined => actionNames.find((name) => traitsOf(name).opens === action);

function whyNotDrawn(policy: Policy, asked: Asked, tree: BranchTree): string {
  return askedBecause(policy, factsOf(asked, tree)) ?? 'somebody is asked all the same';
}

/** What an envelope has to do with it. */
function envelopeLines({ envelopes }: Policy, { action, envelope }: Asked): string[] {
  if (envelopes === null)
    return traitsOf(action).opens === undefined ? [] : ['This policy has no envelopes, so nobody can ask for one.'];
  const { opens } = traitsOf(action);
  if (opens !== undefined)
    return [
      `An envelope can hold ${envelopes.most} and be open for ${formatDuration(envelopes.longestMs)} at most. Rules that name ${opens} are for it, too, with the worth of all that it holds.`,
    ];
  return openerOf(action) === undefined || envelope !== undefined
    ? []
    : ['While an envelope of its voucher is open, it is drawn from that and runs at once (--drawn).'];
}
