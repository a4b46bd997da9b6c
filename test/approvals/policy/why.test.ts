import { describe, expect, test } from 'vitest';
import { explainGate, type GateFacts } from '../../../src/approvals/policy/gate.ts';
import { good, policyText } from './support.ts';

const facts = (of: Partial<GateFacts>): GateFacts => ({
  action: 'voucher.apply',
  risk: 'costly',
  count: 3,
  given: () => 0,
  givenByAsker: () => 0,
  askedFor: () => 0,
  branches: [],
  tree: 'not-considered',
  ...of,
});
const euros = (amount: number) => ({ amount, currency: 'EUR' });
const why = (match: string, of: Partial<GateFacts> = {}) =>
  explainGate(good(policyText(`\n  - { name: it, match: ${match}, require: none }\n`)), facts(of)).rules[0];

describe('why a rule did or did not match', () => {
  test.each<[string, Partial<GateFacts>, boolean, string]>([
    ['{}', {}, true, 'it matches everything'],
    ['{ action: [card.*, voucher.apply] }', {}, true, 'voucher.apply is one of card.*, voucher.apply'],
    ['{ action: card.* }', {}, false, 'voucher.apply is not card.*'],
    ['{ risk: costly }', {}, true, 'it is costly'],
    ['{ risk: bulk }', {}, false, 'it is costly, not bulk'],
    ['{ risk: [bulk, routine] }', {}, false, 'it is costly, not one of bulk, routine'],
    ['{ branch: 1 }', {}, false, 'it belongs to no branch'],
    ['{ branch: 1 }', { branches: [1] }, true, 'it belongs to branch 1'],
    ['{ branch: [1, 2] }', { branches: [3] }, false, 'it belongs to branch 3, not one of 1, 2'],
    ['{ count: { min: 2, max: 5 } }', {}, true, 'it touches 3, with 2 to 5 asked for'],
    ['{ count: { min: 4 } }', {}, false, 'it touches 3, with at least 4 asked for'],
    ['{ count: { max: 2 } }', {}, false, 'it touches 3, with at most 2 asked for'],
    ['{ count: {} }', {}, true, 'it touches 3, with any number asked for'],
    ['{ amount: { min: 10, max: 20 } }', { amount: euros(9.5) }, false, 'it costs 9.50 EUR, with 10 to 20 EUR asked for'],
    ['{ amount: { min: 0 } }', { amount: euros(0) }, true, 'it costs 0 EUR, with at least 0 EUR asked for'],
    ['{ amount: {} }', { amount: euros(7) }, true, 'it costs 7 EUR, with any number asked for'],
    ['{ amount: { max: 5 } }', {}, false, 'it states no amount'],
    [
      '{ amount: { max: 5 } }',
      { amount: { amount: 1, currency: 'CHF' } },
      false,
      'its amount is in CHF, not in EUR, with at most 5 EUR asked for',
    ],
    [
      '{ amount: { min: 5 } }',
      { amount: { amount: 1, currency: 'CHF' } },
      true,
      'its amount is in CHF, not in EUR, with at least 5 EUR asked for',
    ],
    [
      '{ amount: { min: 200 } }',
      { amount: euros(1), givesMore: true },
      true,
      'it gives more than money alone, with at least 200 EUR asked for',
    ],
    [
      '{ amount: { min: 0, max: 20 } }',
      { amount: euros(1), givesMore: true },
      false,
      'it gives more than money alone, with 0 to 20 EUR asked for',
    ],
    [
      '{ amount: { max: 5 } }',
      { amount: euros(-1) },
      false,
      'its amount is not a number of at least 0, with at most 5 EUR asked for',
    ],
    ['{ sameCustomer: { max: 9, within: 2d } }', { amount: euros(1), givesMore: true }, false, 'it gives more than money alone'],
    ['{ sameAsker: { max: 9, within: 2d } }', { amount: euros(1), givesMore: true }, false, 'it gives more than money alone'],
    [
      '{ sameAsker: { max: 9, within: 2d } }',
      { amount: euros(5), givenByAsker: () => 4 },
      true,
      'the asker would have given 9 EUR within 2 days, with at most 9 EUR',
    ],
    [
      '{ sameAsker: { max: 9, within: 2d } }',
      { amount: euros(5), givenByAsker: () => 4.01 },
      false,
      'the asker would have given 9.01 EUR within 2 days, with at most 9 EUR',
    ],
    [
      '{ sameAction: { max: 3, within: 1h } }',
      { askedFor: () => 2 },
      true,
      'the asker would have asked for it 3 times within 1 hour, with at most 3',
    ],
    [
      '{ sameAction: { max: 3, within: 1h } }',
      { askedFor: () => 3 },
      false,
      'the asker would have asked for it 4 times within 1 hour, with at most 3',
    ],
    [
      '{ sameAction: { max: 3, within: 1h } }',
      { askedFor: () => Number.NaN },
      false,
      'how often the asker asked for this before is not known',
    ],
    ['{ sameCustomer: { max: 5, within: 2d } }', {}, false, 'it states no amount'],
    [
      '{ sameCustomer: { max: 5, within: 2d } }',
      { amount: euros(1), given: () => Number.NaN },
      false,
      'what this customer was given before is not known',
    ],
    [
      '{ sameCustomer: { max: 5, within: 2d } }',
      { amount: euros(2), given: () => 3 },
      true,
      'this customer would be given 5 EUR within 2 days, with at most 5 EUR',
    ],
  ])('%s', (match, of, matched, say) => {
    expect(why(match, of)).toEqual({ rule: 'it', matched, why: [say] });
  });

  test('all that held is told, in one order, and of what did not hold the first alone', () => {
    const match = '{ amount: { max: 9 }, count: { min: 1 }, branch: 1, risk: costly, action: voucher.* }';
    expect(why(match, { branches: [1], amount: euros(9) })?.why).toEqual([
      'voucher.apply is voucher.*',
      'it is costly',
      'it belongs to branch 1',
      'it touches 3, with at least 1 asked for',
      'it costs 9 EUR, with at most 9 EUR asked for',
    ]);
    expect(why(match, { branches: [2] })?.why).toEqual(['it belongs to branch 2, not 1']);
  });

  test('where none matches it is said what then', () => {
    const none = good(policyText(''));
    expect(explainGate(none, facts({ risk: 'sensitive' })).gate.why).toEqual([
      'no rule matches, and sensitive runs when confirmed',
    ]);
    expect(explainGate(none, facts({ risk: 'bulk' })).gate.why).toEqual(['no rule matches, and bulk asks one lead']);
  });
});
