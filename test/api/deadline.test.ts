import { describe, expect, it } from 'vitest';
import { startDeadline } from '../../src/api/deadline.ts';

const end = (signal: AbortSignal) => new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));

describe('a time limit', () => {
  it('is over when its time is, and not up to two milliseconds sooner, as timers of Node are', async () => {
    for (let count = 0; count < 40; count += 1) {
      const startedAt = performance.now();
      const deadline = startDeadline(3.9);
      await end(deadline.signal);
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(3.9);
      expect(deadline.remainingMs()).toBe(0);
      expect(deadline.expired()).toBe(true);
    }
  });

  it('that is called off from outside has not run out', async () => {
    const outer = new AbortController();
    const deadline = startDeadline(60_000, outer.signal);
    outer.abort(new Error('called off'));
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.expired()).toBe(false);
    deadline.clear();
  });
});
