import { readYaml } from '../../lib/yaml-file.ts';
import { type Locate, type Problem, problemsOf } from '../../lib/yaml-problems.ts';
import type { BranchTree } from './branches.ts';
import { knownNames } from './catalogue.ts';
import { checkMeaning } from './check.ts';
import { checkOrder } from './reachable.ts';
import { PolicyFile } from './schema.ts';
import type { Grant, KnownNames, Limit, Match, NotificationRule, Policy, Rule } from './types.ts';

const hourMs = 3_600_000;
const defaults = { decideWithinMs: 24 * hourMs, executeWithinMs: hourMs };

export type ParsedPolicy = { ok: true; policy: Policy; warnings: Problem[]; locate: Locate } | { ok: false; problems: Problem[] };

/**
 * The policy file as data, or all that is wrong with it, in the order of the file. Warnings do not keep the app from starting.
 * `known` is for tests; without it the file may name what `catalogue.ts` lists. With
 * the tree of branches it is also found which rules for a branch can never match.
 */
export function parsePolicy(text: string, known: KnownNames = knownNames, tree: BranchTree = 'not-considered'): ParsedPolicy {
  const read = readYaml(text);
  if (!read.ok) return read;
  const { value, locate } = read;
  if (value === null)
    return {
      ok: false,
      problems: [{ line: 1, column: 1, path: '', say: 'The file is empty. Start from policy.example.yml.' }],
    };
  const shaped = PolicyFile.safeParse(value, { reportInput: true });
  if (!shaped.success) return { ok: false, problems: inOrder(problemsOf(shaped.error.issues, locate)) };

  const policy = policyOf(shaped.data);
  const meaning = checkMeaning(policy, known, locate);
  const problems = [...meaning.problems, ...checkOrder(policy, known, locate, tree)];
  if (problems.length > 0) return { ok: false, problems: inOrder(problems) };
  return { ok: true, policy, warnings: inOrder(meaning.warnings), locate };
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** A text alone is the customer's page. */
function dashboardLinkOf(link: PolicyFile['dashboardLink']): Policy['dashboardLink'] {
  const { customer = null, account = null, card = null } = typeof link === 'string' ? { customer: link } : (link ?? {});
  return { customer, account, card };
}

function policyOf(file: PolicyFile): Policy {
  return {
    version: 1,
    currency: file.currency,
    branch: file.branch ?? null,
    roles: file.roles,
    grants: Object.fromEntries(Object.entries(file.grants).map(([role, grant]) => [role, grantOf(grant)])),
    approvals: file.approvals.map(ruleOf),
    notifications: file.notifications.map((row) => notificationOf(row, file.timezone)),
    privacy: { mask: file.privacy.mask, media: file.privacy.media, forgetAfterMs: file.privacy.forgetAfter ?? null },
    owners: file.owners,
    permissions: file.permissions,
    dashboardLink: dashboardLinkOf(file.dashboardLink),
    dailyBudget: { all: file.dailyBudget?.all ?? null, perPerson: file.dailyBudget?.perPerson ?? null },
    staff: file.staff,
    oversight: {
      newMemberMs: file.oversight.newMember ?? null,
      mutual: file.oversight.mutual ?? null,
      reveals: file.oversight.reveals ?? null,
    },
    confirmAbove: file.confirmAbove ?? null,
    reasons: file.reasons,
    timezone: file.timezone,
    desk:
      file.desk === undefined
        ? null
        : { days: file.desk.days, fromMinute: file.desk.from, toMinute: file.desk.to, timeZone: file.timezone },
    digest:
      file.digest === undefined
        ? null
        : { channel: file.digest.channel, minute: file.digest.at, days: file.digest.days, timeZone: file.timezone },
    figures: file.figures,
    webhooks: file.webhooks,
    away:
      file.away === undefined
        ? null
        : { roles: file.away.roles, standIn: file.away.standIn ?? null, longestMs: file.away.longest },
    typedAnswers: file.typedAnswers,
    envelopes: file.envelopes === undefined ? null : { most: file.envelopes.most, longestMs: file.envelopes.longest },
    tickets:
      file.tickets === undefined
        ? null
        : { pattern: file.tickets.pattern, url: file.tickets.url ?? null, required: file.tickets.required },
    language: file.language,
    country: file.country ?? null,
  };
}

function notificationOf(row: PolicyFile['notifications'][number], timeZone: string): NotificationRule {
  return {
    on: row.on,
    match: {
      actions: row.actions,
      risks: row.risk,
      amount: row.amount ? rangeOf(row.amount) : undefined,
      branches: row.branch,
    },
    channel: row.channel,
    quiet: row.quiet === undefined ? null : { fromMinute: row.quiet.from, toMinute: row.quiet.to, timeZone },
  };
}

function grantOf(grant: PolicyFile['grants'][string]): Grant {
  const branches = 'branches' in grant ? grant.branches : undefined;
  return { may: grant.may, branches };
}

function ruleOf(rule: PolicyFile['approvals'][number]): Rule {
  return {
    name: rule.name,
    match: matchOf(rule.match),
    require:
      rule.require === 'none'
        ? 'none'
        : {
            role: rule.require.role,
            count: rule.require.count,
            distinct: rule.require.distinct,
            escalate: rule.require.escalate
              ? { role: rule.require.escalate.role, afterMs: rule.require.escalate.after }
              : undefined,
          },
    channel: rule.channel,
    ping: rule.ping,
    decideWithinMs: rule.decideWithin ?? defaults.decideWithinMs,
    clock: rule.clock,
    executeWithinMs: rule.executeWithin ?? defaults.executeWithinMs,
    several: rule.several,
  };
}

function matchOf(match: PolicyFile['approvals'][number]['match']): Match {
  return {
    actions: match.action,
    risks: match.risk,
    amount: match.amount ? rangeOf(match.amount) : undefined,
    branches: match.branch,
    count: match.count ? rangeOf(match.count) : undefined,
    sameCustomer: match.sameCustomer ? limitOf(match.sameCustomer) : undefined,
    sameAsker: match.sameAsker ? limitOf(match.sameAsker) : undefined,
    sameAction: match.sameAction ? limitOf(match.sameAction) : undefined,
  };
}

function limitOf({ max, within }: { max: number; within: number }): Limit {
  return { max, withinMs: within };
}

function rangeOf(range: { min?: number | undefined; max?: number | undefined }) {
  return { min: range.min, max: range.max };
}
