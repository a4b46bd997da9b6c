import { expect, it } from 'vitest';
import { type BudgetReached, createBudget, type Spent } from '../../src/api/budget.ts';
import { Fault } from '../../src/errors.ts';
import { handClock } from '../support/clock.ts';

function budgetOf(limit: number | null, earlier?: Spent) {
  const clock = handClock('2026-11-21T23:00:00Z');
  const told: BudgetReached[] = [];
  const kept: Spent[] = [];
  const store = { load: () => earlier, keep: (spent: Spent) => void kept.push(spent) };
  const budget = createBudget({ limit, clock, store, onReached: (reached) => void told.push(reached) });
  const spend = (times: number) => {
    for (let time = 0; time < times; time += 1) budget.spend();
  };
  return { budget, clock, told, kept, spend };
}

const refusal = (act: () => void): Fault | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Fault ? error : undefined;
  }
};

it('at 80 and at 100 percent somebody is told, once each', () => {
  const { told, spend } = budgetOf(10);
  spend(7);
  expect(told).toEqual([]);
  spend(20);
  expect(told).toEqual([
    { percent: 80, used: 8, limit: 10 },
    { percent: 100, used: 10, limit: 10 },
  ]);
});

it('what can wait is refused, in words that say until when, only when all is used', () => {
  const { budget, spend } = budgetOf(10);
  spend(9);
  expect(refusal(budget.mustHaveLeft)).toBeUndefined();
  spend(1);
  expect(refusal(budget.mustHaveLeft)).toMatchObject({
    code: 'refused',
    say: expect.stringMatching(/until|before midnight UTC/),
  });
});

it('midnight UTC begins a new day', () => {
  const { budget, clock, spend, told } = budgetOf(10);
  spend(10);
  clock.forward(3_600_000);
  expect(refusal(budget.mustHaveLeft)).toBeUndefined();
  expect(budget.today()).toEqual({ used: 0, limit: 10 });
  spend(8);
  expect(told.map(({ percent }) => percent)).toEqual([80, 100, 80]);
});

it('a start goes on with what the same day has used, and tells nobody again', () => {
  const { budget, spend, told, kept } = budgetOf(10, { day: '2026-11-21', reads: 9, told: 80 });
  spend(1);
  expect(told).toEqual([{ percent: 100, used: 10, limit: 10 }]);
  expect(kept).toEqual([{ day: '2026-11-21', reads: 10, told: 100 }]);
  expect(refusal(budget.mustHaveLeft)?.code).toBe('refused');
});

it('what another day has used does not count', () => {
  expect(budgetOf(10, { day: '2026-11-20', reads: 9, told: 80 }).budget.today().used).toBe(0);
});

it('without a budget it counts and refuses nothing', () => {
  const { budget, spend, told } = budgetOf(null);
  spend(100);
  expect(refusal(budget.mustHaveLeft)).toBeUndefined();
  expect(budget.today()).toEqual({ used: 100, limit: null });
  expect(told).toEqual([]);
});

it('somebody who has used their own part is refused in words, the others are not, and the owners hear of it once', () => {
  const clock = handClock('2026-11-21T23:00:00Z');
  const reached: string[] = [];
  const kept: Spent[] = [];
  const deps = { limit: null, perPerson: 3, clock, onReached: () => undefined };
  const store = { load: () => kept.at(-1), keep: (spent: Spent) => void kept.push(spent) };
  const onPersonReached = (person: string) => void reached.push(person);
  const budget = createBudget({ ...deps, store, onPersonReached });
  const read = (person: string) => refusal(() => budget.spendFor(person)) ?? budget.spend();
  for (const _ of [1, 2, 3]) expect(read('U0ANA')).toBeUndefined();
  for (const _ of [1, 2, 3]) expect(read('U0ANA')).toMatchObject({ code: 'refused', say: expect.stringContaining('3 look-ups') });
  expect(read('U0BEN')).toBeUndefined();
  expect(reached).toEqual(['U0ANA']);
  // A start goes on with it, and midnight UTC starts over.
  expect(refusal(() => createBudget({ ...deps, store, onPersonReached }).spendFor('U0ANA'))?.code).toBe('refused');
  clock.forward(3_600_000);
  expect(read('U0ANA')).toBeUndefined();
});
