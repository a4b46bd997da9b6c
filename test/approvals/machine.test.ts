import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  isFinal,
  isIn,
  next,
  type RequestEvent,
  type RequestState,
  requestStates,
  statesIn,
  unfinished,
} from '../../src/approvals/machine.ts';
import { fc } from '../support/fast-check.ts';

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

describe('the machine', () => {
  it('knows exactly the states that people have words for, and the two before anybody sees it', () => {
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

  it('has these ways and no other, for every state and every event', () => {
    const found = requestStates.flatMap((from) =>
      events.flatMap((event) => {
        const to = next(from, event);
        return to === undefined ? [] : [[from, event, to]];
      }),
    );
    expect(found).toHaveLength(ways.length);
    expect(found).toEqual(expect.arrayContaining([...ways]));
  });

  it('lets a clock end what waits, is approved or is claimed, and nothing else', () => {
    expect(requestStates.filter((state) => next(state, 'expire') !== undefined)).toEqual(['pending', 'approved', 'running']);
  });

  it('ends where nothing can happen any more', () => {
    expect(requestStates.filter(isFinal)).toEqual(['refused', 'rejected', 'expired', 'cancelled', 'stale', 'done', 'failed']);
  });

  it('on no path of events is Done reached without one claim, and a person or an outcome that says so', () => {
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

describe('groups of states', () => {
  it('are the same that queries named one by one before', () => {
    expect(statesIn('moving')).toEqual(['checking', 'pending', 'approved', 'running']);
    expect(statesIn('open')).toEqual(['pending', 'approved', 'running', 'unknown']);
    expect(statesIn('decidable')).toEqual(['pending', 'unknown']);
    expect(statesIn('sent')).toEqual(['running', 'done', 'unknown']);
    expect(statesIn('spent')).toEqual(['approved', 'running', 'done', 'unknown']);
    expect(statesIn('ended')).toEqual(['rejected', 'expired', 'cancelled', 'stale', 'done', 'failed']);
    expect(unfinished).toEqual(['checking', 'pending', 'approved', 'running', 'unknown']);
  });

  it('fit what can happen: what is moving has an event, what has ended has none, and nothing is both open and ended', () => {
    for (const state of statesIn('moving')) expect(isFinal(state)).toBe(false);
    for (const state of statesIn('ended')) expect(isFinal(state)).toBe(true);
    expect(statesIn('open').filter((state) => isIn('ended', state))).toEqual([]);
  });
});

/** A group that is written down by hand would miss a new state. */
it('no file of approvals names two states or more in a query', () => {
  const folder = fileURLToPath(new URL('../../src/approvals', import.meta.url));
  const byHand = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => /where\([^)]*state'?,? '(not )?in', \[\s*'/.test(readFileSync(`${folder}/${path}`, 'utf8')));
  expect(byHand).toEqual([]);
});
