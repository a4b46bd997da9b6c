import { expect, it } from 'vitest';
import { cached } from '../../src/lib/cached.ts';
import { handClock } from '../support/clock.ts';

function counting(read: (key: string, call: number) => Promise<string>) {
  const clock = handClock();
  const asked: string[] = [];
  const cache = cached({ clock, keptMs: 1_000, failureKeptMs: 100 }, (key) => read(key, asked.push(key)));
  return { clock, asked, cache };
}

it('reads a key once, however many ask for it at the same time, and again when its time is over', async () => {
  const { clock, asked, cache } = counting(async (key, call) => `${key}${call}`);
  expect(await Promise.all([cache.get('a'), cache.get('a'), cache.get('b')])).toEqual(['a1', 'a1', 'b2']);
  await clock.forward(999);
  expect(await cache.get('a')).toBe('a1');
  await clock.forward(1);
  expect(await cache.get('a')).toBe('a3');
  expect(asked).toEqual(['a', 'b', 'a']);
});

it('keeps a failure for a moment, and then asks again', async () => {
  const { clock, asked, cache } = counting(async (key, call) => {
    if (call === 1) throw new Error('not now');
    return key;
  });
  await expect(cache.get('a')).rejects.toThrow('not now');
  await expect(cache.get('a')).rejects.toThrow('not now');
  expect([asked.length, cache.known('a')]).toEqual([1, undefined]);
  await clock.forward(100);
  expect(await cache.get('a')).toBe('a');
  expect(cache.known('a')).toBe('a');
});
