/**
 * A time limit on the machine's own clock, since what it limits is sockets. One timer of our own, cleared when the work is done, rather
 * than AbortSignal.any over AbortSignal.timeout: those may be collected before they fire on the Node versions we run on.
 */
export type Deadline = {
  signal: AbortSignal;
  /** Milliseconds left, never below 0. */
  remainingMs(): number;
  /** Whether the time ran out, as opposed to the caller calling it off. */
  expired(): boolean;
  /** Frees the timer; call it when the work is done. */
  clear(): void;
};

/** A limit of `ms` milliseconds from now, which ends early with `outer`. */
export function startDeadline(ms: number, outer?: AbortSignal): Deadline {
  const startedAt = performance.now();
  const controller = new AbortController();
  let expired = false;
  const remainingMs = () => Math.max(0, ms - (performance.now() - startedAt));
  // Node counts timers in whole milliseconds, so one may fire up to two before the time is over: it is set again then.
  const atEnd = () => {
    if (remainingMs() > 0) {
      timer = setTimeout(atEnd, Math.ceil(remainingMs()));
      return;
    }
    expired = true;
    controller.abort(new Error(`${ms} ms are over`));
  };
  let timer = setTimeout(atEnd, ms);
  const callOff = () => controller.abort(outer?.reason);
  if (outer?.aborted) callOff();
  outer?.addEventListener('abort', callOff, { once: true });
  return {
    signal: controller.signal,
    remainingMs,
    expired: () => expired,
    clear: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', callOff);
    },
  };
}

/** The promise, or a rejection with the signal's reason if that comes first; the promise itself goes on. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
