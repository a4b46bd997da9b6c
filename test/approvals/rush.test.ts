import { expect, it } from 'vitest';
import { createRush } from '../../src/approvals/rush.ts';
import { handClock } from '../support/clock.ts';

it('a rush is more than two presses at once, and is over when they are recorded', () => {
  const rush = createRush(handClock());
  const ends = [rush.begin(), rush.begin()];
  expect(rush.isOn()).toBe(false);
  ends.push(rush.begin());
  expect(rush.isOn()).toBe(true);
  for (const end of ends) end();
  expect(rush.isOn()).toBe(false);
});

it('many presses within a second are a rush though each is recorded at once', () => {
  const clock = handClock();
  const rush = createRush(clock);
  for (let pressed = 0; pressed < 9; pressed += 1) rush.begin()();
  expect(rush.isOn()).toBe(true);
  clock.forward(1_000);
  expect(rush.isOn()).toBe(false);
});

it('no rush holds up what is approved for more than ten seconds', () => {
  const clock = handClock();
  const rush = createRush(clock);
  for (let pressed = 0; pressed < 3; pressed += 1) rush.begin();
  expect(rush.isOn()).toBe(true);
  clock.forward(9_999);
  expect(rush.isOn()).toBe(true);
  clock.forward(1);
  expect(rush.isOn()).toBe(false);
});

it('presses from a time when the clock was a day ahead are none of now', () => {
  const clock = handClock('2026-11-28T10:00:00Z');
  const rush = createRush(clock);
  for (let pressed = 0; pressed < 9; pressed += 1) rush.begin()();
  clock.set('2026-11-27T10:00:00Z');
  expect(rush.isOn()).toBe(false);
});
