import { speak } from './language/speak.ts';

const unitsMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof unitsMs;

/** How durations are written in the policy file: a whole number above nothing and one unit. */
export const durationPattern = /^[1-9][0-9]{0,5}[smhd]$/;

/** `5s`, `30m`, `4h`, `2d` in milliseconds; null for anything else. */
export function parseDuration(text: string): number | null {
  if (!durationPattern.test(text)) return null;
  const unit = text.slice(-1) as Unit; // safe: the pattern ends in one of the units
  return Number(text.slice(0, -1)) * unitsMs[unit];
}

const typedUnitsMs: readonly (readonly [RegExp, number])[] = [
  [/^(?:m|min|mins|minutes?|minuten?)$/, unitsMs.m],
  [/^(?:h|hrs?|hours?|std|stunden?)$/, unitsMs.h],
  [/^(?:d|days?|tage?n?)$/, unitsMs.d],
  [/^(?:w|wks?|weeks?|wochen?)$/, 7 * unitsMs.d],
];
const onePart = String.raw`(\d{1,6}|\d{1,3}[.,]\d{1,2}) ?(\p{L}{1,8})\.?`;
const parts = new RegExp(`^${onePart}(?:(?: and | und |[ ,]{0,2})${onePart}){0,3}$`, 'u');

/** As people type it: `3d`, `90 min`, `1,5 h`, `2h 30m`, `3 Tage`, `half an hour`; null for anything else, and for none at all. */
export function typedDuration(text: string): number | null {
  const line = text
    .toLowerCase()
    .replace(/^(?:half an?|eine? halbe) (?=\p{L})/u, '0.5 ')
    .replace(/^(?:an?|one|eine?[mn]?) (?=\p{L})/u, '1 ');
  const plainMs = parseDuration(line.replaceAll(' ', ''));
  if (plainMs !== null) return plainMs;
  if (!parts.test(line)) return null;
  const sizes = [...line.matchAll(new RegExp(onePart, 'gu'))].map(([, amount = '', unit = '']) => {
    const size = typedUnitsMs.find(([words]) => words.test(unit))?.[1];
    return size === undefined ? undefined : { size, ms: Math.round(Number(amount.replace(',', '.')) * size) };
  });
  let ms = 0;
  for (const [at, part] of sizes.entries()) {
    const before = sizes[at - 1];
    // Nobody writes `30 min 2 h`, and it may mean two things.
    if (part === undefined || (before !== undefined && before.size <= part.size)) return null;
    ms += part.ms;
  }
  return ms > 0 ? ms : null;
}

/** The largest unit that divides it, in words: `4 hours`, `90 minutes`, `1 day`. Anything below a second counts as one. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  const whole = (['d', 'h', 'm'] as const).find((unit) => (seconds * 1_000) % unitsMs[unit] === 0) ?? 's';
  const amount = (seconds * 1_000) / unitsMs[whole];
  switch (whole) {
    case 'd':
      return speak('{amount, plural, one {# day} other {# days}}', { amount });
    case 'h':
      return speak('{amount, plural, one {# hour} other {# hours}}', { amount });
    case 'm':
      return speak('{amount, plural, one {# minute} other {# minutes}}', { amount });
    case 's':
      return speak('{amount, plural, one {# second} other {# seconds}}', { amount });
  }
}
