import { describe, expect, it } from 'vitest';
import { type Risk, risks } from '../../../src/actions/define.ts';
import { treeOf } from '../../../src/approvals/policy/branches.ts';
import { type GateFacts, gateFor } from '../../../src/approvals/policy/gate.ts';
import { mayStart, notificationsFor } from '../../../src/approvals/policy/grants.ts';
import { parsePolicy } from '../../../src/approvals/policy/parse.ts';
import { euros, factsOf, policyOf } from '../../support/policy.ts';
import { dayMs, hourMs, policyText, problemsIn } from './support.ts';

/** The example that deployments and tests from outside rely on. */
const promised = `
version: 1
currency: EUR
branch: 1
roles:
  agent: { usergroups: [S0AGENTS], users: [] }
  lead:  { usergroups: [S0LEADS] }
grants:
  agent: [read.*, customer.*, access.*, card.*, voucher.apply, account.*]
  lead:  ["*"]
approvals:
  - name: small goodwill
    match: { action: voucher.apply, amount: { max: 20 }, sameCustomer: { max: 40, within: 30d } }
    require: none
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 1 }
    channel: C0APPROVALS
    decideWithin: 4h
    executeWithin: 1h
  - name: everything else that asks a colleague
    match: { risk: [destructive, bulk, costly] }
    require: { role: lead, count: 1 }
    channel: C0APPROVALS
notifications:
  - on: [done, failed, unknown, rejected, expired]
    actions: ["*"]
    channel: C0OPS
privacy: { mask: true }
`;
const rule = (line: string) => policyOf(policyText(`\n  - { name: it, ${line} }\n`));
const matches = (line: string, of: Partial<GateFacts>) =>
  gateFor(rule(`match: ${line}, require: none`), factsOf(of)).rule === 'it';

describe('what is promised of the policy file', () => {
  it('the promised example is valid, warns of nothing, and means what it says', () => {
    expect(parsePolicy(promised)).toMatchObject({ ok: true, warnings: [] });
    const policy = policyOf(promised);
    expect(policy).toMatchObject({
      version: 1,
      currency: 'EUR',
      branch: 1,
      roles: { agent: { usergroups: ['S0AGENTS'], users: [] }, lead: { usergroups: ['S0LEADS'], users: [] } },
      notifications: [{ on: ['done', 'failed', 'unknown', 'rejected', 'expired'], match: { actions: ['*'] }, channel: 'C0OPS' }],
      privacy: { mask: true, media: 'never', forgetAfterMs: null },
    });
    expect(gateFor(policy, factsOf({ amount: euros(20), given: () => 20 }))).toMatchObject({
      kind: 'none',
      rule: 'small goodwill',
    });
    expect(gateFor(policy, factsOf({ amount: euros(20), given: () => 21 }))).toMatchObject({ kind: 'votes', rule: 'goodwill' });
    expect(gateFor(policy, factsOf({}))).toMatchObject({
      kind: 'votes',
      rule: 'goodwill',
      decideWithinMs: 4 * hourMs,
      executeWithinMs: hourMs,
      channel: 'C0APPROVALS',
    });
    expect(gateFor(policy, factsOf({ action: 'customer.delete', risk: 'destructive' })).rule).toBe(
      'everything else that asks a colleague',
    );
    expect(mayStart(policy, ['agent'], 'read.customer') && mayStart(policy, ['agent'], 'account.create')).toBe(true);
    expect(mayStart(policy, ['agent'], 'rating.create')).toBe(false);
    expect(notificationsFor(policy, 'done', 'card.assign')).toEqual(['C0OPS']);
    expect(notificationsFor(policy, 'stale', 'card.assign')).toEqual([]);
  });

  it('none matches: routine and sensitive run when confirmed, everything else asks one lead', () => {
    const none = policyOf(policyText(''));
    const asked = (risk: Risk) => gateFor(none, factsOf({ risk }));
    expect(risks.filter((risk) => asked(risk).kind === 'none')).toEqual(['routine', 'sensitive']);
    expect(asked('bulk')).toMatchObject({ role: 'lead', count: 1, decideWithinMs: 24 * hourMs, executeWithinMs: hourMs });
  });

  it.each([
    ['5s', 5_000],
    ['30m', 30 * 60_000],
    ['4h', 4 * hourMs],
    ['2d', 2 * dayMs],
  ])('a duration is written %s', (text, ms) => {
    expect(rule(`match: { action: card.assign }, require: none, decideWithin: ${text}`).approvals[0]?.decideWithinMs).toBe(ms);
  });

  it('decideWithin is 24h and executeWithin 1h when left out', () => {
    expect(rule('require: { role: lead }').approvals[0]).toMatchObject({ decideWithinMs: 24 * hourMs, executeWithinMs: hourMs });
  });

  it('match takes an action as a name, a list, and with a * at the end', () => {
    for (const action of ['voucher.apply', '[card.assign, voucher.apply]', 'voucher.*', '"*"'])
      expect(matches(`{ action: ${action} }`, {})).toBe(true);
    for (const action of ['voucher.a*', '[card.*, customer.*]', 'card.assign'])
      expect(matches(`{ action: ${action} }`, { action: 'customer.tag' })).toBe(action.includes('customer'));
  });

  it('match takes risk, amount, branch and count, with inclusive bounds', () => {
    expect([matches('{ risk: costly }', {}), matches('{ risk: [bulk, routine] }', {})]).toEqual([true, false]);
    expect([9, 10, 20, 21].map((amount) => matches('{ amount: { min: 10, max: 20 } }', { amount: euros(amount) }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([1, 2, 5, 6].map((count) => matches('{ count: { min: 2, max: 5 } }', { count }))).toEqual([false, true, true, false]);
    expect([matches('{ branch: 1 }', { branches: [1] }), matches('{ branch: [1, 2] }', { branches: [3] })]).toEqual([
      true,
      false,
    ]);
  });

  it('sameCustomer counts this one, too', () => {
    const within = '{ sameCustomer: { max: 40, within: 30d } }';
    expect([20, 21].map((given) => matches(within, { amount: euros(20), given: () => given }))).toEqual([true, false]);
  });

  it('what gives nothing away matches no amount and no sum', () => {
    expect(matches('{ amount: { min: 0 } }', { amount: undefined })).toBe(false);
    for (const sum of ['sameCustomer', 'sameAsker'])
      expect(matches(`{ ${sum}: { max: 40, within: 30d } }`, { amount: undefined })).toBe(false);
  });

  it.each<[string, Partial<GateFacts>]>([
    ['another currency', { amount: { amount: 1, currency: 'USD' } }],
    ['money and free minutes', { amount: euros(1), givesMore: true }],
    ['free minutes alone', { amount: euros(0), givesMore: true }],
    ['nothing that anybody can tell', { amount: undefined, givesMore: true }],
  ])('%s is above every min and below no max', (_, of) => {
    expect(matches('{ amount: { min: 5000 } }', of)).toBe(true);
    expect(matches('{ amount: { max: 5000 } }', of)).toBe(false);
    expect(matches('{ amount: { min: 0, max: 5000 } }', of)).toBe(false);
    expect(matches('{ sameCustomer: { max: 5000, within: 30d } }', of)).toBe(false);
    expect(matches('{ sameAsker: { max: 5000, within: 30d } }', of)).toBe(false);
  });

  it('require takes none, or role and count, and escalate', () => {
    const gate = (require: string) => gateFor(rule(`require: ${require}`), factsOf({}));
    expect(gate('none')).toMatchObject({ kind: 'none' });
    expect(gate('{ role: lead, count: 3, escalate: { role: chief, after: 2h } }')).toMatchObject({
      role: 'lead',
      count: 3,
      escalate: { role: 'chief', afterMs: 2 * hourMs },
    });
  });

  it('further keys: owners, permissions, dashboardLink, dailyBudget, privacy', () => {
    const policy = policyOf(`${policyText('')}
owners: { usergroups: [S0OWNERS], users: [U0OWNER] }
permissions: { customer.delete: CUSTOMER_DELETE }
dashboardLink: https://desk.example.com/customers/{id}
dailyBudget: 5000
privacy: { mask: false, media: dm, forgetAfter: 90d }
`);
    expect(policy).toMatchObject({
      owners: { usergroups: ['S0OWNERS'], users: ['U0OWNER'] },
      permissions: { 'customer.delete': 'CUSTOMER_DELETE' },
      dashboardLink: { customer: 'https://desk.example.com/customers/{id}', account: null, card: null },
      dailyBudget: { all: 5_000, perPerson: null },
      privacy: { mask: false, media: 'dm', forgetAfterMs: 90 * dayMs },
    });
    expect(policyOf(`${policyText('')}\nprivacy: { forgetAfter: 1d }\n`).privacy).toEqual({
      mask: true,
      media: 'never',
      forgetAfterMs: dayMs,
    });
    expect(policyOf(policyText(''))).toMatchObject({
      permissions: {},
      dashboardLink: { customer: null, account: null, card: null },
      branch: null,
    });
    expect(policyOf(policyText('')).dailyBudget).toEqual({ all: null, perPerson: null });
    expect(policyOf(`${policyText('')}\ndailyBudget: { all: 900, perPerson: 50 }\n`).dailyBudget).toEqual({
      all: 900,
      perPerson: 50,
    });
  });

  it.each([
    ['the file', 'colour: red', 'colour'],
    ['a role', 'roles: { lead: { groups: [] } }', 'roles.lead.groups'],
    ['a match', 'approvals: [{ name: a, match: { what: 1 }, require: none }]', 'approvals[0].match.what'],
    ['an amount', 'approvals: [{ name: a, match: { amount: { most: 1 } }, require: none }]', 'approvals[0].match.amount.most'],
    ['a requirement', 'approvals: [{ name: a, require: { role: lead, votes: 1 } }]', 'approvals[0].require.votes'],
    [
      'an escalation',
      'approvals: [{ name: a, require: { role: lead, escalate: { role: lead, after: 1h, to: 1 } } }]',
      'approvals[0].require.escalate.to',
    ],
    ['a notification', 'notifications: [{ on: done, channel: C0A, who: x }]', 'notifications[0].who'],
    ['privacy', 'privacy: { masks: true }', 'privacy.masks'],
    ['owners', 'owners: { groups: [] }', 'owners.groups'],
  ])('an unknown key in %s is an error', (_, line, path) => {
    const text = `version: 1\ncurrency: EUR\n${line.startsWith('roles') ? '' : 'roles: { lead: {} }\n'}${line}\n`;
    expect(problemsIn(text)).toEqual([expect.objectContaining({ path, say: expect.stringContaining('is not known here') })]);
  });

  it.each([
    ['the same action', '{ action: card.assign }', '{ action: card.assign, branch: 1 }', true],
    ['a wider pattern', '{ action: card.* }', '{ action: card.assign }', true],
    ['a narrower pattern', '{ action: card.assign }', '{ action: card.* }', false],
    ['wider bounds', '{ amount: { max: 50 } }', '{ amount: { max: 50 } }', true],
    ['narrower bounds above', '{ amount: { max: 49 } }', '{ amount: { max: 50 } }', false],
    ['narrower bounds below', '{ amount: { min: 2 } }', '{ amount: { min: 1, max: 5 } }', false],
    ['an amount before all', '{ amount: { min: 0 } }', '{ action: card.assign }', false],
    ['any count', '{ count: { min: 0 } }', '{ action: card.assign }', true],
    ['fewer things', '{ count: { max: 3 } }', '{ count: { min: 3, max: 4 } }', false],
    ['more branches, whose children nobody knows', '{ branch: [1, 2] }', '{ branch: 2 }', false],
    ['fewer branches', '{ branch: 1 }', '{ branch: [1, 2] }', false],
    ['a branch before all', '{ branch: 1 }', '{ action: card.assign }', false],
    ['all risks', '{ risk: [routine, sensitive, destructive, costly, bulk] }', '{ action: card.assign }', true],
    ['some risks', '{ risk: [routine, sensitive] }', '{ risk: [sensitive, bulk] }', false],
    ['more in less time', '{ sameCustomer: { max: 50, within: 1d } }', '{ sameCustomer: { max: 50, within: 1d } }', true],
    ['more in the same time', '{ sameCustomer: { max: 50, within: 1d } }', '{ sameCustomer: { max: 40, within: 2d } }', true],
    ['less in the same time', '{ sameCustomer: { max: 40, within: 1d } }', '{ sameCustomer: { max: 50, within: 1d } }', false],
    ['as much in more time', '{ sameCustomer: { max: 50, within: 2d } }', '{ sameCustomer: { max: 50, within: 1d } }', false],
    ['an allowance before all', '{ sameCustomer: { max: 50, within: 2d } }', '{ action: card.assign }', false],
  ])('a rule after %s can never match: %s, %s: %s', (_, first, second, never) => {
    const problems = problemsIn(
      policyText(
        `\n  - { name: first, match: ${first}, require: none }\n  - { name: second, match: ${second}, require: none }\n`,
      ),
    );
    const said = '"second" can never match: "first" above takes everything. Move it up, or remove it.';
    expect(problems.map(({ path, say }) => [path, say])).toEqual(never ? [['approvals[1]', said]] : []);
  });

  it.each([
    ['the same branch', '{ branch: 2 }', '{ branch: 2 }', true],
    ['more branches', '{ branch: [1, 2] }', '{ branch: 2 }', true],
    ['the branch above', '{ branch: 1 }', '{ branch: 4 }', true],
    ['the branch below', '{ branch: 4 }', '{ branch: 1 }', false],
    ['another branch', '{ branch: 2 }', '{ branch: 4 }', false],
    ['a branch that is not in the list', '{ branch: 1 }', '{ branch: 9 }', false],
  ])('with the tree of branches a rule after %s can never match: %s, %s: %s', (_, first, second, never) => {
    const tree = treeOf([{ id: 1 }, { id: 2 }, { id: 4, parent: { id: 1 } }]);
    const text = policyText(
      `\n  - { name: first, match: ${first}, require: none }\n  - { name: second, match: ${second}, require: none }\n`,
    );
    const parsed = parsePolicy(text, undefined, tree);
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual(never ? ['approvals[1]'] : []);
  });

  it.each([
    ['an amount of what has none', '{ action: customer.update, amount: { min: 5 } }', 'customer.update has no amount'],
    ['a sum of what gives nothing', '{ action: card.*, sameAsker: { max: 5, within: 1d } }', 'card.create has no amount'],
    ['a risk that it never has', '{ action: card.assign, risk: destructive }', 'card.assign is never destructive'],
    ['more things than one', '{ action: customer.delete, count: { min: 2 } }', 'customer.delete touches one thing'],
    [
      'a sum below its own amount',
      '{ amount: { min: 50 }, sameCustomer: { max: 40, within: 1d } }',
      'the sum counts the request itself',
    ],
    ['no asking at all', '{ sameAction: { max: 0, within: 1d } }', 'sameAction counts the request itself'],
  ])('a rule for %s can never match, and is an error: %s', (_, match, say) => {
    const problems = problemsIn(policyText(`\n  - { name: it, match: ${match}, require: none }\n`));
    expect(problems).toEqual([expect.objectContaining({ path: 'approvals[0]', say: expect.stringContaining(say) })]);
  });

  it('a rule that gives Smartmove a branch is an error', () => {
    for (const action of ['smartmove.update', '[customer.update, smartmove.create]', 'smartmove.*']) {
      const problems = problemsIn(policyText(`\n  - { name: it, match: { action: ${action}, branch: 1 }, require: none }\n`));
      expect(problems.map(({ path }) => path)).toContain('approvals[0].match.branch');
    }
    expect(problemsIn(policyText(`\n  - { name: it, match: { branch: 1 }, require: none }\n`))).toEqual([]);
  });

  it('two rules together take a third, and both are named', () => {
    const problems = problemsIn(
      policyText(`
  - { name: one, match: { action: card.assign }, require: none }
  - { name: two, match: { action: card.unassign }, require: none }
  - { name: both, match: { action: [card.assign, card.unassign] }, require: none }
`),
    );
    expect(problems.map(({ say }) => say)).toEqual([
      '"both" can never match: "one" and "two" above take everything. Move it up, or remove it.',
    ]);
  });
});
