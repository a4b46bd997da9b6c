import { expect, it } from 'vitest';
import { quietUntil, type RouteFacts, routesTo } from '../../../src/approvals/policy/routes.ts';
import { euros, policyOf } from '../../support/policy.ts';
import { policyText, problemsIn } from './support.ts';

const tree = new Map<number, number | null>([
  [1, null],
  [7, 1],
  [2, null],
]);
const facts: RouteFacts = { action: 'voucher.apply', risk: 'costly', amount: euros(50), branches: [7], tree };
const isTold = (row: string, of: Partial<RouteFacts> = {}) => {
  const policy = policyOf(`${policyText('')}notifications: [{ on: done, channel: C0A, ${row} }]\n`);
  return routesTo(policy, 'C0A', 'done', { ...facts, ...of }).length > 0;
};

it('a row tells of its branches with their children, and of what is not known to be elsewhere', () => {
  expect([isTold('branch: 1'), isTold('branch: [7, 9]'), isTold('branch: 2')]).toEqual([true, true, false]);
  expect([
    isTold('branch: 2', { branches: [1, 2] }),
    isTold('branch: 2', { branches: [undefined] }),
    isTold('branch: 2', { tree: 'unreadable' }),
  ]).toEqual([true, true, true]);
  expect(isTold('branch: 2', { action: 'smartmove.update', branches: [] })).toBe(false);
});

it('a row tells by risk and by amount, bounds included, as rules judge them', () => {
  expect([isTold('risk: costly'), isTold('risk: [bulk, destructive]')]).toEqual([true, false]);
  expect([isTold('amount: { min: 50 }'), isTold('amount: { min: 50.01 }'), isTold('amount: { max: 50 }')]).toEqual([
    true,
    false,
    true,
  ]);
  expect([isTold('amount: { min: 500 }', { givesMore: true }), isTold('amount: { max: 500 }', { givesMore: true })]).toEqual([
    true,
    false,
  ]);
  expect(isTold('amount: { min: 500 }', { amount: { amount: 1, currency: 'CHF' } })).toBe(true);
  expect(isTold('amount: { min: 0 }', { amount: undefined })).toBe(false);
  expect(isTold('actions: [card.*]')).toBe(false);
});

it('is quiet only if every row for the channel is, until the first of them ends, and never about an unknown outcome', () => {
  const at = new Date('2026-11-20T21:00:00Z');
  const rows = (text: string) => policyOf(`${policyText('')}notifications: ${text}\n`).notifications;
  const [early, late] = ['quiet: { from: "20:00", to: "06:00" }', 'quiet: { from: "20:00", to: "07:00" }'];
  const both = rows(`[{ on: done, channel: C0A, ${late} }, { on: done, channel: C0A, ${early} }]`);
  expect(quietUntil(both, 'done', at)?.toISOString()).toBe('2026-11-21T06:00:00.000Z');
  expect(quietUntil(both, 'unknown', at)).toBeUndefined();
  expect(quietUntil(rows(`[{ on: done, channel: C0A, ${late} }, { on: done, channel: C0A }]`), 'done', at)).toBeUndefined();
  expect(quietUntil(both, 'done', new Date('2026-11-20T12:00:00Z'))).toBeUndefined();
});

it('says on its line what is wrong with a row', () => {
  const say = (row: string) =>
    problemsIn(`${policyText('')}notifications: [{ on: done, channel: C0A, ${row} }]`).map(
      (problem) => `${problem.path}: ${problem.say}`,
    );
  expect(say('actions: [smartmove.*], branch: 1')).toEqual([
    expect.stringMatching(/^notifications\[0\]\.branch: "smartmove\.\*" has no branch/),
  ]);
  expect(say('amount: { min: 5, max: 1 }')).toEqual([expect.stringContaining('min is above max')]);
  expect(say('quiet: { from: "07:00", to: "07:00" }')).toEqual([expect.stringContaining('write another time')]);
  expect(say('quiet: { from: "25:00", to: "07:00" }')).toEqual([expect.stringContaining('Write a time such as 08:00')]);
  expect(say('quiet: { from: "20:00" }')).toEqual([expect.stringContaining('"to" is missing')]);
});
