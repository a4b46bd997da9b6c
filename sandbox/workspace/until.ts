import type { State } from './state.ts';

/** Looks at every change of the workspace; the timer is the machine's, so that it also ends when the injected clock does not move. */
export function until<T>(
  state: State,
  predicate: () => T | undefined | null | false,
  { timeoutMs = 25_000, say = String(predicate) }: { timeoutMs?: number; say?: string } = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      clearInterval(poll);
      stop();
    };
    const look = () => {
      try {
        const found = predicate();
        if (found === undefined || found === null || found === false) return;
        end();
        resolve(found);
      } catch (error) {
        end();
        reject(error);
      }
    };
    const stop = state.subscribe(look);
    const timer = setTimeout(() => {
      end();
      reject(new Error(`Waited ${timeoutMs} ms in vain until ${say}`));
    }, timeoutMs);
    // What the predicate looks at may also lie outside the workspace: a database row, a call to a back office.
    const poll = setInterval(look, 20);
    look();
  });
}
