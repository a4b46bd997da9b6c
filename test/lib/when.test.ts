import { describe, expect, it } from 'vitest';
import { formatDay, formatInstant, formatRelative, formatShortInstant, knownTimeZone, zoneName } from '../../src/lib/when.ts';

const now = new Date('2026-11-21T13:05:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const HOUR = 3_600_000;

it('an instant is reported in the zone of who reads it', () => {
  expect(formatInstant(now, 'Europe/Vienna')).toBe('21 Nov 2026, 14:05');
  expect(formatInstant(now, 'America/New_York')).toBe('21 Nov 2026, 08:05');
  expect(formatInstant(new Date('2026-07-01T12:00:00Z'), 'Europe/Vienna')).toBe('1 Jul 2026, 14:00');
});

it('a zone that is unknown or missing is UTC and not an error', () => {
  expect([knownTimeZone('Mars/Olympus'), knownTimeZone(undefined), formatInstant(now, 'Mars/Olympus')]).toEqual([
    'UTC',
    'UTC',
    '21 Nov 2026, 13:05',
  ]);
});

it('a deadline is as short as its distance allows', () => {
  expect(formatShortInstant(later(4 * HOUR), now, 'Europe/Vienna')).toBe('18:05');
  expect(formatShortInstant(later(11 * HOUR), now, 'Europe/Vienna')).toBe('22 Nov, 01:05');
  expect(formatShortInstant(later(24 * 60 * HOUR), now, 'Europe/Vienna')).toBe('20 Jan 2027, 14:05');
});

it('the zone has a name if several people read', () => {
  expect(zoneName(now, 'Europe/Vienna')).toBe('CET');
});

it('a day of the back office is the same day in every zone', () => {
  expect([formatDay('2026-11-21', 'America/New_York'), formatDay('2026-11-21', 'Pacific/Auckland')]).toEqual([
    '21 Nov 2026',
    '21 Nov 2026',
  ]);
  expect(formatDay('2026-11-21T23:30:00Z', 'Europe/Vienna')).toBe('22 Nov 2026');
  expect(formatDay('soon')).toBe('soon');
});

describe('relative', () => {
  it.each([
    [3 * HOUR, 'in 3 h'],
    [3 * HOUR - 1, 'in 2 h'],
    [-2 * 60_000, '2 min ago'],
    [30_000, 'in under a minute'],
    [-30_000, 'just now'],
    [72 * HOUR, 'in 3 days'],
  ])('%d ms away is %j', (ms, words) => {
    expect(formatRelative(later(ms), now)).toBe(words);
  });
});

it('an invalid instant is reported instead of failing', () => {
  expect(formatInstant(new Date(Number.NaN), 'UTC')).toBe('an unknown time');
});
