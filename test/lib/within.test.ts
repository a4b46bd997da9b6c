import { expect, it } from 'vitest';
import { within } from '../../src/lib/within.ts';
import { handClock } from '../support/clock.ts';

const never = new Promise<never>(() => undefined);

it('gives what the work gives when it is in time', async () => {
  await expect(within(handClock(), 100, Promise.resolve('done'), () => 'late')).resolves.toBe('done');
});

it('passes a failure of the work on', async () => {
  await expect(within(handClock(), 100, Promise.reject(new Error('broken')), () => 'late')).rejects.toThrow('broken');
});

it('ends when the time is over, not before', async () => {
  const clock = handClock();
  let ended: string | undefined;
  const run = within(clock, 100, never, () => 'late').then((word) => {
    ended = word;
  });
  clock.forward(99);
  await new Promise(setImmediate);
  expect(ended).toBeUndefined();
  clock.forward(1);
  await run;
  expect(ended).toBe('late');
});

it('passes on what the late word throws', async () => {
  const clock = handClock();
  const run = within(clock, 100, never, () => {
    throw new Error('too slow');
  });
  clock.forward(100);
  await expect(run).rejects.toThrow('too slow');
});

it('a failure after the time is over harms nobody', async () => {
  const clock = handClock();
  let fail: (error: Error) => void = () => undefined;
  const work = new Promise<string>((_, reject) => {
    fail = reject;
  });
  const run = within(clock, 100, work, () => 'late');
  clock.forward(100);
  await expect(run).resolves.toBe('late');
  fail(new Error('afterwards'));
  await new Promise(setImmediate);
});
