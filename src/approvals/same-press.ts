import type { DecisionPress } from './press.ts';

/** An attempt that begins later is not waited for: Slack wants its answer within three seconds. */
const waitsForMs = 1_500;

/**
 * Deliveries of one press at the same moment. One that does not count waits for those that are under way: they have the same rights to
 * look up, and where one of them counts, the press has counted.
 */
export function createSamePress(): (key: string, attempt: () => Promise<DecisionPress>) => Promise<DecisionPress> {
  const underWay = new Map<string, Set<Promise<DecisionPress>>>();
  return async (key, attempt) => {
    const startedAt = performance.now();
    const all = underWay.get(key) ?? new Set();
    underWay.set(key, all);
    const own = attempt();
    all.add(own);
    let outcome: DecisionPress;
    try {
      outcome = await own;
    } finally {
      all.delete(own);
      if (all.size === 0) underWay.delete(key);
    }
    while (outcome.kind === 'not-counted' && all.size > 0 && performance.now() - startedAt < waitsForMs) {
      const others = await Promise.allSettled([...all]);
      const counted = others.find((other) => other.status === 'fulfilled' && other.value.kind === 'counted');
      if (counted?.status === 'fulfilled') outcome = counted.value;
    }
    return outcome;
  };
}
