import { expect, it } from 'vitest';
import type { GivenFigure } from '../../src/approvals/figures/figures.ts';
import { csvOf } from '../../src/cli/report.ts';

const gift: GivenFigure = {
  branch: 1,
  template: 'Goodwill',
  rule: 'small',
  person: 'U0ANA',
  currency: 'EUR',
  vouchers: 2,
  amount: 0.1,
};

it('writes a row for each branch, template, rule and currency, and tells no people apart', () => {
  const rows = csvOf(
    [
      gift,
      { ...gift, person: 'U0BEN', vouchers: 1, amount: 0.2 },
      { ...gift, currency: 'CHF', amount: 5 },
      { ...gift, branch: null, template: null, rule: null, currency: null, amount: 0 },
    ],
    false,
  );
  expect(rows.split('\r\n')).toEqual([
    'branch,template,rule,currency,vouchers,amount',
    '1,Goodwill,small,EUR,3,0.3',
    '1,Goodwill,small,CHF,2,5',
    ',,no rule matches,,2,',
  ]);
});

it('tells people apart if the policy says so', () => {
  expect(csvOf([gift], true).split('\r\n')).toEqual([
    'branch,template,rule,person,currency,vouchers,amount',
    '1,Goodwill,small,U0ANA,EUR,2,0.1',
  ]);
});

it('leads what a table program would take for a formula by an apostrophe', () => {
  for (const lead of ['=', '+', '-', '@', '\t', '\r']) {
    const cell = csvOf([{ ...gift, template: `${lead}cmd|' /C calc'!A0` }], false).slice(csvOf([], false).length + 2);
    expect(cell, JSON.stringify(lead)).toMatch(/^1,"?'/);
  }
});
