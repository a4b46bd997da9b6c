import { TZDate } from '@date-fns/tz';
import { format, isValid, parseISO } from 'date-fns';
import { de } from 'date-fns/locale/de';
import { currentLanguage } from './language/language.ts';
import { speak } from './language/speak.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How a day is written: `21 Nov 2026`, `21. Nov. 2026`; and without its year. */
const patterns = {
  en: { day: 'd MMM yyyy', dayOfYear: 'd MMM' },
  de: { day: 'd. MMM yyyy', dayOfYear: 'd. MMM' },
} as const;

function written(at: Date, pattern: string): string {
  return format(at, pattern, currentLanguage() === 'de' ? { locale: de } : {});
}

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
  if (!isValid(at)) return speak('an unknown time');
  return written(new TZDate(at.getTime(), knownTimeZone(timeZone)), `${patterns[currentLanguage()].day}, HH:mm`);
}

/** `14:05` on the day of `now`, else `22 Nov, 14:05`, with the year only where it is another one: for deadlines on a phone. */
export function formatShortInstant(at: Date, now: Date, timeZone: string | undefined): string {
  if (!isValid(at)) return speak('an unknown time');
  const zone = knownTimeZone(timeZone);
  const there = new TZDate(at.getTime(), zone);
  const here = new TZDate(now.getTime(), zone);
  if (format(there, 'yyyy-MM-dd') === format(here, 'yyyy-MM-dd')) return format(there, 'HH:mm');
  const { day, dayOfYear } = patterns[currentLanguage()];
  return written(there, `${there.getFullYear() === here.getFullYear() ? dayOfYear : day}, HH:mm`);
}

/** Whether a day begins there at this minute; in UTC when the zone is not known. */
export function isMidnight(at: Date, timeZone: string | undefined): boolean {
  const there = new TZDate(at.getTime(), knownTimeZone(timeZone));
  return there.getHours() === 0 && there.getMinutes() === 0;
}

/** `14:05:09`, rounded up to the second: for a wait of less than some minutes. */
export function formatMoment(at: Date, timeZone: string | undefined): string {
  return format(new TZDate(Math.ceil(at.getTime() / 1_000) * 1_000, knownTimeZone(timeZone)), 'HH:mm:ss');
}

const namingFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times as long as using one. Names are those that this machine knows: some hundreds. */
function namingFormat(timeZone: string): Intl.DateTimeFormat {
  const made = namingFormats.get(timeZone);
  if (made !== undefined) return made;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' });
  namingFormats.set(timeZone, format);
  return format;
}

/** `14:05 CET`'s last part; for texts that people in several zones read. */
export function zoneName(at: Date, timeZone: string | undefined): string {
  const parts = namingFormat(knownTimeZone(timeZone)).formatToParts(isValid(at) ? at : new Date(0));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
}

/** A calendar date or an instant as the back office writes it (`2026-11-21`, ISO-8601) as `21 Nov 2026`; anything else as it came. */
export function formatDay(iso: string, timeZone?: string): string {
  const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(iso);
  const at = parseISO(iso);
  if (!isValid(at)) return iso;
  return written(dateOnly ? at : new TZDate(at.getTime(), knownTimeZone(timeZone)), patterns[currentLanguage()].day);
}

/** `in 3 h`, `2 min ago`, `now`: rounded towards what is safe to rely on, so a deadline never seems further away than it is. */
export function formatRelative(at: Date, now: Date): string {
  if (!isValid(at)) return speak('at an unknown time');
  const ms = at.getTime() - now.getTime();
  const size = Math.abs(ms);
  if (size < MINUTE_MS) return ms > 0 ? speak('in under a minute') : speak('just now');
  if (size < HOUR_MS) {
    const minutes = Math.floor(size / MINUTE_MS);
    return ms > 0 ? speak('in {minutes} min', { minutes }) : speak('{minutes} min ago', { minutes });
  }
  if (size < 2 * DAY_MS) {
    const hours = Math.floor(size / HOUR_MS);
    return ms > 0 ? speak('in {hours} h', { hours }) : speak('{hours} h ago', { hours });
  }
  const days = Math.floor(size / DAY_MS);
  return ms > 0 ? speak('in {days} days', { days }) : speak('{days} days ago', { days });
}
