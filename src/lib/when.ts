import { TZDate } from '@date-fns/tz';
import { format, isValid, parseISO } from 'date-fns';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Names that were looked up: making a format to know a name takes a hundred times as long as using one. */
const known = new Map<string, string>();
const mostKnown = 1_000;

/** An IANA zone name that this machine knows, else UTC: a person's profile may name anything. */
export function knownTimeZone(timeZone: string | undefined): string {
  const name = timeZone ?? 'UTC';
  const found = known.get(name) ?? lookedUp(name);
  if (known.size < mostKnown) known.set(name, found);
  return found;
}

function lookedUp(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** `21 Nov 2026, 14:05` in that zone. */
export function formatInstant(at: Date, timeZone: string | undefined): string {
  return isValid(at) ? format(new TZDate(at.getTime(), knownTimeZone(timeZone)), 'd MMM yyyy, HH:mm') : 'an unknown time';
}

/** `14:05` on the day of `now`, else `22 Nov, 14:05`, with the year only where it is another one: for deadlines on a phone. */
export function formatShortInstant(at: Date, now: Date, timeZone: string | undefined): string {
  if (!isValid(at)) return 'an unknown time';
  const zone = knownTimeZone(timeZone);
  const there = new TZDate(at.getTime(), zone);
  const here = new TZDate(now.getTime(), zone);
  if (format(there, 'yyyy-MM-dd') === format(here, 'yyyy-MM-dd')) return format(there, 'HH:mm');
  return format(there, there.getFullYear() === here.getFullYear() ? 'd MMM, HH:mm' : 'd MMM yyyy, HH:mm');
}

/** `14:05:09`, rounded up to the second: for a wait of less than some minutes. */
export function formatMoment(at: Date, timeZone: string | undefined): string {
  return format(new TZDate(Math.ceil(at.getTime() / 1_000) * 1_000, knownTimeZone(timeZone)), 'HH:mm:ss');
}

/** `14:05 CET`'s last part; for texts that people in several zones read. */
export function zoneName(at: Date, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: knownTimeZone(timeZone), timeZoneName: 'short' }).formatToParts(
    isValid(at) ? at : new Date(0),
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
}

/** A calendar date or an instant as the back office writes it (`2026-11-21`, ISO-8601) as `21 Nov 2026`; anything else as it came. */
export function formatDay(iso: string, timeZone?: string): string {
  const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(iso);
  const at = parseISO(iso);
  if (!isValid(at)) return iso;
  return format(dateOnly ? at : new TZDate(at.getTime(), knownTimeZone(timeZone)), 'd MMM yyyy');
}

/** A length of time in the policy file's words: `5s`, `30m`, `4h`, `1h 30m`, `2d`. Two units at most, the rest dropped. */
export function formatDuration(ms: number): string {
  const units: readonly [string, number][] = [
    ['d', DAY_MS],
    ['h', HOUR_MS],
    ['m', MINUTE_MS],
    ['s', 1000],
  ];
  const at = units.findIndex(([, size]) => ms >= size);
  const large = units[at];
  if (large === undefined) return '0s';
  const first = Math.floor(ms / large[1]);
  const small = units[at + 1];
  const second = small === undefined ? 0 : Math.floor((ms - first * large[1]) / small[1]);
  return second === 0 || small === undefined ? `${first}${large[0]}` : `${first}${large[0]} ${second}${small[0]}`;
}

/** `in 3 h`, `2 min ago`, `now`: rounded towards what is safe to rely on, so a deadline never seems further away than it is. */
export function formatRelative(at: Date, now: Date): string {
  if (!isValid(at)) return 'at an unknown time';
  const ms = at.getTime() - now.getTime();
  const size = Math.abs(ms);
  if (size < MINUTE_MS) return ms > 0 ? 'in under a minute' : 'just now';
  const words =
    size < HOUR_MS
      ? `${Math.floor(size / MINUTE_MS)} min`
      : size < 2 * DAY_MS
        ? `${Math.floor(size / HOUR_MS)} h`
        : `${Math.floor(size / DAY_MS)} days`;
  return ms > 0 ? `in ${words}` : `${words} ago`;
}
