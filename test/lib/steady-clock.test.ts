import { beforeEach, expect, it } from 'vitest';
import { mayErase } from '../../src/lib/clock.ts';
import { type SteadyClock, steadyClock } from '../../src/lib/steady-clock.ts';
import { type HandClock, handClock } from '../support/clock.ts';

const day = 24 * 3_600_000;
let machine: HandClock;
let goneByMs: number;
let said: string[];
let clock: SteadyClock;
beforeEach(() => {
  machine = handClock();
  goneByMs = 0;
  said = [];
  clock = steadyClock({ base: machine, elapsedMs: () => goneByMs, onChange: ({ what }) => said.push(what) });
});
const goBy = (ms: number) => {
  goneByMs += ms;
  machine.forward(ms);
};
const at = () => clock.now().toISOString();

it('a clock that is a day ahead for some seconds is not believed, and everything is as it was afterwards', () => {
  goBy(30_000);
  machine.forward(day);
  goBy(5_000);
  expect(at()).toBe('2026-11-21T10:00:35.000Z');
  expect([clock.isInDoubt?.(), mayErase(clock)]).toEqual([true, false]);
  machine.forward(-day);
  goBy(1_000);
  expect(at()).toBe('2026-11-21T10:00:36.000Z');
  expect([clock.isInDoubt?.(), mayErase(clock)]).toEqual([false, true]);
  expect(said).toEqual(['jumped', 'is right again']);
});

it('a jump that stays is believed after two minutes, and at once when the database says so, too', () => {
  machine.forward(day);
  expect(at()).toBe('2026-11-21T10:00:00.000Z');
  goBy(119_000);
  expect(at()).toBe('2026-11-21T10:01:59.000Z');
  goBy(1_000);
  expect(at()).toBe('2026-11-22T10:02:00.000Z');
  machine.forward(day);
  clock.compare(new Date('2026-11-21T10:02:00Z'));
  expect(at()).toBe('2026-11-22T10:02:00.000Z');
  clock.compare(new Date('2026-11-23T10:02:00Z'));
  expect(at()).toBe('2026-11-23T10:02:00.000Z');
});

it('nothing is erased right after the start, after a jump that was believed, or while the database has another time', () => {
  expect(mayErase(clock)).toBe(false);
  goBy(20_000);
  expect(mayErase(clock)).toBe(true);
  clock.compare(new Date('2026-11-20T10:00:00Z'));
  expect(mayErase(clock)).toBe(false);
  clock.compare(new Date(clock.now()));
  expect(mayErase(clock)).toBe(false);
  goBy(20_000);
  expect(mayErase(clock)).toBe(true);
  machine.forward(day);
  expect(mayErase(clock)).toBe(false);
  goBy(120_000);
  expect(mayErase(clock)).toBe(false);
  goBy(20_000);
  expect(mayErase(clock)).toBe(true);
});

it('a clock that is slewed by a second is followed', () => {
  machine.forward(1_500);
  expect(at()).toBe('2026-11-21T10:00:01.500Z');
  expect(said).toEqual([]);
});
