import { describe, expect, it } from 'vitest';
import { amountIn } from '../../src/lib/amount.ts';
import { formatMoney, withCode } from '../../src/lib/money.ts';
import { fc } from '../support/fast-check.ts';

describe('money', () => {
  it.each([
    [20, 'EUR', '€20'],
    [12.5, 'EUR', '€12.50'],
    [-3, 'EUR', '-€3'],
    [20, 'CHF', 'CHF 20'],
    [5, 'USD', '$5'],
    [5, 'CAD', 'CA$5'],
    [1_234.5, 'SEK', 'SEK 1,234.50'],
    [7, 'eur', '€7'],
    [7, '', '7'],
    [7, 'POINTS', '7 POINTS'],
  ])('%d %s is written %s', (amount, currency, words) => {
    expect(formatMoney({ amount, currency })).toBe(words);
  });

  it('is written with no blank that a search would miss', () => {
    expect(formatMoney({ amount: 20, currency: 'CHF' })).toMatch(/^[\x20-\x7e]+$/);
  });

  it('keeps its spelling in facts, whatever people read', () => {
    expect(withCode({ amount: 12.5, currency: 'EUR' })).toBe('12.50 EUR');
  });

  it('that is shown and typed again is the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom('EUR', 'CHF', 'SEK', 'PLN'), (cents, currency) => {
        const amount = cents / 100;
        expect(amountIn(formatMoney({ amount, currency }))).toMatchObject({ value: amount });
      }),
    );
  });
});
