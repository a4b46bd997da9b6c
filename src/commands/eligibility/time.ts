import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { formatInstant, knownTimeZone, zoneName } from '../../lib/when.ts';

/** An instant as the person's clock and calendar show it. */
export function wallTime(at: Date, timeZone: string): { date: string; time: string } {
  const there = new TZDate(at.getTime(), knownTimeZone(timeZone));
  return { date: format(there, 'yyyy-MM-dd'), time: format(there, 'HH:mm') };
}

/** `2026-11-22` and `14:00` in that zone as an instant in UTC (`2026-11-22T13:00:00.000Z`); undefined when they are none. */
export function instantOf(date: string, time: string, timeZone: string): string | undefined {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const clock = /^(\d{2}):(\d{2})$/.exec(time);
  if (day === null || clock === null) return undefined;
  const at = new TZDate(
    Number(day[1]),
    Number(day[2]) - 1,
    Number(day[3]),
    Number(clock[1]),
    Number(clock[2]),
    knownTimeZone(timeZone),
  );
  return Number.isNaN(at.getTime()) ? undefined : new Date(at.getTime()).toISOString();
}

/** `22 Nov 2026, 14:00 CET`. */
export function inWords(instant: string, timeZone: string): string {
  const at = new Date(instant);
  return `${formatInstant(at, timeZone)} ${zoneName(at, timeZone)}`;
}
