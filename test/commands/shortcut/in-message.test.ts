import { expect, it } from 'vitest';
import { findingsIn } from '../../../src/commands/shortcut/in-message.ts';

const page = 'https://back.example/customers/{id}';

it.each([
  ['an e-mail address as Slack marks it', 'Write to <mailto:lena.n@example.com|lena.n@example.com>.', ['lena.n@example.com']],
  ['an e-mail address as it was typed', 'lena.n@example.com cannot start', ['lena.n@example.com']],
  ['a phone number as Slack marks it', 'call <tel:+436601234567|+43 660 1234567>', ['+436601234567']],
  ['a phone number in groups', 'call +43 (0) 660 / 123 45 67 now', ['+43 (0) 660 / 123 45 67']],
  ['a national phone number', 'ring 0660 1234567', ['0660 1234567']],
  ['an id with its word', 'Customer no. 1010 is stuck', ['1010']],
  ['an id with a hash', 'see #1010', ['1010']],
  ['an id alone', '1010 cannot start', ['1010']],
  ['an address of the dashboard', '<https://back.example/customers/1010/rentals?x=99999>', ['1010']],
  ['everything, what is surer first', '1010, +436601234567 and a.b@example.com', ['a.b@example.com', '+436601234567', '1010']],
  ['the same once', 'a@example.com, <mailto:a@example.com|a@example.com>', ['a@example.com']],
])('finds %s', (_what, text, found) => {
  expect(findingsIn(text, page)).toEqual(found);
});

it.each([
  ['a day', 'since 21.11.2026 or 2026-11-21'],
  ['a time', 'at 10:45, or 10:45:30'],
  ['an amount', '120 EUR, 1,250.50, €300, 300€'],
  ['a distance', 'after 450 km and 200 min'],
  ['a card’s number', 'HM-10002'],
  ['people and channels', '<@U0123456789> in <#C0123456|support>'],
  ['another site’s address', '<https://tickets.example/471100>'],
  ['a masked address', 'l…@example.com'],
  ['nothing', ''],
])('takes %s for nothing', (_what, text) => {
  expect(findingsIn(text, page)).toEqual([]);
});

it('looks at no more than five things, and a long message takes no long time', () => {
  expect(findingsIn('1001 1002 1003 1004 1005 1006 1007', null)).toHaveLength(5);
  const startedAt = performance.now();
  findingsIn('0 '.repeat(10_000), page);
  findingsIn('a.'.repeat(10_000), page);
  findingsIn('+1-('.repeat(5_000), page);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
