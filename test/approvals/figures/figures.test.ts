import { expect, it } from 'vitest';
import { type FigureEntry, figuresOf, givenBy } from '../../../src/approvals/figures/figures.ts';
import { fc } from '../../support/fast-check.ts';

const minuteMs = 60_000;
const start = Date.parse('2026-10-24T20:00:00Z');
const at = (minute: number) => new Date(start + minute * minuteMs);

type Facts = {
  rule: string | null;
  branches?: (number | null)[];
  amount?: { amount: number; currency: string };
  template?: { id: number; name: string };
  opens?: { most: number };
};
type Step = [minute: number, kind: string];

/** The entries of one request as the app writes them, with what figures have no use for. */
function story(requestId: string, actor: string, facts: Facts, steps: readonly Step[]): FigureEntry[] {
  let isTaken = false;
  return steps.map(([minute, kind]) => {
    const takesIn = !isTaken && (kind === 'pending' || kind === 'approved');
    isTaken ||= takesIn;
    return {
      at: at(minute),
      kind: `request.${kind}`,
      requestId,
      actor: kind === 'asked' ? actor : 'U0OTHER',
      data: takesIn ? { facts } : { facts: {} },
    };
  });
}
const inOrder = (entries: readonly FigureEntry[]) => [...entries].sort((one, other) => one.at.getTime() - other.at.getTime());
const euros = (amount: number): Facts => ({
  rule: 'goodwill',
  branches: [1],
  amount: { amount, currency: 'EUR' },
  template: { id: 1, name: 'Goodwill' },
});

it('counts what was asked, decided, given, expired and unknown, each by when it happened', () => {
  const entries = inOrder([
    ...story('A', 'U0ANA', euros(0.1), [
      [0, 'asked'],
      [0, 'pending'],
      [30, 'approved'],
      [30, 'running'],
      [31, 'done'],
    ]),
    ...story('B', 'U0ANA', euros(0.2), [
      [5, 'asked'],
      [5, 'approved'],
      [5, 'running'],
      [6, 'done'],
    ]),
    ...story('C', 'U0BEN', { ...euros(20), amount: { amount: 20, currency: 'CHF' } }, [
      [7, 'asked'],
      [7, 'pending'],
      [17, 'approved'],
      [18, 'running'],
      [19, 'unknown'],
      [70, 'done'],
    ]),
    ...story('D', 'U0BEN', euros(9), [
      [8, 'asked'],
      [8, 'refused'],
    ]),
    ...story('E', 'U0BEN', euros(9), [
      [9, 'asked'],
      [9, 'pending'],
      [40, 'rejected'],
    ]),
    ...story('F', 'U0BEN', euros(9), [
      [10, 'asked'],
      [10, 'pending'],
      [50, 'expired'],
    ]),
    ...story('G', 'U0BEN', euros(9), [
      [11, 'asked'],
      [11, 'pending'],
    ]),
  ]);
  expect(figuresOf(entries, { from: at(0), to: at(60) })).toEqual({
    asked: 7,
    refused: 1,
    approved: 2,
    rejected: 1,
    timeToDecide: { medianMs: 30 * minuteMs, ninetiethMs: 31 * minuteMs },
    given: [{ branch: 1, template: 'Goodwill', rule: 'goodwill', person: 'U0ANA', currency: 'EUR', vouchers: 2, amount: 0.3 }],
    expired: 1,
    unknown: 1,
    waiting: { requests: 1, oldestAskedAt: at(11) },
    unsettled: { requests: 1, oldestAskedAt: at(7) },
  });
  const later = figuresOf(entries, { from: at(60), to: at(120) });
  expect(later).toMatchObject({
    asked: 0,
    approved: 0,
    timeToDecide: undefined,
    unsettled: undefined,
    given: [{ currency: 'CHF', amount: 20, person: 'U0BEN' }],
  });
});

it('counts what was given as it was last agreed, and the time from the ask', () => {
  const [asked, pending, ...rest] = story('A', 'U0ANA', euros(50), [
    [0, 'asked'],
    [0, 'pending'],
    [20, 'approved'],
    [21, 'running'],
    [22, 'done'],
  ]);
  const revised = { ...pending, at: at(10), kind: 'request.revised', data: { facts: { ...euros(20), rule: 'small' } } };
  const entries = [asked, pending, revised, ...rest] as FigureEntry[]; // safe: the story has all five
  expect(figuresOf(entries, { from: at(15), to: at(60) })).toMatchObject({
    approved: 1,
    timeToDecide: { medianMs: 20 * minuteMs },
    given: [{ rule: 'small', vouchers: 1, amount: 20 }],
  });
});

it('never adds two currencies', () => {
  const gift = { branch: 1, template: 'A', rule: null, person: 'U0ANA', vouchers: 1 };
  const given = [
    { ...gift, currency: 'EUR', amount: 10 },
    { ...gift, currency: 'CHF', amount: 5 },
    { ...gift, currency: null, amount: 0 },
  ];
  expect(givenBy(given, 'branch')).toEqual([
    {
      key: 1,
      vouchers: 3,
      money: new Map([
        ['EUR', 10],
        ['CHF', 5],
      ]),
    },
  ]);
});

const ends: readonly (readonly string[])[] = [
  ['refused'],
  ['pending'],
  ['pending', 'vote', 'approved', 'running', 'sent', 'done'],
  ['pending', 'approved', 'running', 'sent', 'unknown', 'done'],
  ['pending', 'rejected'],
  ['pending', 'escalated', 'expired'],
  ['pending', 'approved', 'stale'],
  ['approved', 'running', 'sent', 'done'],
  ['approved', 'running', 'sent', 'failed'],
  ['approved', 'running', 'sent', 'unknown'],
];

it('agrees with a count over the journal that is made another way, for every span', () => {
  const requestArbitrary = fc.record({
    begins: fc.integer({ min: 0, max: 600 }),
    gaps: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 8, maxLength: 8 }),
    end: fc.constantFrom(...ends),
    asker: fc.constantFrom('U0ANA', 'U0BEN'),
    branch: fc.constantFrom(1, 2, null),
    amount: fc.option(
      fc.record({
        amount: fc.integer({ min: 1, max: 5_000 }).map((cents) => cents / 100),
        currency: fc.constantFrom('EUR', 'CHF'),
      }),
      { nil: undefined },
    ),
  });
  fc.assert(
    fc.property(
      fc.array(requestArbitrary, { maxLength: 12 }),
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 1, max: 1_500 }),
      (requests, from, length) => {
        const span = { from: at(from), to: at(from + length) };
        const stories = requests.map(({ begins, gaps, end, asker, branch, amount }, index) => {
          const minuteOf = (step: number) => begins + gaps.slice(0, step + 1).reduce((sum, gap) => sum + gap, 0);
          const steps: Step[] = [[begins, 'asked'], ...end.map((kind, step): Step => [minuteOf(step), kind])];
          return {
            facts: { rule: null, branches: [branch], amount },
            steps,
            entries: story(`R${index}`, asker, { rule: null, branches: [branch], amount }, steps),
          };
        });
        const figures = figuresOf(inOrder(stories.flatMap(({ entries }) => entries)), span);
        const isIn = ([minute]: Step) => minute >= from && minute < from + length;
        const when = (kind: string) => stories.filter(({ steps }) => steps.some((step) => step[1] === kind && isIn(step)));
        expect(figures.asked).toBe(when('asked').length);
        expect([figures.refused, figures.expired, figures.unknown, figures.rejected]).toEqual(
          ['refused', 'expired', 'unknown', 'rejected'].map((kind) => when(kind).length),
        );
        const cents = (currency: string) =>
          when('done').reduce(
            (sum, { facts }) => sum + (facts.amount?.currency === currency ? Math.round(facts.amount.amount * 100) : 0),
            0,
          );
        const told = (currency: string) =>
          Math.round(figures.given.filter((one) => one.currency === currency).reduce((sum, { amount }) => sum + amount, 0) * 100);
        expect([told('EUR'), told('CHF')]).toEqual([cents('EUR'), cents('CHF')]);
        const waited = stories.flatMap(({ steps }) => {
          const [asked, taken] = steps;
          const decided =
            taken?.[1] === 'pending' ? steps.find(([, kind]) => kind === 'approved' || kind === 'rejected') : undefined;
          return asked && decided && isIn(decided) ? [decided[0] - asked[0]] : [];
        });
        expect(figures.approved + figures.rejected).toBe(waited.length);
        if (waited.length > 0) {
          const within = (ms: number) => waited.filter((minutes) => minutes * minuteMs <= ms).length / waited.length;
          expect(within(figures.timeToDecide?.medianMs ?? -1)).toBeGreaterThanOrEqual(0.5);
          expect(within(figures.timeToDecide?.ninetiethMs ?? -1)).toBeGreaterThanOrEqual(0.9);
        }
        const statesAtEnd = stories.map(
          ({ steps }) =>
            steps
              .filter(([minute, kind]) => minute < from + length && kind !== 'vote' && kind !== 'escalated' && kind !== 'sent')
              .at(-1)?.[1],
        );
        const among = (...states: string[]) =>
          statesAtEnd.filter((state) => state !== undefined && states.includes(state)).length;
        expect([figures.waiting?.requests ?? 0, figures.unsettled?.requests ?? 0]).toEqual([
          among('pending', 'approved', 'running'),
          among('unknown'),
        ]);
      },
    ),
  );
});

it('an envelope gives nothing by itself: what is drawn from it does', () => {
  const done: Step[] = [
    [0, 'asked'],
    [0, 'approved'],
    [1, 'running'],
    [2, 'done'],
  ];
  const entries = inOrder([
    ...story('E', 'U0ANA', { ...euros(600), opens: { most: 30 } }, done),
    ...story('D', 'U0BEN', { ...euros(20), rule: 'envelope E' }, done),
  ]);
  const { given, asked } = figuresOf(entries, { from: at(0), to: at(60) });
  expect(asked).toBe(2);
  expect(given).toMatchObject([{ rule: 'envelope E', person: 'U0BEN', vouchers: 1, amount: 20 }]);
});
