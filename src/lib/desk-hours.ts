import { TZDate, tzOffset } from '@date-fns/tz';
import { addDays } from 'date-fns';

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

/** When a desk is staffed, by its own clock. Times are minutes of the day: 480 is 08:00, 1440 the end of the day. */
export type DeskHours = { days: readonly Weekday[]; fromMinute: number; toMinute: number; timeZone: string };

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

/** A desk that is never open longer than these days in a row has no hours at all. */
const mostDays = 4_000;

/**
 * When so much time has passed that the desk was open. Hours are the desk's own: it opens and closes when its clock first reaches the
 * time. On the day when clocks go forward that is the moment they do, for a time that they leave out.
 */
export function afterDeskTime(from: Date, ms: number, hours: DeskHours): Date {
  let leftMs = ms;
  let day = new TZDate(from.getTime(), hours.timeZone);
  for (let days = 0; days < mostDays; days += 1) {
    const open = openOn(day, hours);
    const beginsMs = Math.max(from.getTime(), open?.fromMs ?? 0);
    const hereMs = open === undefined ? 0 : Math.max(0, open.toMs - beginsMs);
    if (open !== undefined && leftMs <= hereMs) return new Date(beginsMs + leftMs);
    leftMs -= hereMs;
    day = addDays(day, 1);
  }
  throw new Error('the desk is never open'); // the policy's check leaves no desk without days and hours
}

/** A time of some days of the week, by one clock: minutes of the day. */
export type WeeklyTime = { days: readonly Weekday[]; minute: number; timeZone: string };

/** The last such time up to a moment, and the next one after it. */
export function aroundWeeklyTime(at: Date, { days, minute, timeZone }: WeeklyTime): { last: Date; next: Date } {
  const today = new TZDate(at.getTime(), timeZone);
  const times = Array.from({ length: 17 }, (_, index) => addDays(today, index - 8))
    .filter((day) => days.some((name) => name === weekdays[day.getDay()]))
    .map((day) => reachedMs(day, minute, timeZone));
  const last = times.filter((ms) => ms <= at.getTime()).at(-1);
  const next = times.find((ms) => ms > at.getTime());
  if (last === undefined || next === undefined) throw new Error('a weekly time without days'); // the policy's check leaves none
  return { last: new Date(last), next: new Date(next) };
}

/** A time of every day, by one clock; it ends on the next day where it ends before it begins. Times are minutes of the day. */
export type DailyHours = { fromMinute: number; toMinute: number; timeZone: string };

/** When the hours end that this moment falls into; undefined outside of them. */
export function endOfHours(at: Date, { fromMinute, toMinute, timeZone }: DailyHours): Date | undefined {
  const today = new TZDate(at.getTime(), timeZone);
  for (const day of [addDays(today, -1), today]) {
    const beginsMs = reachedMs(day, fromMinute, timeZone);
    const endsMs = reachedMs(toMinute > fromMinute ? day : addDays(day, 1), toMinute, timeZone);
    if (beginsMs <= at.getTime() && at.getTime() < endsMs) return new Date(endsMs);
  }
  return undefined;
}

function openOn(day: TZDate, { days, fromMinute, toMinute, timeZone }: DeskHours): { fromMs: number; toMs: number } | undefined {
  const name = weekdays[day.getDay()];
  if (name === undefined || !days.includes(name)) return undefined;
  return { fromMs: reachedMs(day, fromMinute, timeZone), toMs: reachedMs(day, toMinute, timeZone) };
}

/** When the clock of that day first reaches the minute. A minute that the clock leaves out is reached with the next one that exists. */
function reachedMs(day: TZDate, minute: number, timeZone: string): number {
  const clockMs = Date.UTC(day.getFullYear(), day.getMonth(), day.getDate(), 0, minute);
  const there = firstShown(clockMs, timeZone);
  if (there !== undefined) return there;
  for (let lastMs = clockMs - minuteMs; ; lastMs -= minuteMs) {
    const last = firstShown(lastMs, timeZone);
    if (last !== undefined) return last + minuteMs;
  }
}

/** When clocks first show a time, given as if it were UTC: once as a rule, twice or never on a day when they change. (`TZDate` takes either of two.) */
function firstShown(clockMs: number, timeZone: string): number | undefined {
  const offsetMs = (atMs: number) => tzOffset(timeZone, new Date(atMs)) * minuteMs;
  const candidates = [clockMs - offsetMs(clockMs - dayMs), clockMs - offsetMs(clockMs + dayMs)];
  return candidates.sort((one, other) => one - other).find((atMs) => atMs + offsetMs(atMs) === clockMs);
}
