import { expect, it } from 'vitest';
import { untilWords } from '../../src/views/approvals/away-notes.ts';

it.each([
  ['2026-12-04T16:00:00Z', '4 Dec 2026, 17:00'],
  ['2026-12-04T23:00:00Z', '4 Dec 2026, 23:59'],
  ['2026-12-04T22:59:00Z', '4 Dec 2026, 23:59'],
  ['2026-12-04T23:30:00Z', '5 Dec 2026, 00:30'],
])('says the end of an absence as it was meant: %s is %s in Vienna', (until, say) => {
  expect(untilWords(new Date(until), 'Europe/Vienna')).toBe(say);
});
