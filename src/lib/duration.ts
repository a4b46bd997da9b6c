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
