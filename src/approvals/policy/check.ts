import { risks } from '../../actions/define.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { type Locate, type Path, type Problem, problemAt } from '../../lib/yaml-problems.ts';
import { grantMeans, isNowhere } from './grants.ts';
import { means } from './pattern.ts';
import { isName, patternProblem } from './tickets.ts';
import type { KnownNames, Match, Policy, Range } from './types.ts';

/** The role that decides what no rule of the policy mentions. */
export const defaultRole = 'lead';

/** What the names and numbers of a well-shaped policy mean to each other. */
export function checkMeaning(policy: Policy, known: KnownNames, locate: Locate): { problems: Problem[]; warnings: Problem[] } {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const roles = Object.keys(policy.roles);
  const wrong = (path: Path, say: string, at?: 'value' | 'key') => problems.push(problemAt(locate, path, say, at));
  const doubtful = (path: Path, say: string, at?: 'value' | 'key') => warnings.push(problemAt(locate, path, say, at));

  const checkRole = (path: Path, role: string, at?: 'value' | 'key') => {
    if (!roles.includes(role)) wrong(path, `There is no role "${role}".${didYouMean(role, roles)}`, at);
  };
  const checkNames = (path: Path, patterns: readonly string[], names: readonly string[], what: string) => {
    for (const pattern of patterns) {
      if (!names.some((name) => means(pattern, name))) {
        wrong(
          path,
          pattern.endsWith('*')
            ? `No ${what} begins like "${pattern}".`
            : `There is no ${what} "${pattern}".${didYouMean(pattern, names)}`,
        );
      }
    }
  };
  const checkRange = (path: Path, range: Range | undefined) => {
    if (range?.min !== undefined && range.max !== undefined && range.min > range.max)
      wrong(path, 'This can never match: min is above max.');
  };

  const checkBranch = (path: Path, { actions = [], branches }: Match, what: string) => {
    for (const pattern of branches === undefined ? [] : actions) {
      const meant = known.actions.filter((name) => means(pattern, name));
      if (meant.length > 0 && meant.every(isNowhere))
        wrong(
          [...path, 'branch'],
          `"${pattern}" has no branch, so ${what} with one never matches it. Take it out of ${what.replace('a ', 'the ')}.`,
        );
    }
  };

  for (const [role, grant] of Object.entries(policy.grants)) {
    checkRole(['grants', role], role, 'key');
    grant.may.forEach((pattern, index) => {
      const path = grant.branches === undefined ? ['grants', role, index] : ['grants', role, 'may', index];
      checkNames(path, [pattern], [...known.actions, ...known.reads], 'action or read');
      const meant = [...known.actions, ...known.reads].filter((name) => grantMeans(pattern, name));
      if (grant.branches !== undefined && meant.length > 0 && meant.every(isNowhere))
        wrong(path, `"${pattern}" has no branch, so a grant that is bounded by branch never covers it.`);
    });
  }

  const names = new Map<string, number>();
  for (const [index, rule] of policy.approvals.entries()) {
    const at: Path = ['approvals', index];
    const earlier = names.get(rule.name);
    if (earlier !== undefined)
      wrong(
        [...at, 'name'],
        `Rule ${earlier + 1} is called "${rule.name}", too. Cards and the journal tell rules apart by their names.`,
      );
    names.set(rule.name, index);
    checkNames([...at, 'match', 'action'], rule.match.actions ?? [], known.actions, 'action');
    checkBranch([...at, 'match'], rule.match, 'a rule');
    checkRange([...at, 'match', 'amount'], rule.match.amount);
    checkRange([...at, 'match', 'count'], rule.match.count);
    if (rule.clock === 'desk' && policy.desk === null)
      wrong(
        [...at, 'clock'],
        'There is no "desk" to count its hours. Add: desk: { days: [mon, tue, wed, thu, fri], from: "08:00", to: "20:00" }.',
      );
    if (rule.require === 'none') continue;
    checkRole([...at, 'require', 'role'], rule.require.role);
    const { escalate } = rule.require;
    if (escalate === undefined) continue;
    checkRole([...at, 'require', 'escalate', 'role'], escalate.role);
    if (escalate.afterMs >= rule.decideWithinMs)
      wrong([...at, 'require', 'escalate', 'after'], 'This comes too late: by then the request has expired.');
  }

  if (policy.desk !== null && policy.desk.toMinute <= policy.desk.fromMinute)
    wrong(
      ['desk', 'to'],
      'The desk closes before it opens. Write a later time; a desk that is open past midnight needs all day, "00:00" to "24:00".',
    );

  policy.webhooks.forEach(({ actions }, index) => {
    checkNames(['webhooks', index, 'actions'], actions, known.actions, 'action');
  });

  policy.away?.roles.forEach((role, index) => {
    checkRole(['away', 'roles', index], role);
  });
  policy.away?.standIn?.forEach((role, index) => {
    checkRole(['away', 'standIn', index], role);
  });

  const { forgetAfterMs } = policy.privacy;
  if (policy.envelopes !== null && forgetAfterMs !== null && forgetAfterMs <= policy.envelopes.longestMs)
    wrong(
      ['envelopes', 'longest'],
      'An envelope would be erased while it is open. Write less than what privacy has as forgetAfter.',
    );

  if (policy.tickets !== null) {
    const problem = patternProblem(policy.tickets.pattern);
    if (problem !== undefined) wrong(['tickets', 'pattern'], problem);
    policy.tickets.required.forEach((word, index) => {
      if (isName(word)) checkNames(['tickets', 'required', index], [word], [...known.actions, ...risks], 'risk or action');
    });
  }

  for (const [index, { match, quiet }] of policy.notifications.entries()) {
    const at: Path = ['notifications', index];
    checkNames([...at, 'actions'], match.actions ?? [], known.actions, 'action');
    checkBranch(at, match, 'a row');
    checkRange([...at, 'amount'], match.amount);
    if (quiet !== null && quiet.fromMinute % 1_440 === quiet.toMinute % 1_440)
      wrong([...at, 'quiet', 'to'], 'This is quiet at no time, or all day: write another time than "from".');
  }
  for (const action of Object.keys(policy.permissions)) {
    if (!known.actions.includes(action))
      wrong(['permissions', action], `There is no action "${action}".${didYouMean(action, known.actions)}`, 'key');
  }

  if (!roles.includes(defaultRole)) {
    doubtful(
      ['roles'],
      `There is no role "${defaultRole}". What no rule matches and is destructive, costly or bulk asks one "${defaultRole}", so nobody could decide it.`,
      'key',
    );
  }
  for (const [role, { usergroups, users }] of Object.entries(policy.roles)) {
    if (usergroups.length === 0 && users.length === 0) doubtful(['roles', role], `Nobody holds the role "${role}".`, 'key');
  }
  // What groups hold is asked of Slack (cli: policy check --live); a role made of named people alone can be counted here.
  const counted = new Map(
    Object.entries(policy.roles).flatMap(([role, held]) =>
      held.usergroups.length === 0 ? [[role, new Set(held.users).size] as const] : [],
    ),
  );
  for (const problem of checkCounts(policy, counted, locate)) warnings.push(problem);
  for (const problem of checkDistinct(policy, locate)) warnings.push(problem);
  const hasOwners = policy.owners.usergroups.length > 0 || policy.owners.users.length > 0;
  for (const key of [...(isOverseen(policy) ? ['oversight'] : []), ...(policy.away === null ? [] : ['away'])])
    if (!hasOwners) wrong([key], 'There are no owners who would hear of it. Write owners: [U…].', 'key');
  return { problems, warnings };
}

function isOverseen({ oversight: { newMemberMs, mutual, reveals } }: Policy): boolean {
  return newMemberMs !== null || mutual !== null || reveals !== null;
}

/** Rules that ask for people of more groups than the role has. Somebody who is named is a group of their own. */
export function checkDistinct(policy: Policy, locate: Locate): Problem[] {
  return policy.approvals.flatMap((rule, index) => {
    if (rule.require === 'none' || rule.require.distinct === undefined) return [];
    const { role, count } = rule.require;
    const held = Object.hasOwn(policy.roles, role) ? policy.roles[role] : undefined;
    const groups = held === undefined ? count : held.usergroups.length + new Set(held.users).size;
    if (groups >= count) return [];
    return [
      problemAt(
        locate,
        ['approvals', index, 'require', 'distinct'],
        `This can never be reached: it asks for people of ${count} groups, and "${role}" has ${groups}.`,
      ),
    ];
  });
}

/** Rules that ask for more people than hold the role, by the number of those who hold it. Roles that are not in the map are not judged. */
export function checkCounts(policy: Policy, holders: ReadonlyMap<string, number>, locate: Locate): Problem[] {
  return policy.approvals.flatMap((rule, index) => {
    if (rule.require === 'none') return [];
    const { role, count } = rule.require;
    const held = holders.get(role);
    if (held === undefined || held >= count) return [];
    return [
      problemAt(
        locate,
        ['approvals', index, 'require', 'count'],
        `This can never be reached: it asks for ${count} and "${role}" is held by ${held}.`,
      ),
    ];
  });
}
