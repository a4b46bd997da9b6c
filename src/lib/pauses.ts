export type Pauses = {
  /** How long to wait before the next try, in milliseconds: each time about twice as long, up to the ceiling. */
  next(): number;
  /** The last try worked: the next pause is the first again. */
  reset(): void;
};

/**
 * Growing pauses between tries. `random` (0 to 1) takes up to a quarter off each pause, so that replicas that failed together don't try
 * again together.
 */
export function growingPauses({
  firstMs,
  longestMs,
  random = Math.random,
}: {
  firstMs: number;
  longestMs: number;
  random?: () => number;
}): Pauses {
  let tries = 0;
  return {
    next() {
      const whole = Math.min(longestMs, firstMs * 2 ** Math.min(tries, 30));
      tries += 1;
      return Math.round(whole * (1 - random() / 4));
    },
    reset() {
      tries = 0;
    },
  };
}
