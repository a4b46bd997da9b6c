import { describe, expect, it } from 'vitest';
import { sayDuration } from '../../../sandbox/page/drawer/clock.tsx';
import { inkOn } from '../../../sandbox/page/parts/avatar.tsx';
import { parseRoute, permalinkOf } from '../../../sandbox/page/route.ts';
import { dayLabel, epochOfWallClock, formatDate, wallClockOf } from '../../../sandbox/page/texts/dates.ts';
import { withEmoji } from '../../../sandbox/page/texts/emoji.ts';
import { fc } from '../../support/fast-check.ts';

const NOW = Date.parse('2026-11-21T09:41:00Z') / 1000;

describe('dates in the time zone of the reader', () => {
  it('fill the tokens of a date format, and leave unknown ones', () => {
    expect(formatDate('{date_num} {time} {time_secs}', NOW, 'Europe/Berlin', NOW)).toBe('2026-11-21 10:41 10:41:00');
    expect(formatDate('{date_short}, {date_long}', NOW, 'America/New_York', NOW)).toBe('21 Nov 2026, Saturday, 21 November 2026');
    expect(formatDate('{nothing}', NOW, 'UTC', NOW)).toBe('{nothing}');
  });

  it('say today, yesterday and tomorrow by the day of the reader', () => {
    const lateInBerlin = Date.parse('2026-11-21T22:30:00Z') / 1000;
    expect(formatDate('{date_pretty}', lateInBerlin + 3600, 'Europe/Berlin', lateInBerlin)).toBe('tomorrow');
    expect(formatDate('{date_pretty}', lateInBerlin + 3600, 'America/New_York', lateInBerlin)).toBe('today');
    expect(dayLabel(NOW - 86_400, 'UTC', NOW)).toBe('Yesterday');
  });

  it('say how long ago something was', () => {
    expect(formatDate('{ago}', NOW - 7200, 'UTC', NOW)).toBe('2 hours ago');
  });

  it('come back from a wall clock as they were, in any zone and on both sides of summer time', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC');
    const minutes = fc.integer({ min: 28_400_000, max: 30_500_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const wall = wallClockOf(minute * 60, zone);
        const back = epochOfWallClock(wall, zone);
        // An hour that the clock shows twice has two instants; either of them shows the same wall clock.
        expect(wallClockOf(back ?? 0, zone)).toBe(wall);
      }),
    );
  });

  it('are undefined for what is no wall clock', () => {
    expect(epochOfWallClock('soon', 'UTC')).toBeUndefined();
  });
});

describe('small things', () => {
  it('know the usual emoji and leave other words between colons alone', () => {
    expect(withEmoji(':wave::skin-tone-3: at 10:41:00, :nobody_knows: :constructor:')).toBe(
      '👋 at 10:41:00, :nobody_knows: :constructor:',
    );
  });

  it('write on an avatar in the ink that can be read', () => {
    expect(inkOn('#0b6e99')).toBe('#ffffff');
    expect(inkOn('#e0b13c')).toBe('#10151c');
  });

  it('read who and where from the address', () => {
    expect(parseRoute('#/U1/C1')).toEqual({ as: 'U1', at: 'C1', message: '' });
    expect(parseRoute('#/U1/C1/17.5')).toEqual({ as: 'U1', at: 'C1', message: '17.5' });
    expect(parseRoute('', '?channel=C1&message=17.5')).toEqual({ as: '', at: 'C1', message: '17.5' });
    expect(parseRoute('#/U1')).toEqual({ as: 'U1', at: '', message: '' });
    expect(parseRoute('')).toEqual({ as: '', at: '', message: '' });
  });

  it('know a permalink into the workspace from any other address', () => {
    expect(permalinkOf('http://localhost:4400/archives/C1/p1795300000000100')).toEqual({
      at: 'C1',
      message: '1795300000.000100',
    });
    expect(permalinkOf('https://evil.example/archives/C1/p1795300000000100')).toBeUndefined();
    expect(permalinkOf('http://localhost.evil.example/archives/C1/p1795300000000100')).toBeUndefined();
  });

  it('say how far the clock was moved', () => {
    expect(sayDuration(86_400_000 + 4 * 3_600_000 + 30 * 60_000)).toBe('1 day 4 h 30 min');
    expect(sayDuration(1000)).toBe('less than a minute');
  });
});
