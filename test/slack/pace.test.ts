import { describe, expect, it } from 'vitest';
import { createPace, SlackLimited, type Urgency } from '../../src/slack/pace.ts';
import { callsPerMinute } from '../../src/slack/tiers.ts';
import { handClock } from '../support/clock.ts';
import { fc } from '../support/fast-check.ts';

const minuteMs = 60_000;

/** How long this caller is sent away for; 0 when the call may be made. */
function waitFor(pace: ReturnType<typeof createPace>, method: string, urgency: Urgency, channel?: string): number {
  try {
    pace.enter({ method, channel }, urgency);
    return 0;
  } catch (error) {
    if (error instanceof SlackLimited) return error.waitMs;
    throw error;
  }
}

describe('after a 429', () => {
  it('nobody calls the method before the time that Slack named, and other methods go on', () => {
    const clock = handClock();
    const pace = createPace({ clock });
    expect(waitFor(pace, 'chat.update', 'background')).toBe(0);
    expect(pace.limited({ method: 'chat.update' }, 7).until).toEqual(new Date(clock.now().getTime() + 7_000));
    expect(waitFor(pace, 'chat.update', 'person')).toBe(7_000);
    expect(waitFor(pace, 'views.open', 'person')).toBe(0);
    clock.forward(6_999);
    expect(waitFor(pace, 'chat.update', 'person')).toBe(1);
    clock.forward(1);
    expect(waitFor(pace, 'chat.update', 'person')).toBe(0);
  });

  it('a limit without a time holds the method back for a second, and for longer each time that it comes again', () => {
    const clock = handClock();
    const pace = createPace({ clock });
    const limit = () => pace.limited({ method: 'chat.update' }, undefined).waitMs;
    const pauses = Array.from({ length: 7 }, () => {
      const pauseMs = limit();
      clock.forward(pauseMs);
      return pauseMs;
    });
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    clock.forward(minuteMs);
    expect(limit()).toBe(1_000);
  });

  it('calls that are limited together without a time make one pause', () => {
    const pace = createPace({ clock: handClock() });
    const together = Array.from({ length: 20 }, () => pace.limited({ method: 'chat.update' }, undefined).waitMs);
    expect(new Set(together)).toEqual(new Set([1_000]));
  });

  it('a shorter time that Slack names later does not end a longer one', () => {
    const clock = handClock();
    const pace = createPace({ clock });
    pace.limited({ method: 'users.info' }, 60);
    pace.limited({ method: 'users.info' }, 1);
    expect(waitFor(pace, 'users.info', 'person')).toBe(60_000);
  });

  it('holds one channel back, and not the messages to others', () => {
    const pace = createPace({ clock: handClock() });
    pace.limited({ method: 'chat.postMessage', channel: 'C1' }, 5);
    expect(waitFor(pace, 'chat.postMessage', 'background', 'C1')).toBeGreaterThanOrEqual(5_000);
    expect(waitFor(pace, 'chat.postMessage', 'background', 'C2')).toBe(0);
  });

  it('puts nothing off for more than five minutes, whatever Slack names', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double(), fc.integer(), fc.constantFrom(1_000_000_000, 1.0000001, -1, Number.NaN, undefined)),
        fc.constantFrom<Urgency>('person', 'background'),
        (seconds, urgency) => {
          const clock = handClock();
          const pace = createPace({ clock });
          const { waitMs } = pace.limited({ method: 'chat.update' }, seconds ?? undefined);
          expect(waitMs).toBeGreaterThanOrEqual(1_000);
          expect(waitMs).toBeLessThanOrEqual(5 * minuteMs);
          clock.forward(waitMs);
          expect(waitFor(pace, 'chat.update', urgency)).toBe(0);
        },
      ),
    );
  });

  it('a clock that was a day ahead when Slack limited a method does not hold it back once it is right again', () => {
    const clock = handClock('2026-11-28T10:00:00Z');
    const pace = createPace({ clock });
    pace.limited({ method: 'chat.update' }, 30);
    clock.set('2026-11-27T10:00:00Z');
    expect(waitFor(pace, 'chat.update', 'background')).toBe(0);
  });
});

describe('background calls', () => {
  it('of people and groups never take more than three quarters of what Slack promises a minute', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 50, maxLength: 200 }), (pauses) => {
        const clock = handClock();
        const pace = createPace({ clock });
        const made: number[] = [];
        for (const pauseMs of pauses) {
          clock.forward(pauseMs);
          if (waitFor(pace, 'usergroups.users.list', 'background') === 0) made.push(clock.now().getTime());
        }
        for (const atMs of made)
          expect(made.filter((other) => other > atMs - minuteMs && other <= atMs).length).toBeLessThanOrEqual(15);
        expect(made.length).toBeGreaterThan(0);
      }),
    );
  });

  it('leave what people need: a press is never held back before Slack has limited the method', () => {
    const pace = createPace({ clock: handClock() });
    const background = Array.from({ length: 30 }, () => waitFor(pace, 'usergroups.users.list', 'background'));
    expect(background.filter((waitMs) => waitMs === 0)).toHaveLength(15);
    expect(waitFor(pace, 'usergroups.users.list', 'person')).toBe(0);
  });

  it('redraw as fast as Slack takes it, and within its promise once it has limited them', () => {
    const clock = handClock();
    const pace = createPace({ clock });
    const draw = () => waitFor(pace, 'chat.update', 'background');
    expect(Array.from({ length: 200 }, draw).every((waitMs) => waitMs === 0)).toBe(true);
    pace.limited({ method: 'chat.update' }, 1);
    clock.forward(minuteMs);
    const most = Math.floor((callsPerMinute['chat.update'] ?? 0) * 0.75);
    expect(Array.from({ length: 200 }, draw).filter((waitMs) => waitMs === 0)).toHaveLength(most);
  });

  it('that are sent away all get through when they come back at their own time, within twice the minutes they need', () => {
    const clock = handClock();
    const pace = createPace({ clock });
    const startMs = clock.now().getTime();
    let waiting = Array.from({ length: 150 }, () => startMs);
    let through = 0;
    while (waiting.length > 0 && clock.now().getTime() < startMs + 5 * minuteMs) {
      const next = Math.min(...waiting);
      clock.forward(Math.max(0, next - clock.now().getTime()));
      const due = waiting.filter((atMs) => atMs <= clock.now().getTime());
      waiting = waiting.filter((atMs) => atMs > clock.now().getTime());
      for (const _ of due) {
        const waitMs = waitFor(pace, 'users.info', 'background');
        if (waitMs === 0) through += 1;
        else waiting.push(clock.now().getTime() + waitMs);
      }
    }
    expect(through).toBe(150);
  });

  it('post three messages to a channel at once, then one a second', () => {
    const clock = handClock();
    const pace = createPace({ clock });
    const post = () => waitFor(pace, 'chat.postMessage', 'background', 'C1');
    expect([post(), post(), post()]).toEqual([0, 0, 0]);
    expect(post()).toBeGreaterThan(0);
    let posted = 0;
    for (let second = 0; second < 30; second += 1) {
      clock.forward(1_000);
      if (post() === 0) posted += 1;
    }
    expect(posted).toBeGreaterThanOrEqual(28);
  });
});
