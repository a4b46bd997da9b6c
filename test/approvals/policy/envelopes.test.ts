import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/approvals/policy/compare.ts';
import { askedBecause, explainGate, type GateFacts, gateFor, windowsOf } from '../../../src/approvals/policy/gate.ts';
import { replay } from '../../../src/approvals/policy/replay.ts';
import { euros, factsOf, policyOf } from '../../support/policy.ts';
import { past } from './past.ts';
import { dayMs, hourMs, policyText, problemsIn } from './support.ts';

const rules = `
  - { name: small, match: { action: voucher.apply, amount: { max: 20 }, sameCustomer: { max: 40, within: 30d } }, require: none }
  - { name: of a day, match: { action: voucher.apply, amount: { max: 60 }, sameAsker: { max: 200, within: 1d } }, require: none }
  - { name: goodwill, match: { action: voucher.apply }, require: { role: lead } }
`;
const withEnvelopes = (approvals = rules, key = 'envelopes: { most: 50, longest: 24h }') => `${key}\n${policyText(approvals)}`;
const policy = policyOf(withEnvelopes());
const room = { id: 'ENVELOPE01', left: 12, endsInMs: 2 * hourMs };
const gate = (facts: Partial<GateFacts>) => gateFor(policy, factsOf({ amount: euros(50), ...facts }));

describe('the key envelopes', () => {
  it('has defaults, is none when left out, and takes whole numbers and durations', () => {
    expect(policyOf(withEnvelopes(rules, 'envelopes: {}')).envelopes).toEqual({ most: 50, longestMs: 24 * hourMs });
    expect(policyOf(withEnvelopes(rules, 'envelopes: { most: 5, longest: 3h }')).envelopes).toEqual({
      most: 5,
      longestMs: 3 * hourMs,
    });
    expect(policyOf(policyText(rules)).envelopes).toBeNull();
    const says = (key: string) => problemsIn(withEnvelopes(rules, key)).map(({ line, say }) => `${line}: ${say}`);
    expect(says('envelopes: { most: 0 }')).toEqual(['1: Write at least 1.']);
    expect(says('envelopes: { most: 2.5 }')).toEqual(['1: Write a whole number.']);
    expect(says('envelopes: { longest: long }').join()).toContain('1: Write a duration');
    expect(says('envelopes: { longst: 3h }').join()).toContain('1: ');
  });

  it('is an error where an envelope would be erased while it is open', () => {
    const problems = problemsIn(`privacy: { forgetAfter: 1d }\n${withEnvelopes()}`);
    expect(problems.map(({ line, say }) => `${line}: ${say}`)).toEqual([
      '2: An envelope would be erased while it is open. Write less than what privacy has as forgetAfter.',
    ]);
  });
});

describe('a rule', () => {
  it('that names voucher.apply is for an envelope, with the worth of all of it, and one with sameCustomer never is', () => {
    const asked = (amount: number) => gateFor(policy, factsOf({ action: 'voucher.envelope', amount: euros(amount) }));
    expect(asked(10)).toMatchObject({ kind: 'none', rule: 'of a day' });
    expect(asked(600)).toMatchObject({ kind: 'votes', rule: 'goodwill' });
    const { rules: outcomes } = explainGate(policy, factsOf({ action: 'voucher.envelope', amount: euros(10) }));
    expect(outcomes[0]).toMatchObject({ rule: 'small', matched: false });
    expect(windowsOf(policy, 'voucher.envelope')).toEqual({ customer: [30 * dayMs], asker: [dayMs], action: [] });
  });

  it('for envelopes alone can never match below one that names voucher.apply, and does above it', () => {
    const own = '\n  - { name: envelopes, match: { action: voucher.envelope }, require: { role: lead, count: 2 } }';
    expect(problemsIn(policyText(`${rules.trimEnd()}${own}\n`)).map(({ say }) => say)).toEqual([
      '"envelopes" can never match: "goodwill" above takes everything. Move it up, or remove it.',
    ]);
    const above = policyOf(policyText(`${own}${rules}`));
    expect(gateFor(above, factsOf({ action: 'voucher.envelope', amount: euros(10) }))).toMatchObject({ rule: 'envelopes' });
    expect(gateFor(above, factsOf({ amount: euros(10) }))).toMatchObject({ rule: 'small' });
    const never =
      '\n  - { name: never, match: { action: voucher.envelope, sameCustomer: { max: 5, within: 1d } }, require: none }\n';
    expect(problemsIn(policyText(never)).map(({ say }) => say)).toEqual([
      '"never" can never match: voucher.envelope is for many customers. Change its match, or remove it.',
    ]);
  });
});

describe('what is drawn from an envelope', () => {
  it('asks nobody, whatever the rules say, and is carried out before the envelope ends', () => {
    expect(gate({ amount: euros(100), envelope: room })).toMatchObject({
      kind: 'none',
      rule: 'envelope ENVELOPE01',
      envelope: 'ENVELOPE01',
      left: 12,
      executeWithinMs: hourMs,
    });
    expect(gate({ amount: euros(100), envelope: { ...room, endsInMs: 5_000 } })).toMatchObject({ executeWithinMs: 5_000 });
    expect(gate({ amount: euros(100) })).toMatchObject({ kind: 'votes', rule: 'goodwill' });
  });

  it('goes past what one customer may be given, and not past what one person may give', () => {
    expect(gate({ amount: euros(20), given: () => 500, givenByAsker: () => 0, envelope: room }).rule).toBe('envelope ENVELOPE01');
    const above = factsOf({ amount: euros(50), given: () => 500, givenByAsker: () => 160, envelope: room });
    expect(gateFor(policy, above)).toMatchObject({ kind: 'votes', rule: 'goodwill' });
    expect(askedBecause(policy, above)).toBe('the asker would have given €210 within 1 day (limit: €200)');
    expect(gate({ givenByAsker: () => 150, envelope: room }).rule).toBe('envelope ENVELOPE01');
    // No rule with sameAsker would match it otherwise.
    expect(gate({ amount: euros(61), givenByAsker: () => 1_000, envelope: room }).rule).toBe('envelope ENVELOPE01');
  });

  it('asks if what its giver gave is not known, if it gives more than money, and if it always asks', () => {
    expect(gate({ givenByAsker: () => Number.NaN, envelope: room })).toMatchObject({ kind: 'votes' });
    const bounded = policyOf(
      withEnvelopes('\n  - { name: day, match: { action: voucher.apply, sameAsker: { max: 9, within: 1d } }, require: none }\n'),
    );
    expect(gateFor(bounded, factsOf({ amount: euros(1), givesMore: true, envelope: room }))).toMatchObject({ kind: 'votes' });
    expect(gate({ alwaysAsks: 'the asker created this customer', envelope: room })).toMatchObject({
      kind: 'votes',
      alwaysAsks: 'the asker created this customer',
    });
  });
});

describe('a replay', () => {
  const drawn = (admitted: number) => past({ admitted, amount: euros(100), rule: 'envelope E', envelope: 'E' });
  const opened = past({
    admitted: 1,
    action: 'voucher.envelope',
    amount: euros(3_000),
    beneficiary: undefined,
    waitedFor: { role: 'lead', count: 1 },
    approved: 2,
  });

  it('draws what was drawn under a policy with envelopes, and asks for it under one without', () => {
    const gates = (other: typeof policy) => replay(other, [opened, drawn(3)]).map(({ gate: one }) => one.rule);
    expect(gates(policy)).toEqual(['goodwill', 'envelope E']);
    expect(gates(policyOf(policyText(rules)))).toEqual(['goodwill', 'goodwill']);
  });

  it('counts what was drawn as given, and the envelope into no sum', () => {
    const all = replay(policy, [opened, drawn(3), past({ admitted: 4, amount: euros(50), rule: 'of a day' })]);
    expect(all.at(-1)?.gate).toMatchObject({ rule: 'of a day' });
    const more = replay(policy, [opened, drawn(3), drawn(4), past({ admitted: 5, amount: euros(50), rule: 'of a day' })]);
    expect(more.at(-1)?.gate).toMatchObject({ rule: 'goodwill' });
    expect(compare(all).asked.money).toEqual(new Map([['EUR', 150]]));
  });
});
