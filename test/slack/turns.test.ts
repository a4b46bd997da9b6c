import { expect, it } from 'vitest';
import { createTurns } from '../../src/slack/turns.ts';
import { handClock } from '../support/clock.ts';
import { fc } from '../support/fast-check.ts';

it('each that waits comes back at its own second, in the order in which it came', () => {
  const clock = handClock();
  const turns = createTurns({ clock });
  expect(turns.waitMs('C1', 'first')).toBe(0);
  expect(turns.sentAway('C1', 'first', 3_000)).toBe(3_000);
  expect(['a', 'b', 'c'].map((key) => turns.waitMs('C1', key))).toEqual([4_000, 5_000, 6_000]);
  expect(turns.waitMs('C1', 'b')).toBe(5_000);
  clock.forward(3_000);
  expect(turns.waitMs('C1', 'first')).toBe(0);
  expect(turns.waitMs('C2', 'elsewhere')).toBe(0);
});

it('a newcomer never goes before one that waits', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 25 }), (pauses) => {
      const clock = handClock();
      const turns = createTurns({ clock });
      turns.sentAway('C1', 'first', 1_000);
      let latestMs = 0;
      for (const [index, pauseMs] of pauses.entries()) {
        clock.forward(pauseMs);
        if (turns.waitMs('C1', 'first') === 0) return;
        const atMs = clock.now().getTime() + turns.waitMs('C1', `later ${index}`);
        if (turns.waitMs('C1', `later ${index}`) < 30_000) expect(atMs).toBeGreaterThanOrEqual(latestMs + 1_000);
        latestMs = atMs;
      }
    }),
  );
});

it('anyone who is sent away at their turn stays in front, and those behind make room', () => {
  const clock = handClock();
  const turns = createTurns({ clock });
  turns.sentAway('C1', 'first', 1_000);
  turns.waitMs('C1', 'second');
  clock.forward(1_000);
  expect(turns.sentAway('C1', 'first', 20_000)).toBe(20_000);
  expect(turns.waitMs('C1', 'second')).toBe(21_000);
});

it('those behind one that is not to be sent any more move up', () => {
  const clock = handClock();
  const turns = createTurns({ clock });
  turns.sentAway('C1', 'kept 1', 1_000);
  for (let number = 0; number < 100; number += 1) turns.waitMs('C1', `over ${number}`);
  turns.waitMs('C1', 'kept 2');
  turns.leaveAll((key) => key.startsWith('over'), new Set(['C2']));
  expect(turns.waitMs('C1', 'kept 2')).toBe(2_000);
});

it('anyone far back in the line asks again within half a minute', () => {
  const turns = createTurns({ clock: handClock() });
  turns.sentAway('C1', 'first', 1_000);
  for (let number = 0; number < 2_000; number += 1) expect(turns.waitMs('C1', `later ${number}`)).toBeLessThanOrEqual(30_000);
});

it('a turn that nobody takes holds nobody up for long, nor does one from a clock that was a day ahead', () => {
  const clock = handClock('2026-11-27T10:00:00Z');
  const turns = createTurns({ clock });
  turns.sentAway('C1', 'gone', 1_000);
  clock.forward(70_000);
  expect(turns.waitMs('C1', 'new')).toBe(0);
  clock.set('2026-11-28T10:00:00Z');
  turns.sentAway('C1', 'ahead', 1_000);
  clock.set('2026-11-27T10:10:00Z');
  expect(turns.waitMs('C1', 'new')).toBe(0);
});
