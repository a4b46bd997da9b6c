import { TZDate } from '@date-fns/tz';
import { addDays, set, startOfDay } from 'date-fns';
import { parseDuration } from '../../lib/duration.ts';
import { knownTimeZone } from '../../lib/when.ts';

/**
 * A moment as people write it: `edge` says whether a day means where it begins, or where it ends. A duration, and the name of a day, count
 * from `begin`, which is now if it is left out.
 */
type Asked = { now: Date; begin?: Date; timeZone: string; edge: 'begin' | 'end' };

const dayNames = [
  ['sunday', 'sonntag'],
  ['monday', 'montag'],
  ['tuesday', 'dienstag'],
  ['wednesday', 'mittwoch'],
  ['thursday', 'donnerstag'],
  ['friday', 'freitag'],
  ['saturday', 'samstag'],
] as const;
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const germanMonths: Readonly<Record<string, string>> = { jän: 'jan', mär: 'mar', mai: 'may', okt: 'oct', dez: 'dec' };
const awayWords = new Set(['until', 'till', 'bis', 'on', 'at', 'um', 'am', 'uhr', "o'clock"]);

/**
 * What somebody typed as a moment: a time (today's, or tomorrow's when it is past), a day or a date with or without a time, `3d` from now.
 * Undefined if it is none of them.
 */
export function momentOf(text: string, asked: Asked): Date | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !awayWords.has(word));
  const whole = words.join(' ');
  const durationMs = parseDuration(whole.replace(/ /g, ''));
  if (durationMs !== null) return new Date((asked.begin ?? asked.now).getTime() + durationMs);
  if (whole === 'now' || whole === 'jetzt') return asked.now;
  const here = new TZDate(asked.now.getTime(), knownTimeZone(asked.timeZone));
  const time = timeOf(words.at(-1) ?? '');
  const dayWords = time === undefined ? words : words.slice(0, -1);
  if (dayWords.length === 0) {
    if (time === undefined) return undefined;
    const today = at(here, time);
    return today > asked.now ? today : at(addDays(here, 1), time);
  }
  const begin = new TZDate((asked.begin ?? asked.now).getTime(), knownTimeZone(asked.timeZone));
  const day = dayOf(dayWords.join(' '), here, begin);
  if (day === undefined) return undefined;
  if (time !== undefined) return at(day, time);
  return plain(asked.edge === 'begin' ? startOfDay(day) : startOfDay(addDays(day, 1)));
}

type Time = { hours: number; minutes: number };

function timeOf(word: string): Time | undefined {
  const [, hours, minutes, half] = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(word) ?? [];
  if (hours === undefined || (minutes === undefined && half === undefined)) return undefined;
  const read = {
    hours: (Number(hours) % (half === undefined ? 24 : 12)) + (half === 'pm' ? 12 : 0),
    minutes: Number(minutes ?? 0),
  };
  return Number(hours) > (half === undefined ? 23 : 12) || read.minutes > 59 ? undefined : read;
}

function at(day: Date, { hours, minutes }: Time): Date {
  return plain(set(day, { hours, minutes, seconds: 0, milliseconds: 0 }));
}

const plain = (there: Date): Date => new Date(there.getTime());

function dayOf(text: string, here: TZDate, begin: TZDate): Date | undefined {
  if (text === 'today' || text === 'heute') return here;
  if (text === 'yesterday' || text === 'gestern') return addDays(here, -1);
  if (text === 'tomorrow' || text === 'morgen') return addDays(here, 1);
  const named = dayNames.findIndex((names) => names.some((name) => text.length >= 2 && name.startsWith(text.replace(/\.$/, ''))));
  if (named >= 0 && /^[a-z]+\.?$/.test(text)) return addDays(begin, (named - begin.getDay() + 7) % 7);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dateOf(here, { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) });
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{4})?$/.exec(text);
  if (dotted) return dateOf(here, { year: yearOf(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]) });
  const dayFirst = /^(\d{1,2})\.? ([a-zä]{3})[a-zä]*\.?(?: (\d{4}))?$/.exec(text);
  if (dayFirst) return dateOf(here, { year: yearOf(dayFirst[3]), month: monthOf(dayFirst[2]), day: Number(dayFirst[1]) });
  const monthFirst = /^([a-zä]{3})[a-zä]*\.? (\d{1,2})(?: (\d{4}))?$/.exec(text);
  if (monthFirst) return dateOf(here, { year: yearOf(monthFirst[3]), month: monthOf(monthFirst[1]), day: Number(monthFirst[2]) });
  return undefined;
}

const yearOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const monthOf = (text = '') => monthNames.indexOf(germanMonths[text] ?? text) + 1;

/** Without a year it is the next one that comes. */
function dateOf(here: TZDate, { year, month, day }: { year: number | undefined; month: number; day: number }): Date | undefined {
  const zone = here.timeZone ?? 'UTC';
  const inYear = (of: number) => {
    const date = new TZDate(of, month - 1, day, 0, 0, zone);
    return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
  };
  if (year !== undefined) return inYear(year);
  const next = inYear(here.getFullYear());
  return next === undefined || next >= startOfDay(here) ? next : inYear(here.getFullYear() + 1);
}
