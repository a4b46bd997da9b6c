import { describe, expect, it } from 'vitest';
import { explainGate, type GateFacts } from '../../../src/approvals/policy/gate.ts';
import { euros, factsOf, policyOf } from '../../support/policy.ts';
import { policyText } from './support.ts';

const facts = (of: Partial<GateFacts>) => factsOf({ count: 3, ...of });
const why = (match: string, of: Partial<GateFacts> = {}) =>
  explainGate(policyOf(policyText(`\n  - { name: it, match: ${match}, require: none }\n`)), facts(of)).rules[0];

describe('why a rule did or did not match', () => {
  it.each<[string, Partial<GateFacts>, boolean, string]>([
    ['{}', {}, true, 'it matches everything'],
    ['{ action: [card.*, voucher.apply] }', {}, true, 'voucher.apply is one of card.*, voucher.apply'],
    ['{ action: card.* }', {}, false, 'voucher.apply is not card.*'],
    ['{ risk: costly }', {}, true, 'it is costly'],
    ['{ risk: bulk }', {}, false, 'it is costly, not bulk'],
    ['{ risk: [bulk, routine] }', {}, false, 'it is costly, not one of bulk, routine'],
    ['{ branch: 1 }', {}, false, 'it belongs to no branch'],
    ['{ branch: 1 }', { branches: [1] }, true, 'it belongs to branch 1'],
    ['{ branch: [1, 2] }', { branches: [3] }, false, 'it belongs to branch 3, not one of 1, 2'],
    ['{ count: { min: 2, max: 5 } }', {}, true, 'it touches 3 (limit: 2 to 5)'],
    ['{ count: { min: 4 } }', {}, false, 'it touches 3 (limit: at least 4)'],
    ['{ count: { max: 2 } }', {}, false, 'it touches 3 (limit: at most 2)'],
    ['{ count: {} }', {}, true, 'it touches 3 (limit: any number)'],
    ['{ amount: { min: 10, max: 20 } }', { amount: euros(9.5) }, false, 'it costs €9.50 (limit: €10 to €20)'],
    ['{ amount: { min: 0 } }', { amount: euros(0) }, true, 'it costs €0 (limit: at least €0)'],
    ['{ amount: {} }', { amount: euros(7) }, true, 'it costs €7 (limit: any number)'],
    ['{ amount: { max: 5 } }', {}, false, 'it states no amount'],
    [
      '{ amount: { max: 5 } }',
      { amount: { amount: 1, currency: 'CHF' } },
      false,
      'its amount is in CHF, not in EUR (limit: at most €5)',
    ],
    [
      '{ amount: { min: 5 } }',
      { amount: { amount: 1, currency: 'CHF' } },
      true,
      'its amount is in CHF, not in EUR (limit: at least €5)',
    ],
    [
      '{ amount: { min: 200 } }',
      { amount: euros(1), givesMore: true },
      true,
      'it gives more than money alone (limit: at least €200)',
    ],
    [
      '{ amount: { min: 0, max: 20 } }',
      { amount: euros(1), givesMore: true },
      false,
      'it gives more than money alone (limit: €0 to €20)',
    ],
    ['{ amount: { max: 5 } }', { amount: euros(-1) }, false, 'its amount is not a number of at least 0 (limit: at most €5)'],
    ['{ sameCustomer: { max: 9, within: 2d } }', { amount: euros(1), givesMore: true }, false, 'it gives more than money alone'],
    ['{ sameAsker: { max: 9, within: 2d } }', { amount: euros(1), givesMore: true }, false, 'it gives more than money alone'],
    [
      '{ sameAsker: { max: 9, within: 2d } }',
      { amount: euros(5), givenByAsker: () => 4 },
      true,
      'the asker would have given €9 within 2 days (limit: €9)',
    ],
    [
      '{ sameAsker: { max: 9, within: 2d } }',
      { amount: euros(5), givenByAsker: () => 4.01 },
      false,
      'the asker would have given €9.01 within 2 days (limit: €9)',
    ],
    [
      '{ sameAction: { max: 3, within: 1h } }',
      { askedFor: () => 2 },
      true,
      'the asker would have asked for it 3 times within 1 hour (limit: 3)',
    ],
    [
      '{ sameAction: { max: 3, within: 1h } }',
      { askedFor: () => 3 },
      false,
      'the asker would have asked for it 4 times within 1 hour (limit: 3)',
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
      'this customer would be given €5 within 2 days (limit: €5)',
    ],
  ])('%s', (match, of, matched, say) => {
    expect(why(match, of)).toEqual({ rule: 'it', matched, why: [say] });
  });

  it('all that held is told, in one order, and of what did not hold the first alone', () => {
    const match = '{ amount: { max: 9 }, count: { min: 1 }, branch: 1, risk: costly, action: voucher.* }';
    expect(why(match, { branches: [1], amount: euros(9) })?.why).toEqual([
      'voucher.apply is voucher.*',
      'it is costly',
      'it belongs to branch 1',
      'it touches 3 (limit: at least 1)',
      'it costs €9 (limit: at most €9)',
    ]);
    expect(why(match, { branches: [2] })?.why).toEqual(['it belongs to branch 2, not 1']);
  });

  it('says what happens when none matches', () => {
    const none = policyOf(policyText(''));
    expect(explainGate(none, facts({ risk: 'sensitive' })).gate.why).toEqual([
      'no rule matches, and sensitive runs when confirmed',
    ]);
    expect(explainGate(none, facts({ risk: 'bulk' })).gate.why).toEqual(['no rule matches, and bulk asks one lead']);
  });
});
