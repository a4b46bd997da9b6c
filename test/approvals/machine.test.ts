import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFinal, next, type RequestEvent, type RequestState, requestStates, statesFor } from '../../src/approvals/machine.ts';

/** The promise of the contract, written down a second time: every way that there is. Whatever is not here must not be possible. */
const ways: readonly (readonly [RequestState, RequestEvent, RequestState])[] = [
  ['checking', 'must-wait', 'pending'],
  ['checking', 'may-run', 'approved'],
  ['checking', 'refuse', 'refused'],
  ['pending', 'approve', 'approved'],
  ['pending', 'reject', 'rejected'],
  ['pending', 'cancel', 'cancelled'],
  ['pending', 'expire', 'expired'],
  ['approved', 'claim', 'running'],
  ['approved', 'expire', 'expired'],
  ['running', 'expire', 'expired'],
  ['checking', 'facts-changed', 'stale'],
  ['pending', 'facts-changed', 'stale'],
  ['approved', 'facts-changed', 'stale'],
  ['running', 'facts-changed', 'stale'],
  ['running', 'succeed', 'done'],
  ['running', 'fail', 'failed'],
  ['running', 'lose', 'unknown'],
  ['unknown', 'settle-happened', 'done'],
  ['unknown', 'settle-not-happened', 'failed'],
];
const events = [...new Set(ways.map(([, event]) => event))];
const wayFrom = (from: RequestState, event: RequestEvent) => ways.find(([state, one]) => state === from && one === event)?.[2];

describe('the machine', () => {
  test('knows exactly the states that people have words for, and the two before anybody sees it', () => {
    expect(requestStates).toEqual([
      'checking',
      'refused',
      'pending',
      'approved',
      'rejected',
      'expired',
      'cancelled',
      'stale',
      'running',
      'done',
      'failed',
      'unknown',
    ]);
  });

  test('has these ways and no other, for every state and every event', () => {
    const found = requestStates.flatMap((from) =>
      events.flatMap((event) => {
        const to = next(from, event);
        return to === undefined ? [] : [[from, event, to]];
      }),
    );
    expect(found).toHaveLength(ways.length);
    expect(found).toEqual(expect.arrayContaining([...ways]));
  });

  test('says in which states an event means something', () => {
    expect(statesFor('expire')).toEqual(['pending', 'approved', 'running']);
    for (const event of events)
      expect(statesFor(event)).toEqual(requestStates.filter((state) => wayFrom(state, event) !== undefined));
  });

  test('ends where nothing can happen any more', () => {
    expect(requestStates.filter(isFinal)).toEqual(['refused', 'rejected', 'expired', 'cancelled', 'stale', 'done', 'failed']);
  });

  test('on no path of events is Done reached without one claim, and a person or an outcome that says so', () => {
    let reached = 0;
    fc.assert(
      fc.property(
        // Half of the events are drawn among those that mean something now, so that many paths are long.
        fc.array(fc.tuple(fc.boolean(), fc.constantFrom(...events), fc.nat(3)), { maxLength: 20 }),
        (drawn) => {
          let state: RequestState = 'checking';
          const happened: RequestEvent[] = [];
          for (const [anyEvent, event, pick] of drawn) {
            const possible = events.filter((one) => next(state, one) !== undefined);
            const chosen = anyEvent ? event : (possible[pick % Math.max(1, possible.length)] ?? event);
            const to = next(state, chosen);
            if (to === undefined) continue;
            expect(isFinal(state)).toBe(false);
            happened.push(chosen);
            state = to;
          }
          const claims = happened.filter((event) => event === 'claim').length;
          expect(claims).toBeLessThanOrEqual(1);
          if (state !== 'done') return;
          reached += 1;
          expect(claims).toBe(1);
          expect(happened.filter((event) => event === 'approve' || event === 'may-run')).toHaveLength(1);
          expect(happened.at(-1)).toMatch(/^(succeed|settle-happened)$/);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(reached).toBeGreaterThan(5);
  });
});
