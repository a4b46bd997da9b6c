import { describe, expect, it } from 'vitest';
import { checkCounts } from '../../../src/approvals/policy/check.ts';
import { parsePolicy } from '../../../src/approvals/policy/parse.ts';
import { policyJsonSchema } from '../../../src/approvals/policy/schema.ts';
import { policyOf } from '../../support/policy.ts';
import { policyText, problemsIn } from './support.ts';

/** What is wrong with a file of which this is the last line, each as path and words. */
const wrong = (line: string) =>
  problemsIn(`version: 1\ncurrency: EUR\nroles: { lead: {}, agent: {} }\n${line}\n`).map(({ path, say, line: at, column }) => [
    `${at}:${column} ${path}`,
    say,
  ]);

describe('what is wrong with a file', () => {
  it.each<[string, [string, string][]]>([
    ['grants: { leed: [card.*] }', [['4:11 grants.leed', 'There is no role "leed". Did you mean "lead"?']]],
    ['grants: { whatever: [card.*] }', [['4:11 grants.whatever', 'There is no role "whatever".']]],
    [
      'grants: { lead: [card.asign, "vehicle.*", read.card] }',
      [
        ['4:18 grants.lead[0]', 'There is no action or read "card.asign". Did you mean "card.assign"?'],
        ['4:30 grants.lead[1]', 'No action or read begins like "vehicle.*".'],
      ],
    ],
    [
      'notifications: [{ on: done, actions: [card.*, read.card], channel: C0A }]',
      [['4:38 notifications[0].actions', 'There is no action "read.card".']],
    ],
    [
      'permissions: { card.asign: X }',
      [['4:16 permissions.card.asign', 'There is no action "card.asign". Did you mean "card.assign"?']],
    ],
    [
      'approvals: [{ name: a, match: { action: read.card }, require: none }]',
      [['4:41 approvals[0].match.action', 'There is no action "read.card".']],
    ],
    [
      'approvals: [{ name: a, match: { amount: { min: 2, max: 1 }, count: { min: 3, max: 2 } }, require: none }]',
      [
        ['4:41 approvals[0].match.amount', 'This can never match: min is above max.'],
        ['4:68 approvals[0].match.count', 'This can never match: min is above max.'],
      ],
    ],
    [
      'approvals: [{ name: a, match: { branch: 1 }, require: none }, { name: a, require: none }]',
      [['4:71 approvals[1].name', 'Rule 1 is called "a", too. Cards and the journal tell rules apart by their names.']],
    ],
    ['approvals: [{ name: a, require: { role: boss } }]', [['4:41 approvals[0].require.role', 'There is no role "boss".']]],
    [
      'approvals: [{ name: a, decideWithin: 1h, require: { role: lead, escalate: { role: boss, after: 60m } } }]',
      [
        ['4:83 approvals[0].require.escalate.role', 'There is no role "boss".'],
        ['4:96 approvals[0].require.escalate.after', 'This comes too late: by then the request has expired.'],
      ],
    ],
    [
      'approvals: [{ name: a, match: { count: { min: 2, max: 2 } }, require: { role: lead, escalate: { role: agent, after: 23h } } }]',
      [],
    ],
    ['permissions: { card.assign: X }', []],
    ["permissions: { card.assign: '' }", [['4:29 permissions.card.assign', 'Write a word.']]],
    ['permissions: { Card: X }', [['4:16 permissions.Card', expect.stringMatching(/^Write a name such as card\.assign/)]]],
    [`grants: { lead: [card.a.b] }`, [['4:18 grants.lead[0]', 'There is no action or read "card.a.b".']]],
    ['approvals: [{ name: 7, require: none }]', [['4:21 approvals[0].name', 'Write a word.']]],
    [`approvals: [{ name: ${'n'.repeat(121)}, require: none }]`, [['4:21 approvals[0].name', 'Write at most 120 characters.']]],
    [
      'approvals: [{ name: a, require: none, decideWithin: 5 }]',
      [['4:53 approvals[0].decideWithin', 'Write a duration such as 30m, 4h or 2d.']],
    ],
    [
      'approvals: [{ name: a, match: { amount: { min: much } }, require: none }]',
      [['4:48 approvals[0].match.amount.min', 'Write a number.']],
    ],
    [
      'approvals: [{ name: a, match: { branch: [1, 1.5] }, require: none }]',
      [['4:45 approvals[0].match.branch[1]', 'Write the number of a branch.']],
    ],
    [
      'dashboardLink: 7',
      [['4:16 dashboardLink', 'Write a link that begins with https://, or one each for customer, account and card.']],
    ],
    ['dashboardLink: see https://desk.example.com', [['4:16 dashboardLink', 'Write a link that begins with https://.']]],
    ['dashboardLink: http://desk.example.com', []],
    ['dashboardLink: { customer: "https://desk.example.com/c/{id}", card: "https://desk.example.com/k/{id}" }', []],
    ['dashboardLink: { account: desk }', [['4:27 dashboardLink.account', 'Write a link that begins with https://.']]],
    ['branch: one', [['4:9 branch', 'Write the number of a branch.']]],
    ['dailyBudget: 1.5', [['4:14 dailyBudget', 'Write a number of calls a day, or all and perPerson.']]],
    ['dashboardLink: desk', [['4:16 dashboardLink', 'Write a link that begins with https://.']]],
    [
      'privacy: { mask: yes please, media: all }',
      [
        ['4:18 privacy.mask', 'Write true or false.'],
        ['4:37 privacy.media', 'Write never or dm.'],
      ],
    ],
    ['privacy: { forgetAfter: soon }', [['4:25 privacy.forgetAfter', 'Write a duration such as 30m, 4h or 2d.']]],
    ['owners: [X0]', [['4:10 owners[0]', 'This is not a user id (U…, W…) or a user group id (S…).']]],
    ['grants: [card.*]', [['4:9 grants', 'Write keys with values here.']]],
    ['grants: { lead: card.* }', [['4:17 grants.lead', 'Write a list of names, or branches and may.']]],
    ['approvals: { name: a }', [['4:12 approvals', 'Write a list here.']]],
    ['approvals: [{ name: "", require: none }]', [['4:21 approvals[0].name', 'Write a word.']]],
    [
      'approvals: [{ name: a, match: { risk: wild }, require: none }]',
      [['4:39 approvals[0].match.risk', 'Write one of routine, sensitive, destructive, costly, bulk.']],
    ],
    ['approvals: [{ name: a, match: { risk: [] }, require: none }]', [['4:39 approvals[0].match.risk', 'Write at least one.']]],
    [
      'approvals: [{ name: a, match: { amount: { min: -1 } }, require: none }]',
      [['4:48 approvals[0].match.amount.min', 'Write a number of at least 0.']],
    ],
    [
      'approvals: [{ name: a, match: { count: { min: 0.5, max: -1 } }, require: none }]',
      [
        ['4:47 approvals[0].match.count.min', 'Write a whole number.'],
        ['4:57 approvals[0].match.count.max', 'Write a whole number of at least 0.'],
      ],
    ],
    [
      'approvals: [{ name: a, require: { role: lead, count: 0.5 } }]',
      [['4:54 approvals[0].require.count', 'Write a whole number.']],
    ],
    [
      'approvals: [{ name: a, require: { role: lead, count: 0 } }]',
      [['4:54 approvals[0].require.count', 'Write at least 1; "require: none" is for what needs nobody.']],
    ],
    ['approvals: [{ name: a, require: some }]', [['4:33 approvals[0].require', 'Write none, or a role and a count.']]],
    [
      'approvals: [{ name: a, require: none, channel: ops }]',
      [['4:48 approvals[0].channel', 'This is not a channel id (C… or G…; in Slack: channel name, About, at the very bottom).']],
    ],
    [
      'approvals: [{ name: a, require: none, channel: 7 }]',
      [['4:48 approvals[0].channel', 'Write a channel id (C… or G…; in Slack: channel name, About, at the very bottom).']],
    ],
    [
      'notifications: [{ on: over, channel: C0A }]',
      [
        [
          '4:23 notifications[0].on',
          'Write one of pending, approved, rejected, expired, cancelled, stale, running, done, failed, unknown.',
        ],
      ],
    ],
    ['colour: red', [['4:1 colour', expect.stringMatching(/^"colour" is not known here\. Known: version, currency, .*\.$/)]]],
    ['approval: []', [['4:1 approval', '"approval" is not known here. Did you mean "approvals"?']]],
  ])('%s', (line, expected) => {
    expect(wrong(line)).toEqual(expected);
  });

  it('versions, currencies and ids of people and groups', () => {
    const text = 'version: 2\ncurrency: 7\nroles: { lead: { users: [U0 A, jane], usergroups: [leads] } }\n';
    expect(problemsIn(text).map(({ path, say }) => [path, say])).toEqual([
      ['version', 'This version reads policy files with "version: 1".'],
      ['currency', 'Write a currency code such as EUR.'],
      ['roles.lead.users[0]', 'This is not a user id (U… or W…; in Slack: profile, Copy member ID).'],
      ['roles.lead.users[1]', 'This is not a user id (U… or W…; in Slack: profile, Copy member ID).'],
      ['roles.lead.usergroups[0]', 'This is not a user group id (S…).'],
    ]);
    expect(problemsIn('version: 1\ncurrency: EURO\nroles: {}\n').map(({ say }) => say)).toEqual([
      'Write a currency code such as EUR.',
    ]);
  });

  it('an empty file, a list, and a file that is no YAML', () => {
    expect(problemsIn('')).toEqual([{ line: 1, column: 1, path: '', say: 'The file is empty. Start from policy.example.yml.' }]);
    expect(problemsIn('- 1')).toEqual([{ line: 1, column: 1, path: '', say: 'Write keys with values here.' }]);
    expect(problemsIn('a: *b\n').map(({ say }) => say)).toEqual([expect.stringContaining('b')]);
    const [broken] = problemsIn('version: 1\n\tcurrency: EUR\n');
    expect([broken?.line, broken?.path, broken?.say.endsWith('.')]).toEqual([2, '', true]);
  });

  it('warnings do not keep the file from being used, and are in the order of the file', () => {
    const parsed = parsePolicy(`version: 1
currency: EUR
roles:
  empty: {}
  pair: { users: [U0A, U0B] }
  mixed: { users: [U0A], usergroups: [S0A] }
approvals:
  - { name: three, match: { action: card.assign }, require: { role: pair, count: 3 } }
  - { name: mixed, match: { action: card.create }, require: { role: mixed, count: 9 } }
  - { name: two, match: { action: card.update }, require: { role: pair, count: 2 } }
`);
    expect(parsed.ok && parsed.warnings.map(({ line, column, path, say }) => [`${line}:${column} ${path}`, say])).toEqual([
      [
        '3:1 roles',
        'There is no role "lead". What no rule matches and is destructive, costly or bulk asks one "lead", so nobody could decide it.',
      ],
      ['4:3 roles.empty', 'Nobody holds the role "empty".'],
      ['8:82 approvals[0].require.count', 'This can never be reached: it asks for 3 and "pair" is held by 2.'],
    ]);
  });

  it('counts are held against those who hold the role, if that is known', () => {
    const parsed = parsePolicy(
      policyText('\n  - { name: a, match: { branch: 1 }, require: { role: lead, count: 2 } }\n  - { name: b, require: none }\n'),
    );
    if (!parsed.ok) throw new Error('not valid');
    const found = (held: [string, number][]) => checkCounts(parsed.policy, new Map(held), parsed.locate).map(({ say }) => say);
    expect(found([['lead', 1]])).toEqual(['This can never be reached: it asks for 2 and "lead" is held by 1.']);
    expect([found([['lead', 2]]), found([['agent', 0]]), found([])]).toEqual([[], [], []]);
  });
});

it('a notification that names no actions tells of all', () => {
  expect(policyOf(`${policyText('')}\nnotifications: [{ on: done, channel: C0A }]\n`).notifications).toEqual([
    { on: ['done'], match: { actions: ['*'] }, channel: 'C0A', quiet: null },
  ]);
});

it('the schema for editors is that of the file as it is written, not as it is read', () => {
  expect(policyJsonSchema()).toMatchObject({
    title: 'Wheelhouse policy',
    type: 'object',
    additionalProperties: false,
    required: ['version', 'currency', 'roles'],
    properties: {
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      approvals: { items: { required: ['name', 'require'], properties: { decideWithin: { type: 'string' } } } },
    },
  });
});
