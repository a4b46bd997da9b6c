import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../lib/log.ts';

const levels: Readonly<Record<string, LogLevel>> = {
  trace: LogLevel.DEBUG,
  debug: LogLevel.DEBUG,
  info: LogLevel.INFO,
  warn: LogLevel.WARN,
  error: LogLevel.ERROR,
  fatal: LogLevel.ERROR,
  silent: LogLevel.ERROR,
};

/**
 * Bolt's own lines, in our log. At debug level it would print whole payloads, which hold what people typed: those lines are left out.
 */
export function boltLogger(log: Log): Logger {
  const words = (parts: unknown[]) =>
    parts
      .map((part) => (part instanceof Error ? part.message : String(part)))
      .join(' ')
      .slice(0, 300);
  return {
    debug: () => undefined,
    info: (...parts) => log.debug({ by: 'bolt' }, words(parts)),
    warn: (...parts) => log.warn({ by: 'bolt' }, words(parts)),
    error: (...parts) => log.error({ by: 'bolt' }, words(parts)),
    setLevel: () => undefined,
    getLevel: () => (levels[log.level] === LogLevel.DEBUG ? LogLevel.INFO : (levels[log.level] ?? LogLevel.INFO)),
    setName: () => undefined,
  };
}
