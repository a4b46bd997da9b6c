import { expect, it } from 'vitest';
import { customerOfLink, dashboardUrl, pageOfLink, withoutPages } from '../../../src/commands/link/dashboard.ts';

const none = { customer: null, account: null, card: null };
const links = {
  customer: 'https://back.example/app/customers/{id}',
  account: 'https://back.example/app/accounts/{id}',
  card: 'https://back.example/app/cards?id={id}',
};
const page = { ...none, customer: links.customer };

it.each([
  ['https://back.example/app/customers/1010', 1010],
  ['https://BACK.example/app/customers/1010/', 1010],
  ['https://back.example/app/customers/1010/rentals?tab=2#top', 1010],
  ['https://back.example/app/customers/1010?x=1', 1010],
])('%s is the page of customer %i', (url, id) => {
  expect(customerOfLink(page, url)).toBe(id);
});

it.each([
  'https://back.example/app/customers/',
  'https://back.example/app/customers/0',
  'https://back.example/app/customers/1010x',
  'https://back.example/app/vehicles/1010',
  'https://evil.example/https://back.example/app/customers/1010',
  'https://backXexample/app/customers/1010',
  'http://back.example/app/customers/1010',
  `https://back.example/app/customers/${'1'.repeat(16)}`,
])('%s is the page of nobody', (url) => {
  expect(customerOfLink(page, url)).toBeUndefined();
});

it('a pattern with the id in its query is understood, and one without a place for it fits nothing', () => {
  const customerBy = (customer: string | null, url: string) => customerOfLink({ ...none, customer }, url);
  expect(customerBy('https://back.example/c?id={customerId}', 'https://back.example/c?id=7&tab=1')).toBe(7);
  expect(customerBy('https://back.example/c', 'https://back.example/c')).toBeUndefined();
  expect(customerBy(null, 'https://back.example/c/1')).toBeUndefined();
});

it.each(['customer', 'account', 'card'] as const)('what is made of a %s’s pattern is read by it', (kind) => {
  expect(pageOfLink(links, dashboardUrl(links, kind, 42) ?? '')).toEqual({ kind, id: 42 });
});

it.each([
  ['https://back.example/app/customers/1010 20', '1010 20'],
  ['<https://back.example/app/customers/1010> 20', '1010 20'],
  ['<https://back.example/app/customers/1010/rentals?tab=1&amp;x=2|back.example/app…> 20', '1010 20'],
  ['https://back.example/app/accounts/7001 20', 'account:7001 20'],
  ['assign https://back.example/app/cards?id=9001 https://back.example/app/customers/1010', 'assign card:9001 1010'],
  ['1010 see https://back.example/app/vehicles/7', '1010 see https://back.example/app/vehicles/7'],
])('%s is read as %s', (typed, read) => {
  expect(withoutPages(links, typed)).toBe(read);
});
