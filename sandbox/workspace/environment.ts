import { randomBytes } from 'node:crypto';

/** Time and chance, as the workspace needs them; a caller may bring its own, so that a test can move the clock. */
export type Clock = { now(): Date; sleep(ms: number, signal?: AbortSignal): Promise<void> };
export type Ids = { reference(): string };

export const machineClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

export const randomIds: Ids = { reference: () => randomBytes(8).toString('hex').toUpperCase() };
