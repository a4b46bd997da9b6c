import { expect, it } from 'vitest';
import { compare, type PolicyChange, type Tally } from '../../../src/approvals/policy/compare.ts';
import type { PastRequest } from '../../../src/approvals/policy/history.ts';
import type { Replayed } from '../../../src/approvals/policy/replay.ts';
import { past } from './past.ts';

const lead = { role: 'lead', count: 1 };
const runs = (rule: string | null): Replayed['gate'] => ({ kind: 'none', rule, executeWithinMs: 1, why: [] });
const waits = (rule: string, role = 'lead', count = 1): Replayed['gate'] => ({
  kind: 'votes',
  rule,
  role,
  count,
  decideWithinMs: 1,
  executeWithinMs: 1,
  why: [],
});
const of = (request: Partial<PastRequest>, gate: Replayed['gate']): Replayed => ({
  request: past({ admitted: 1, ...request }),
  gate,
});
const said = ({ requests, money }: Tally) => [requests, Object.fromEntries(money)];
const numbers = ({ asked, waited, wouldWait, more, fewer }: PolicyChange) =>
  [asked, waited, wouldWait, more, fewer].map(({ requests }) => requests);

it('requests are counted with their money: those that waited, would wait, more, fewer', () => {
  const found = compare([
    of({ amount: { amount: 0.1, currency: 'EUR' } }, runs('a')),
    of({ amount: { amount: 0.2, currency: 'EUR' } }, waits('b')),
    of({ amount: { amount: 0.1, currency: 'EUR' } }, waits('b')),
    of({ waitedFor: lead, amount: { amount: 7, currency: 'CHF' } }, runs('a')),
    of({ waitedFor: lead, amount: undefined }, waits('b')),
    of({ waitedFor: lead }, waits('b')),
  ]);
  expect(said(found.asked)).toEqual([6, { EUR: 10.4, CHF: 7 }]);
  expect(said(found.waited)).toEqual([3, { CHF: 7, EUR: 10 }]);
  expect(said(found.wouldWait)).toEqual([4, { EUR: 10.3 }]);
  expect(said(found.more)).toEqual([2, { EUR: 0.3 }]);
  expect(said(found.fewer)).toEqual([1, { CHF: 7 }]);
});

it('waiting for another role or another number of people is told apart from waiting as before', () => {
  const found = compare([
    of({ waitedFor: lead }, waits('b')),
    of({ waitedFor: lead }, waits('b', 'board')),
    of({ waitedFor: lead }, waits('b', 'lead', 2)),
    of({ waitedFor: lead }, runs('a')),
    of({}, waits('b', 'board')),
  ]);
  expect(found.otherPeople.requests).toBe(2);
});

it('what people or time stopped and would have run is counted for itself', () => {
  const stopped = { waitedFor: lead, ended: { state: 'rejected', entry: 2 } } as const;
  const found = compare([
    of(stopped, runs('a')),
    of(stopped, waits('b')),
    of({ ...stopped, approved: 2 }, runs('a')),
    of({ waitedFor: lead, ended: { state: 'done', entry: 2 } }, runs('a')),
  ]);
  expect(said(found.stoppedNowRuns)).toEqual([1, { EUR: 10 }]);
});

it('changes are told by asker and by rule, the largest first, then the busiest, then by name', () => {
  const found = compare([
    of({ asker: 'U0D', waitedFor: lead, rule: 'then' }, waits('now')),
    of({ asker: 'U0C' }, runs(null)),
    of({ asker: 'U0B' }, runs(null)),
    of({ asker: 'U0A', waitedFor: lead, rule: null }, runs(null)),
    of({ asker: 'U0A' }, waits('new')),
    of({ asker: 'U0E' }, waits('new')),
    of({ asker: 'U0F' }, runs(null)),
    of({ asker: 'U0F' }, runs(null)),
  ]);
  expect([...found.byAsker].map(([asker, change]) => [asker, ...numbers(change)])).toEqual([
    ['U0A', 2, 1, 1, 1, 1],
    ['U0E', 1, 0, 1, 1, 0],
    ['U0F', 2, 0, 0, 0, 0],
    ['U0B', 1, 0, 0, 0, 0],
    ['U0C', 1, 0, 0, 0, 0],
    ['U0D', 1, 1, 1, 0, 0],
  ]);
  expect([...found.byRuleThen].map(([rule, change]) => [rule, ...numbers(change)])).toEqual([
    ['', 1, 1, 0, 0, 1],
    ['then', 1, 1, 1, 0, 0],
  ]);
  expect([...found.byRuleNow].map(([rule, change]) => [rule, ...numbers(change)])).toEqual([
    ['new', 2, 0, 2, 2, 0],
    ['now', 1, 1, 1, 0, 0],
  ]);
});
