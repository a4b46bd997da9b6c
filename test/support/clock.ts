import type { Clock } from '../../src/lib/clock.ts';

/** A clock that does not move until it is moved; anyone who sleeps wakes when it has been moved far enough. */
export type HandClock = Clock & { forward(ms: number): void; set(at: string): void };

export function handClock(at = '2026-11-21T10:00:00Z'): HandClock {
  let nowMs = Date.parse(at);
  let sleepers: { atMs: number; wake: () => void }[] = [];
  const wakeDue = () => {
    const due = sleepers.filter(({ atMs }) => atMs <= nowMs);
    sleepers = sleepers.filter(({ atMs }) => atMs > nowMs);
    for (const { wake } of due) wake();
  };
  return {
    now: () => new Date(nowMs),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const sleeper = {
          atMs: nowMs + ms,
          wake: () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        sleepers.push(sleeper);
        const stop = () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', stop, { once: true });
      }),
    forward(ms) {
      nowMs += ms;
      wakeDue();
    },
    set(to) {
      nowMs = Date.parse(to);
      wakeDue();
    },
  };
}

/** A clock that never makes anybody wait: a sleep moves it. For what pauses between tries. */
export function restlessClock(at = '2026-11-21T10:00:00Z'): HandClock {
  const clock = handClock(at);
  return { ...clock, sleep: async (ms) => clock.forward(ms) };
}
