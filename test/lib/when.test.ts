import { describe, expect, test } from 'vitest';
import {
  formatDay,
  formatDuration,
  formatInstant,
  formatRelative,
  formatShortInstant,
  knownTimeZone,
  zoneName,
} from '../../src/lib/when.ts';

const now = new Date('2026-11-21T13:05:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const HOUR = 3_600_000;

test('an instant is said in the zone of who reads it', () => {
  expect(formatInstant(now, 'Europe/Vienna')).toBe('21 Nov 2026, 14:05');
  expect(formatInstant(now, 'America/New_York')).toBe('21 Nov 2026, 08:05');
  expect(formatInstant(new Date('2026-07-01T12:00:00Z'), 'Europe/Vienna')).toBe('1 Jul 2026, 14:00');
});

test('a zone that is unknown or missing is UTC and not an error', () => {
  expect([knownTimeZone('Mars/Olympus'), knownTimeZone(undefined), formatInstant(now, 'Mars/Olympus')]).toEqual([
    'UTC',
    'UTC',
    '21 Nov 2026, 13:05',
  ]);
});

test('a deadline is as short as its distance allows', () => {
  expect(formatShortInstant(later(4 * HOUR), now, 'Europe/Vienna')).toBe('18:05');
  expect(formatShortInstant(later(11 * HOUR), now, 'Europe/Vienna')).toBe('22 Nov, 01:05');
  expect(formatShortInstant(later(24 * 60 * HOUR), now, 'Europe/Vienna')).toBe('20 Jan 2027, 14:05');
});

test('the zone has a name where several people read', () => {
  expect(zoneName(now, 'Europe/Vienna')).toBe('CET');
});

test('a day of the back office is the same day in every zone', () => {
  expect([formatDay('2026-11-21', 'America/New_York'), formatDay('2026-11-21', 'Pacific/Auckland')]).toEqual([
    '21 Nov 2026',
    '21 Nov 2026',
  ]);
  expect(formatDay('2026-11-21T23:30:00Z', 'Europe/Vienna')).toBe('22 Nov 2026');
  expect(formatDay('soon')).toBe('soon');
});

describe('relative', () => {
  test.each([
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

test('durations are the words of the policy file', () => {
  expect([0, 5000, 1_800_000, 4 * HOUR, 1.5 * HOUR, 48 * HOUR].map(formatDuration)).toEqual([
    '0s',
    '5s',
    '30m',
    '4h',
    '1h 30m',
    '2d',
  ]);
});

test('an instant that is none is said so instead of failing', () => {
  expect(formatInstant(new Date(Number.NaN), 'UTC')).toBe('an unknown time');
});
