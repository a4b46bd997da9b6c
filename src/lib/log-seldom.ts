import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** What happens again and again is one line in this time, with how often it happened. */
const quietMs = 10_000;

const noted = new WeakMap<Log, Map<string, { atMs: number; unsaid: number }>>();

/**
 * A warning about what may happen to hundreds of things at the same time: the first is told at once, those that follow are counted in the
 * next line. `kind` is of a closed list: what of this message is counted together.
 */
export function warnSeldom({ log, clock }: { log: Log; clock: Clock }, kind: string, fields: object, message: string): void {
  const ofLog = noted.get(log) ?? new Map<string, { atMs: number; unsaid: number }>();
  noted.set(log, ofLog);
  const key = `${message} ${kind}`;
  const nowMs = clock.now().getTime();
  const last = ofLog.get(key) ?? { atMs: Number.NEGATIVE_INFINITY, unsaid: 0 };
  if (Math.abs(nowMs - last.atMs) < quietMs) {
    last.unsaid += 1;
    return;
  }
  ofLog.set(key, { atMs: nowMs, unsaid: 0 });
  log.warn({ ...fields, count: last.unsaid + 1 }, message);
}
