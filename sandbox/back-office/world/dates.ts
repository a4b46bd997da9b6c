import type { Clock } from '../../../src/lib/clock.ts';

const DAY_MS = 86_400_000;

/** Dates that are in a fixed distance from the clock's day, so that a person of 17 is 17 whenever the sandbox starts. */
export type Dates = {
  /** YYYY-MM-DD, `days` from today (negative: ago). */
  day(days: number): string;
  /** An instant in ISO 8601 UTC, `days` from now; part days count. */
  instant(days: number): string;
  /** The birth date of somebody who is `years` old today and turned that old `days` ago. */
  born(years: number, days?: number): string;
};

export function datesFrom(clock: Clock): Dates {
  const now = clock.now().getTime();
  const instants = new Map<number, string>();
  const instant = (days: number) => {
    const known = instants.get(days) ?? new Date(now + days * DAY_MS).toISOString();
    instants.set(days, known);
    return known;
  };
  const day = (days: number) => instant(days).slice(0, 10);
  return {
    day,
    instant,
    born: (years, days = 100) => {
      const [year = '2000', month = '01', date = '01'] = day(-days).split('-');
      // 29 February does not exist in every year; the day before does.
      return `${Number(year) - years}-${month}-${month === '02' && date === '29' ? '28' : date}`;
    },
  };
}
