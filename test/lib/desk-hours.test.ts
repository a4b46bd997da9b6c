import { TZDate } from '@date-fns/tz';
import { describe, expect, it } from 'vitest';
import { afterDeskTime, type DeskHours, endOfHours, weekdays } from '../../src/lib/desk-hours.ts';
import { fc } from '../support/fast-check.ts';

const hourMs = 3_600_000;
const stepMs = hourMs / 2;
const vienna: DeskHours = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  fromMinute: 480,
  toMinute: 1_200,
  timeZone: 'Europe/Vienna',
};
const minuteOf = (clock: Date) => clock.getHours() * 60 + clock.getMinutes();
const after = (from: string, hours: number, desk: DeskHours = vienna) =>
  afterDeskTime(new Date(from), hours * hourMs, desk).toISOString();

describe('time of the desk', () => {
  it.each([
    ['within one day', '2026-11-27T09:00:00Z', 4, '2026-11-27T13:00:00.000Z'],
    ['from before it opens', '2026-11-27T03:00:00Z', 1, '2026-11-27T08:00:00.000Z'],
    ['over the weekend', '2026-11-27T18:00:00Z', 4, '2026-11-30T10:00:00.000Z'],
    ['from a Saturday', '2026-11-28T10:00:00Z', 1, '2026-11-30T08:00:00.000Z'],
    ['to the very end of a day', '2026-11-27T17:00:00Z', 2, '2026-11-27T19:00:00.000Z'],
    ['over a week', '2026-11-23T07:00:00Z', 60, '2026-11-27T19:00:00.000Z'],
    ['over the change from summer time', '2026-10-23T16:00:00Z', 3, '2026-10-26T08:00:00.000Z'],
    ['over the change to summer time', '2026-03-27T18:00:00Z', 2, '2026-03-30T07:00:00.000Z'],
  ])('is counted %s', (_, from, hours, expected) => {
    expect(after(from, hours)).toBe(expected);
  });

  it('is counted in a zone with a half hour', () => {
    expect(after('2026-11-27T14:00:00Z', 1, { ...vienna, timeZone: 'Asia/Kolkata' })).toBe('2026-11-30T03:00:00.000Z');
  });

  it('counts the hour twice that a clock goes through twice, and not the one that it leaves out', () => {
    const always: DeskHours = { days: [...weekdays], fromMinute: 0, toMinute: 1_440, timeZone: 'Europe/Vienna' };
    expect(after('2026-10-24T22:00:00Z', 25, always)).toBe('2026-10-25T23:00:00.000Z');
    expect(after('2026-03-28T23:00:00Z', 23, always)).toBe('2026-03-29T22:00:00.000Z');
  });

  it('opens and closes when the clock first reaches the time, and when it leaves the time out, with the next that there is', () => {
    const halfPastTwo: DeskHours = { days: ['sun'], fromMinute: 0, toMinute: 150, timeZone: 'Europe/Vienna' };
    expect(after('2026-03-28T23:00:00Z', 2, halfPastTwo)).toBe('2026-03-29T01:00:00.000Z');
    expect(after('2026-03-28T23:00:00Z', 2.5, halfPastTwo)).toBe('2026-04-04T22:30:00.000Z');
    expect(after('2026-10-24T22:00:00Z', 2.5, halfPastTwo)).toBe('2026-10-25T00:30:00.000Z');
    expect(after('2026-03-28T23:00:00Z', 1, { ...halfPastTwo, fromMinute: 150, toMinute: 600 })).toBe('2026-03-29T02:00:00.000Z');
    const noMidnight: DeskHours = { days: ['sun'], fromMinute: 0, toMinute: 120, timeZone: 'America/Santiago' };
    expect(after('2026-09-05T12:00:00Z', 1, noMidnight)).toBe('2026-09-06T05:00:00.000Z');
  });

  it('is as long as it was to be, when the minutes are counted that the desk was open', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Vienna',
      'Asia/Kolkata',
      'America/St_Johns',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Asia/Beirut',
    );
    const desk = fc
      .record({
        days: fc.subarray([...weekdays], { minLength: 1 }),
        times: fc.tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 0, max: 47 })).filter(([one, other]) => one !== other),
        timeZone: zone,
      })
      .map(({ days, times, timeZone }): DeskHours => {
        const [first = 0, second = 0] = [...times].sort((one, other) => one - other);
        return { days, fromMinute: first * 30, toMinute: second * 30, timeZone };
      });
    // In half hours: the furthest that the clock of a day has come says whether the desk has opened and closed.
    const openMs = (fromMs: number, untilMs: number, { days, fromMinute, toMinute, timeZone }: DeskHours) => {
      let furthest = 0;
      let today: number | undefined;
      let open = 0;
      for (let atMs = fromMs - 26 * hourMs; atMs < untilMs; atMs += stepMs) {
        const there = new TZDate(atMs, timeZone);
        furthest = there.getDate() === today ? Math.max(furthest, minuteOf(there)) : minuteOf(there);
        today = there.getDate();
        const day = weekdays[there.getDay()];
        const isOpen = day !== undefined && days.includes(day) && furthest >= fromMinute && furthest < toMinute;
        if (isOpen && atMs >= fromMs) open += stepMs;
      }
      return open;
    };
    fc.assert(
      fc.property(desk, fc.integer({ min: 0, max: 350 * 48 }), fc.integer({ min: 1, max: 30 }), (hours, from, halfHours) => {
        const fromMs = Date.parse('2026-01-01T00:00:00Z') + from * stepMs;
        const untilMs = afterDeskTime(new Date(fromMs), halfHours * stepMs, hours).getTime();
        expect(openMs(fromMs, untilMs, hours)).toBe(halfHours * stepMs);
      }),
      { numRuns: 60 },
    );
  });
});

it('hours over midnight end on the next morning, by their own clock, also when clocks change', () => {
  const night = { fromMinute: 20 * 60, toMinute: 7 * 60, timeZone: 'Europe/Vienna' };
  const end = (at: string, hours = night) => endOfHours(new Date(at), hours)?.toISOString();
  expect(end('2026-11-20T18:59:59Z')).toBeUndefined();
  expect(end('2026-11-20T19:00:00Z')).toBe('2026-11-21T06:00:00.000Z');
  expect(end('2026-11-21T05:59:59Z')).toBe('2026-11-21T06:00:00.000Z');
  expect(end('2026-11-21T06:00:00Z')).toBeUndefined();
  // Summer time ends on 25 October, and begins on 29 March.
  expect(end('2026-10-24T20:00:00Z')).toBe('2026-10-25T06:00:00.000Z');
  expect(end('2026-03-28T22:00:00Z')).toBe('2026-03-29T05:00:00.000Z');
  expect(end('2026-11-20T14:00:00Z', { ...night, timeZone: 'Asia/Kolkata' })).toBeUndefined();
  expect(end('2026-11-20T14:30:00Z', { ...night, timeZone: 'Asia/Kolkata' })).toBe('2026-11-21T01:30:00.000Z');
  const noon = { fromMinute: 12 * 60, toMinute: 24 * 60, timeZone: 'UTC' };
  expect([end('2026-11-20T11:59:00Z', noon), end('2026-11-20T23:59:00Z', noon)]).toEqual([undefined, '2026-11-21T00:00:00.000Z']);
});
