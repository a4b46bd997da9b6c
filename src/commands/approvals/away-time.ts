import { TZDate } from '@date-fns/tz';
import { addDays, set, startOfDay } from 'date-fns';
import { typedDuration } from '../../lib/duration.ts';
import { speak } from '../../lib/language/speak.ts';
import { monthPatterns } from '../../lib/month-names.ts';
import { plainLine } from '../../lib/typed.ts';
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
  ['saturday', 'samstag', 'sonnabend'],
] as const;
const months = monthPatterns.map((pattern) => new RegExp(`^(?:${pattern})$`));
const awayWords = new Set(['until', 'till', 'bis', 'on', 'at', 'um', 'am', 'of', "o'clock"]);

/**
 * What somebody typed as a moment: a time (today's, or tomorrow's when it is past), a day or a date with or without a time, `3d` from now.
 * Undefined if it is none of them, or could be two: `03/04/2027` is another day in another country.
 */
export function momentOf(text: string, asked: Asked): Date | undefined {
  const typed = plainLine(text)
    .toLowerCase()
    .replaceAll('"', '')
    .replace(/[!;]$|(?<=[\d\p{L}]{2})\.$/u, '')
    .trim();
  const durationMs = typedDuration(typed.replace(/^(?:in|for|für) /, ''));
  if (durationMs !== null) return new Date((asked.begin ?? asked.now).getTime() + durationMs);
  if (typed === 'now' || typed === 'jetzt') return asked.now;
  const instant = /^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:z|[+-]\d{2}:\d{2})$/.test(typed);
  if (instant) return dateIn(new Date(typed.toUpperCase()));
  const words = withPlainTimes(typed)
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !awayWords.has(word));
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

/** Why `momentOf` knows none, as a sentence that says what to write instead. `text` is one line. */
export function notATime(text: string): string {
  const [, first = '', second = '', year = ''] = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/.exec(text) ?? [];
  const isMonth = (of: string) => Number(of) >= 1 && Number(of) <= 12;
  if (isMonth(first) && isMonth(second) && Number(first) !== Number(second)) {
    const written = (month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return speak('“{text}” can be two days. Write {one} or {other}.', {
      text,
      one: written(second, first),
      other: written(first, second),
    });
  }
  return speak('“{text}” isn’t a time that Wheelhouse understands. Write one such as 17:00, Friday, 24 Dec or 3d.', { text });
}

const dateIn = (date: Date) => (Number.isNaN(date.getTime()) ? undefined : date);

/** Times as one word (`17:30`, `5pm`): of `17 Uhr`, `17h30`, `17:30:00`, `5 p.m.`, and behind the T of `2026-12-24T18:00`. */
function withPlainTimes(text: string): string {
  return (
    text
      .replace(/∶/g, ':')
      .replace(/(?<=^\d{4}-\d{2}-\d{2})t(?=\d{2}:)/, ' ')
      .replace(/(?<!\d)(\d{1,2}:\d{2}):\d{2}(?!\d)/, '$1')
      .replace(/(?<=\d) ?([ap])\.? ?m\.?(?!\p{L})/u, '$1m')
      .replace(/(?<![\d.:])(\d{1,2}) ?(?:uhr|h) ?(\d{2})(?!\d)/, '$1:$2')
      // `2:30h` is two and a half hours to some.
      .replace(/(?<=\d[:.]\d{2}) ?uhr(?!\p{L})|(?<=\d{2}[:.]\d{2}) ?h(?!\p{L})/u, '')
      .replace(/(?<![\d.:])(\d{1,2}) ?uhr(?!\p{L})/u, '$1:00')
      .replace(/(?<!\p{L})(?:noon|mittag)(?!\p{L})/u, '12:00')
      .replace(/(?<!\p{L})(?:midnight|mitternacht)(?!\p{L})/u, '24:00')
  );
}

type Time = { hours: number; minutes: number };

function timeOf(word: string): Time | undefined {
  const [, hours, minutes, half] = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(word) ?? [];
  if (hours === undefined || (minutes === undefined && half === undefined)) return undefined;
  const read = {
    hours: (Number(hours) % (half === undefined ? 24 : 12)) + (half === 'pm' ? 12 : 0),
    minutes: Number(minutes ?? 0),
  };
  // The end of a day: `at` rolls over to the next.
  if (half === undefined && Number(hours) === 24 && read.minutes === 0) return { hours: 24, minutes: 0 };
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
  if (/^(?:the )?day after tomorrow$|^(?:ü|ue)bermorgen$/.test(text)) return addDays(here, 2);
  const named = weekdayOf(text);
  if (named >= 0) return addDays(begin, (named - begin.getDay() + 7) % 7);
  const [first = '', ...rest] = text.split(' ');
  const weekday = rest.length === 0 ? -1 : weekdayOf(first);
  const date = dateOf(here, weekday < 0 ? text : rest.join(' '));
  // `Thu 24 Dec` on a Friday says two things.
  return weekday >= 0 && date?.getDay() !== weekday ? undefined : date;
}

function weekdayOf(text: string): number {
  const word = text.replace(/\.$/, '');
  if (word.length < 2 || !/^[a-z]+$/.test(word)) return -1;
  return dayNames.findIndex((names) => names.some((name) => name.startsWith(word)));
}

type CalendarDay = { year: number | undefined; month: number; day: number };

function dateOf(here: TZDate, text: string): Date | undefined {
  const found = calendarDayOf(text.replace(/(?<=^| )(\d{1,2})(?:st|nd|rd|th)(?= |$)/, '$1'));
  return found && inCalendar(here, found);
}

function calendarDayOf(text: string): CalendarDay | undefined {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (yearFirst) return { year: Number(yearFirst[1]), month: Number(yearFirst[3]), day: Number(yearFirst[4]) };
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{4}|\d{2})?$/.exec(text) ?? /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text);
  if (dotted) return { year: yearOf(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]) };
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (slashed) return slashedDay(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]));
  const dayFirst = /^(\d{1,2})\.? ([a-zä]{3,9})\.?(?: (\d{4}))?$/.exec(text);
  if (dayFirst) return { year: yearOf(dayFirst[3]), month: monthOf(dayFirst[2]), day: Number(dayFirst[1]) };
  const monthFirst = /^([a-zä]{3,9})\.? (\d{1,2})\.?(?: (\d{4}))?$/.exec(text);
  if (monthFirst) return { year: yearOf(monthFirst[3]), month: monthOf(monthFirst[1]), day: Number(monthFirst[2]) };
  return undefined;
}

/** Day and month can be told apart if one of them is no month. */
function slashedDay(one: number, other: number, year: number): CalendarDay | undefined {
  if (one > 12 || one === other) return { year, month: other, day: one };
  return other > 12 ? { year, month: one, day: other } : undefined;
}

const yearOf = (text: string | undefined) => (text === undefined ? undefined : Number(text.length === 2 ? `20${text}` : text));
const monthOf = (text = '') => months.findIndex((month) => month.test(text)) + 1;

/** Without a year it is the next one that comes. */
function inCalendar(here: TZDate, { year, month, day }: CalendarDay): Date | undefined {
  const zone = here.timeZone ?? 'UTC';
  const inYear = (of: number) => {
    const date = new TZDate(of, month - 1, day, 0, 0, zone);
    return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
  };
  if (year !== undefined) return inYear(year);
  const next = inYear(here.getFullYear());
  return next === undefined || next >= startOfDay(here) ? next : inYear(here.getFullYear() + 1);
}
