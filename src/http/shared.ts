import type { Clock } from '../lib/clock.ts';

/** `work` that many ask for at the same time, done once for all who ask within `forMs` of its start or while it runs. */
export function shared<T>(clock: Clock, forMs: number, work: () => Promise<T>): () => Promise<T> {
  let last: { atMs: number; running: boolean; result: Promise<T> } | undefined;
  return () => {
    const nowMs = clock.now().getTime();
    if (last !== undefined && (last.running || Math.abs(nowMs - last.atMs) < forMs)) return last.result;
    const one = { atMs: nowMs, running: true, result: work() };
    last = one;
    const over = () => {
      one.running = false;
    };
    one.result.then(over, over);
    return one.result;
  };
}
