/** Dates and times as the page writes them: in the reader's time zone, on a 24-hour clock. Epochs are seconds, as Slack's are. */

const DAY_MS = 86_400_000;

function parts(epoch: number, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return Object.fromEntries(format.formatToParts(epoch * 1000).map(({ type, value }) => [type, value]));
}

/** `2026-11-21` in that zone. */
export function dayOf(epoch: number, timeZone: string): string {
  const { year, month, day } = parts(epoch, timeZone);
  return `${year}-${month}-${day}`;
}

/** `14:05` in that zone. */
export function timeOf(epoch: number, timeZone: string): string {
  const { hour, minute } = parts(epoch, timeZone);
  return `${hour}:${minute}`;
}

/** `Today`, `Yesterday` or `Friday, 21 November 2026`. */
export function dayLabel(epoch: number, timeZone: string, now: number): string {
  return near(epoch, timeZone, now) ?? new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full' }).format(epoch * 1000);
}

function near(epoch: number, timeZone: string, now: number): string | undefined {
  const day = dayOf(epoch, timeZone);
  if (day === dayOf(now, timeZone)) return 'Today';
  if (day === dayOf(now - DAY_MS / 1000, timeZone)) return 'Yesterday';
  if (day === dayOf(now + DAY_MS / 1000, timeZone)) return 'Tomorrow';
  return undefined;
}

function ago(epoch: number, now: number): string {
  const seconds = epoch - now;
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  const [unit, size] = units.find(([, unitSeconds]) => Math.abs(seconds) >= unitSeconds) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/**
 * A `<!date^…>` format with its tokens filled in.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatDate(format: string, epoch: number, timeZone: string, now: number): string {
  const written = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(epoch * 1000);
  const short = () => written({ day: 'numeric', month: 'short', year: 'numeric' });
  const plain = () => written({ day: 'numeric', month: 'long', year: 'numeric' });
  const long = () => written({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const pretty = (otherwise: () => string) => near(epoch, timeZone, now)?.toLowerCase() ?? otherwise();
  const tokens: Record<string, () => string> = {
    date_num: () => dayOf(epoch, timeZone),
    date: plain,
    date_short: short,
    date_long: long,
    date_pretty: () => pretty(plain),
    date_short_pretty: () => pretty(short),
    date_long_pretty: () => pretty(long),
    day_divider_pretty: () => pretty(long),
    time: () => timeOf(epoch, timeZone),
    time_secs: () => `${timeOf(epoch, timeZone)}:${parts(epoch, timeZone).second}`,
    ago: () => ago(epoch, now),
  };
  return format.replace(/\{(\w+)\}/g, (whole, token: string) =>
    Object.hasOwn(tokens, token) ? (tokens[token]?.() ?? whole) : whole,
  );
}

/** `2026-11-21T14:05` on a wall clock in that zone, as epoch seconds; undefined if it is no such text. */
export function epochOfWallClock(local: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // Twice, because the offset at the first guess may be the one of the other side of a change to or from summer time.
  let guess = asUtc;
  for (let round = 0; round < 2; round += 1) guess = asUtc - offsetMs(guess, timeZone);
  return Math.round(guess / 1000);
}

/** Epoch seconds as `2026-11-21T14:05` on a wall clock in that zone. */
export function wallClockOf(epoch: number, timeZone: string): string {
  return `${dayOf(epoch, timeZone)}T${timeOf(epoch, timeZone)}`;
}

function offsetMs(instantMs: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = parts(instantMs / 1000, timeZone);
  return (
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) -
    Math.floor(instantMs / 1000) * 1000
  );
}
