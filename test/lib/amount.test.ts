import { expect, it } from 'vitest';
import { amountIn } from '../../src/lib/amount.ts';

it.each([
  ['20', { value: 20, unit: undefined }],
  ['20.-', { value: 20, unit: undefined }],
  ['20,–', { value: 20, unit: undefined }],
  ['20,50', { value: 20.5, unit: undefined }],
  ['€20', { value: 20, unit: 'currency', currency: 'EUR' }],
  ['20 €', { value: 20, unit: 'currency', currency: 'EUR' }],
  ['20 EUR', { value: 20, unit: 'currency', currency: 'EUR' }],
  ['20 Euro', { value: 20, unit: 'currency', currency: 'EUR' }],
  ['EUR 20.00', { value: 20, unit: 'currency', currency: 'EUR' }],
  ['20 CHF', { value: 20, unit: 'currency', currency: 'CHF' }],
  ['CHF 20.-', { value: 20, unit: 'currency', currency: 'CHF' }],
  ['Fr. 20', { value: 20, unit: 'currency', currency: 'CHF' }],
  ['£5', { value: 5, unit: 'currency', currency: 'GBP' }],
  ['1.250,50 €', { value: 1250.5, unit: 'currency', currency: 'EUR' }],
  ["1'250.50", { value: 1250.5, unit: undefined }],
  ['1 250 EUR', { value: 1250, unit: 'currency', currency: 'EUR' }],
  ['1\u202F250,50 €', { value: 1250.5, unit: 'currency', currency: 'EUR' }],
  ['20 US$', { value: 20, unit: 'currency', currency: 'USD' }],
  ['20 min', { value: 20, unit: 'minutes' }],
  ['20 Freiminuten', { value: 20, unit: 'minutes' }],
  ['20min', { value: 20, unit: 'minutes' }],
  ['20\u00A0Minuten', { value: 20, unit: 'minutes' }],
  ['10 rides', { value: 10, unit: 'rentals' }],
  ['20 ₺', { value: 20, unit: 'currency', currency: 'TRY' }],
  ['CA$20', { value: 20, unit: 'currency', currency: 'CAD' }],
  ['20 złotych', { value: 20, unit: 'currency', currency: 'PLN' }],
  ["1'234'567.50", { value: 1_234_567.5, unit: undefined }],
  ['15 %', { value: 15, unit: 'percent' }],
])('reads %s', (text, amount) => {
  expect(amountIn(text)).toEqual(amount);
});

it.each([
  '',
  'goodwill',
  '20 goodwills',
  'EUR',
  'EUR 20 min',
  'HM-20',
  'WELCOME20',
  '20 20',
  '1.2.3',
  '12.345.67',
  '1,250,50 EUR',
  '20 kr',
  '¥20',
  '20 of something',
])('“%s” is no amount: a number is not taken for money because its unit was not understood', (text) => {
  expect(amountIn(text)).toBeUndefined();
});
