/**
 * Time, as everything in the house sees it. Nobody else calls `Date.now()`: tests hold the clock still and move it, and the
 * local workspace moves it forward to show requests expiring.
 */
export type Clock = {
  /** The present instant. */
  now(): Date;
  /** Resolves after `ms` milliseconds of this clock; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** For how long nothing has spoken against it. A clock without it never jumps. */
  steadyForMs?(): number;
  /** True while it has just jumped, and it is not known yet which time is right. */
  isInDoubt?(): boolean;
};

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => sleepReal(ms, signal),
};

function sleepReal(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** A clock that runs at the machine's pace but can be moved forward; what the local workspace uses. */
export function shiftableClock(base: Clock = systemClock): Clock & { forward(ms: number): void; shiftedByMs(): number } {
  let shiftMs = 0;
  return {
    now: () => new Date(base.now().getTime() + shiftMs),
    sleep: base.sleep,
    steadyForMs: base.steadyForMs,
    isInDoubt: base.isInDoubt,
    forward: (ms) => {
      shiftMs += ms;
    },
    shiftedByMs: () => shiftMs,
  };
}

/** What cannot be taken back, such as erasing, waits until the clock has been beyond doubt for so long. */
const eraseAfterMs = 20_000;

export function mayErase(clock: Clock): boolean {
  return (clock.steadyForMs?.() ?? eraseAfterMs) >= eraseAfterMs;
}
