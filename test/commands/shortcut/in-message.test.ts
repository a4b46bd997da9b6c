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
  [
    'an id in quotes, brackets or before a sentence mark',
    'the “1010” (1011), 1012: 1013… 1014!',
    ['1010', '1011', '1012', '1013', '1014'],
  ],
  ['an id in German', 'Kd.-Nr. 1010, Kundennummer: 1011', ['1010', '1011']],
  ['a phone number with typographic dashes, as one', 'please ring 0660\u20111009\u20110001 back', ['0660-1009-0001']],
  ['an id after an invisible letter', 'customer \u200B1010', ['1010']],
  ['the same once', 'a@example.com, <mailto:a@example.com|a@example.com>', ['a@example.com']],
])('finds %s', (_what, text, found) => {
  expect(findingsIn(text, page)).toEqual(found);
});

it.each([
  ['a day', 'since 21.11.2026 or 2026-11-21, 21 Nov 2026, 21. November 2026, in 2025, seit 2024'],
  ['a day with typographic dashes', '21\u201311\u20132026'],
  ['an amount in words', '300 Euro, € 300, EUR 300, 300 CHF, Fr. 300, 300.-, 1.250'],
  ['a count', '100 rides, 120 Minuten, 365 Tage, 200 customers'],
  ['an address', 'Ring 12, 1010 Wien'],
  ['a card’s number with other dashes or a blank', 'HM\u201110002, HM\u201310003, HM 10004'],
  ['a part of something longer', '1010-7, 1010/7, 1010.7, a1010, 1010a, 1010_7'],
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
  const hostile = ['0 ', 'a.', '+1-(', 'customer ', 'id  ', '<https://', '<mailto:', '1,', '€ ', 'a@', '٠'];
  for (const piece of hostile) {
    const time = (length: number) => {
      const startedAt = performance.now();
      findingsIn(piece.repeat(length / piece.length), page);
      return performance.now() - startedAt;
    };
    time(5_000);
    // Twenty times the text in at most a hundred times the time: quadratic would be four hundred.
    expect(time(40_000) / Math.max(time(2_000), 0.5), piece).toBeLessThan(100);
  }
});
