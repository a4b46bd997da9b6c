import { expect, it } from 'vitest';
import { momentOf, notATime } from '../../../src/commands/approvals/away-time.ts';

/** A Saturday, 13:30 in Vienna. */
const now = new Date('2026-11-28T12:30:00Z');
const vienna = { now, timeZone: 'Europe/Vienna', edge: 'end' as const };
const until = (text: string) => momentOf(text, vienna)?.toISOString();

it.each([
  ['17:00', '2026-11-28T16:00:00.000Z'],
  ['bis 17:00', '2026-11-28T16:00:00.000Z'],
  ['13:30', '2026-11-29T12:30:00.000Z'],
  ['9am', '2026-11-29T08:00:00.000Z'],
  ['today', '2026-11-28T23:00:00.000Z'],
  ['Saturday', '2026-11-28T23:00:00.000Z'],
  ['Friday', '2026-12-04T23:00:00.000Z'],
  ['Freitag', '2026-12-04T23:00:00.000Z'],
  ['fri', '2026-12-04T23:00:00.000Z'],
  ['tomorrow 08:15', '2026-11-29T07:15:00.000Z'],
  ['3d', '2026-12-01T12:30:00.000Z'],
  ['4h', '2026-11-28T16:30:00.000Z'],
  ['2026-12-24', '2026-12-24T23:00:00.000Z'],
  ['24 Dec', '2026-12-24T23:00:00.000Z'],
  ['Dec 24, 2026', '2026-12-24T23:00:00.000Z'],
  ['24.12.', '2026-12-24T23:00:00.000Z'],
  ['2. Jänner', '2027-01-02T23:00:00.000Z'],
  ['2026-12-24 12:00', '2026-12-24T11:00:00.000Z'],
  ['5 p.m.', '2026-11-28T16:00:00.000Z'],
  ['17 Uhr', '2026-11-28T16:00:00.000Z'],
  ['17h30', '2026-11-28T16:30:00.000Z'],
  ['１７：３０', '2026-11-28T16:30:00.000Z'],
  ['"17:00".', '2026-11-28T16:00:00.000Z'],
  ['midnight', '2026-11-28T23:00:00.000Z'],
  ['1,5 h', '2026-11-28T14:00:00.000Z'],
  ['2h30m', '2026-11-28T15:00:00.000Z'],
  ['für 3 Tage', '2026-12-01T12:30:00.000Z'],
  ['in half an hour', '2026-11-28T13:00:00.000Z'],
  ['a week', '2026-12-05T12:30:00.000Z'],
  ['übermorgen', '2026-11-30T23:00:00.000Z'],
  ['Do 24.12.', '2026-12-24T23:00:00.000Z'],
  ['Thursday, 24th of December 2026', '2026-12-24T23:00:00.000Z'],
  ['24/12/2026', '2026-12-24T23:00:00.000Z'],
  ['12/24/2026', '2026-12-24T23:00:00.000Z'],
  ['24‑12‑2026', '2026-12-24T23:00:00.000Z'],
  ['24.12.26 18:00', '2026-12-24T17:00:00.000Z'],
  ['2026-12-24T18:00', '2026-12-24T17:00:00.000Z'],
  ['2026-12-24T18:00:00Z', '2026-12-24T18:00:00.000Z'],
])('reads %s as that moment by the setter’s own clock and calendar', (text, at) => {
  expect(until(text)).toBe(at);
});

it.each([
  '',
  'soon',
  '25:00',
  '12:61',
  '31 Feb',
  '2026-13-01',
  '13pm',
  'm',
  '0d',
  '2:30h',
  '30 min 2 h',
  '03/04/2027',
  'Fri 24.12.',
  '5 marketing',
  'next Friday',
])('does not guess what “%s” means', (text) => {
  expect(until(text)).toBeUndefined();
});

it.each([
  ['03/04/2027', '“03/04/2027” can be two days. Write 2027-04-03 or 2027-03-04.'],
  ['bis 1/12/2026 17:00', '“bis 1/12/2026 17:00” can be two days. Write 2026-12-01 or 2026-01-12.'],
  ['13/13/2027', '“13/13/2027” isn’t a time that Wheelhouse understands. Write one such as 17:00, Friday, 24 Dec or 3d.'],
  ['soon', '“soon” isn’t a time that Wheelhouse understands. Write one such as 17:00, Friday, 24 Dec or 3d.'],
])('says of “%s” what to write instead', (text, said) => {
  expect(until(text)).toBeUndefined();
  expect(notATime(text)).toBe(said);
});

it('offers days that it reads', () => {
  for (const day of notATime('03/04/2027').matchAll(/\d{4}-\d{2}-\d{2}/g)) expect(until(day[0])).toBeDefined();
});

it('ends a day at its end, also on the days that have 23 or 25 hours', () => {
  const at = (day: string) => momentOf(day, { ...vienna, now: new Date('2026-03-01T12:00:00Z') })?.toISOString();
  expect(at('2026-03-28')).toBe('2026-03-28T23:00:00.000Z');
  expect(at('2026-03-29')).toBe('2026-03-29T22:00:00.000Z');
  expect(at('2026-10-25')).toBe('2026-10-25T23:00:00.000Z');
});

it('counts a duration from the beginning, and a day of the week, too; a time is today’s, or tomorrow’s', () => {
  const begin = new Date('2026-12-07T08:00:00Z');
  expect(momentOf('3d', { ...vienna, begin })?.toISOString()).toBe('2026-12-10T08:00:00.000Z');
  expect(momentOf('Friday', { ...vienna, begin })?.toISOString()).toBe('2026-12-11T23:00:00.000Z');
  expect(momentOf('17:00', { ...vienna, begin })?.toISOString()).toBe('2026-11-28T16:00:00.000Z');
});
