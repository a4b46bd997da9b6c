import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { risks } from '../../../src/actions/define.ts';
import { treeOf } from '../../../src/approvals/policy/branches.ts';
import { traitsOf } from '../../../src/approvals/policy/catalogue.ts';
import { explainGate, type GateFacts, gateFor } from '../../../src/approvals/policy/gate.ts';
import { parsePolicy } from '../../../src/approvals/policy/parse.ts';
import type { Policy } from '../../../src/approvals/policy/types.ts';
import { formatDuration, parseDuration } from '../../../src/lib/duration.ts';
import { fc } from '../../support/fast-check.ts';

const few = ['voucher.apply', 'card.assign', 'card.unassign', 'customer.delete'] as const;
const pattern = fc.constantFrom('*', 'card.*', 'v*', ...few);
const range = fc.tuple(fc.option(fc.nat(5), { nil: undefined }), fc.option(fc.nat(5), { nil: undefined })).map(([a, b]) => {
  const [min, max] = a !== undefined && b !== undefined && a > b ? [b, a] : [a, b];
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
});
const limit = fc.record({ max: fc.nat(8), within: fc.constantFrom('1d', '2d', '30d') });
const whole = fc.record({
  action: fc.oneof(pattern, fc.array(pattern, { minLength: 1, maxLength: 3 })),
  risk: fc.subarray([...risks], { minLength: 1 }),
  amount: range,
  branch: fc.subarray([1, 2, 3], { minLength: 1 }),
  count: range,
  sameCustomer: limit,
  sameAsker: limit,
  sameAction: limit,
});
/** A rule has a few conditions, as people write them. */
const match = fc
  .tuple(
    whole,
    fc.subarray(['action', 'risk', 'amount', 'branch', 'count', 'sameCustomer', 'sameAsker', 'sameAction'], { maxLength: 3 }),
  )
  .map(([all, keys]) => Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key))));
const require = fc.oneof(
  fc.constant('none'),
  fc.record({ role: fc.constantFrom('lead', 'agent'), count: fc.integer({ min: 1, max: 3 }) }),
);
const drawn = fc.array(fc.record({ match, require }), { maxLength: 4 });
/** Some rules are made of earlier ones, mostly narrower, so that many really are taken. */
const rules = fc.tuple(drawn, drawn).map(([some, others]) => {
  const mixed = others.map((rule, index) => {
    const base = some[index]?.match ?? {};
    return { ...rule, match: index % 2 === 0 ? { ...rule.match, ...base } : { ...base, ...rule.match } };
  });
  return [...some, ...mixed].map((rule, index) => ({ name: `rule ${index}`, ...rule }));
});

/** 2 lies within 1, 4 within 2; 5 is not in the list. */
const tree = treeOf([{ id: 1 }, { id: 2, parent: { id: 1 } }, { id: 3 }, { id: 4, parent: { id: 2 } }]);

/** What was given grows with the length of time looked at, as it does in the world. */
const facts: fc.Arbitrary<GateFacts> = fc
  .record({
    action: fc.constantFrom(...few),
    risk: fc.nat(),
    amount: fc.option(fc.record({ amount: fc.nat(6), currency: fc.constantFrom('EUR', 'EUR', 'CHF') }), { nil: undefined }),
    givesMore: fc.boolean(),
    branches: fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }), { maxLength: 2 }),
    count: fc.integer({ min: 1, max: 6 }),
    perDay: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)),
  })
  .map(({ perDay, risk, ...rest }) => {
    const before = (place: number) => (withinMs: number) => (perDay[place] ?? 0) * Math.ceil(withinMs / 86_400_000);
    const { risks: possible, hasWorth, touchesMany } = traitsOf(rest.action);
    return {
      ...rest,
      risk: possible[risk % possible.length] ?? 'routine',
      ...(hasWorth === true ? {} : { amount: undefined, givesMore: false }),
      ...(touchesMany === true ? {} : { count: 1 }),
      tree,
      given: before(0),
      givenByAsker: before(1),
      askedFor: before(2),
    };
  });

const fileOf = (approvals: unknown) =>
  stringify({ version: 1, currency: 'EUR', roles: { lead: { usergroups: ['S0L'] }, agent: { usergroups: ['S0A'] } }, approvals });

/** The rules that are right each for itself: what is left may be taken by earlier ones. */
const rightOnes = <Rule extends { name: string }>(list: readonly Rule[]): Rule[] =>
  list.filter((rule) => parsePolicy(fileOf([rule])).ok);

/** The same rules without the check of their order, so that also unreachable ones can be asked. */
function policyOf(list: readonly { name: string }[]): Policy | null {
  const parts = list.map((rule) => parsePolicy(fileOf([rule])));
  const approvals = parts.flatMap((part) => (part.ok ? part.policy.approvals : []));
  const first = parsePolicy(fileOf([]));
  return first.ok && approvals.length === list.length ? { ...first.policy, approvals } : null;
}

describe('for all policies', () => {
  it('a rule that is accused of never matching never decides, whatever the facts', () => {
    let accusations = 0;
    fc.assert(
      fc.property(rules, fc.array(facts, { minLength: 30, maxLength: 30 }), (drawnList, many) => {
        const list = rightOnes(drawnList);
        const parsed = parsePolicy(fileOf(list), undefined, tree);
        const policy = policyOf(list);
        if (parsed.ok || policy === null) return;
        for (const { path, say } of parsed.problems) {
          expect(say).toContain('can never match');
          accusations += 1;
          const accused = list[Number(path.match(/\d+/)?.[0])]?.name;
          for (const one of many) expect(gateFor(policy, one).rule).not.toBe(accused);
        }
      }),
      { numRuns: 120 },
    );
    expect(accusations).toBeGreaterThan(20);
  });

  it('whatever is after a rule for everything is accused', () => {
    fc.assert(
      fc.property(rules, (drawnList) => {
        const list = rightOnes(drawnList);
        const parsed = parsePolicy(fileOf([{ name: 'everything', require: 'none' }, ...list]));
        expect(parsed.ok ? 0 : parsed.problems.length).toBe(list.length);
      }),
      { numRuns: 50 },
    );
  });

  it('the gate is that of the first matching rule, and the explanation agrees', () => {
    fc.assert(
      fc.property(rules, facts, (drawnList, one) => {
        const list = rightOnes(drawnList);
        const policy = policyOf(list);
        if (policy === null) return;
        const { gate, rules: outcomes } = explainGate(policy, one);
        expect(gateFor(policy, one)).toEqual(gate);
        const deciding = outcomes.findIndex(({ matched }) => matched);
        if (deciding >= 0) expect(gate.rule).toBe(list[deciding]?.name);
        else expect(gate.kind).toBe(one.risk === 'routine' || one.risk === 'sensitive' ? 'none' : 'votes');
        expect(outcomes.every(({ why }) => why.length > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('nothing destructive, costly or bulk runs unasked unless a rule that requires none lets it', () => {
    fc.assert(
      fc.property(rules, facts, (drawnList, one) => {
        const list = rightOnes(drawnList);
        const policy = policyOf(list);
        if (policy === null || one.risk === 'routine' || one.risk === 'sensitive') return;
        const gate = gateFor(policy, one);
        if (gate.kind === 'none') expect(policy.approvals.find(({ name }) => name === gate.rule)?.require).toBe('none');
      }),
      { numRuns: 300 },
    );
  });

  it('no text makes the parser throw, and every problem has a place in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((value) => stringify(value)),
        ),
        (text) => {
          const parsed = parsePolicy(text);
          if (parsed.ok) return;
          const lines = text.split(/\r\n|\n|\r/).length;
          expect(parsed.problems.length).toBeGreaterThan(0);
          for (const { line, column } of parsed.problems) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(lines + 1);
            expect(column).toBeGreaterThanOrEqual(1);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('every duration of whole units survives being written', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999 }),
      fc.constantFrom(['s', 1_000], ['m', 60_000], ['h', 3_600_000], ['d', 86_400_000]),
      (n, [unit, ms]) => {
        expect(parseDuration(`${n}${unit}`)).toBe(n * Number(ms));
      },
    ),
  );
  expect([1_000, 90 * 60_000, 3_600_000, 4 * 3_600_000, 30 * 86_400_000, 1].map(formatDuration)).toEqual([
    '1 second',
    '90 minutes',
    '1 hour',
    '4 hours',
    '30 days',
    '1 second',
  ]);
});
