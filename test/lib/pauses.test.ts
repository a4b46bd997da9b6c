import { expect, it } from 'vitest';
import { growingPauses } from '../../src/lib/pauses.ts';

const plain = (longestMs: number) => growingPauses({ firstMs: 500, longestMs, random: () => 0 });

it('each pause is twice the one before, up to the ceiling', () => {
  const pauses = plain(3_000);
  expect([pauses.next(), pauses.next(), pauses.next(), pauses.next(), pauses.next()]).toEqual([500, 1_000, 2_000, 3_000, 3_000]);
});

it('a try that worked makes the next pause short again', () => {
  const pauses = plain(60_000);
  pauses.next();
  pauses.next();
  pauses.reset();
  expect(pauses.next()).toBe(500);
});

it('chance takes at most a quarter off, and never makes a pause longer than the ceiling', () => {
  for (const random of [0, 0.3, 0.999]) {
    const pauses = growingPauses({ firstMs: 1_000, longestMs: 60_000, random: () => random });
    for (let tries = 0; tries < 2_000; tries += 1) {
      const pause = pauses.next();
      expect(pause).toBeGreaterThanOrEqual(750);
      expect(pause).toBeLessThanOrEqual(60_000);
    }
  }
});
