import { expect, it } from 'vitest';
import { customerOfLink, dashboardUrl } from '../../../src/commands/link/dashboard.ts';

const page = 'https://back.example/app/customers/{id}';

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
  expect(customerOfLink('https://back.example/c?id={customerId}', 'https://back.example/c?id=7&tab=1')).toBe(7);
  expect(customerOfLink('https://back.example/c', 'https://back.example/c')).toBeUndefined();
  expect(customerOfLink(null, 'https://back.example/c/1')).toBeUndefined();
});

it('what is made of a pattern is read by it', () => {
  expect(customerOfLink(page, dashboardUrl(page, 42) ?? '')).toBe(42);
});
