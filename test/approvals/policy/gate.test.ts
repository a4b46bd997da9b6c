import { describe, expect, it } from 'vitest';
import { defaultRuleName, explainGate, type GateFacts, gateFor, windowsOf } from '../../../src/approvals/policy/gate.ts';
import { mayStart, notificationsFor, rolesThatMay } from '../../../src/approvals/policy/grants.ts';
import { euros, factsOf, policyOf } from '../../support/policy.ts';
import { dayMs, hourMs, policyText } from './support.ts';

const goodwill = policyOf(
  policyText(`
  - name: small goodwill
    match: { action: voucher.apply, amount: { max: 20 }, sameCustomer: { max: 40, within: 30d } }
    require: none
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 2, escalate: { role: chief, after: 2h } }
    channel: C0APPROVALS
    decideWithin: 4h
    executeWithin: 30m
  - name: cannot be undone
    match: { risk: [destructive, bulk] }
    require: { role: lead }
`),
);

describe('the gate', () => {
  it('the first rule that matches decides', () => {
    expect(gateFor(goodwill, factsOf({ amount: euros(20) }))).toMatchObject({
      kind: 'none',
      rule: 'small goodwill',
      executeWithinMs: hourMs,
    });
    expect(gateFor(goodwill, factsOf({ amount: euros(50) }))).toMatchObject({
      kind: 'votes',
      rule: 'goodwill',
      role: 'lead',
      count: 2,
      escalate: { role: 'chief', afterMs: 2 * hourMs },
      channel: 'C0APPROVALS',
      decideWithinMs: 4 * hourMs,
      executeWithinMs: hourMs / 2,
    });
  });

  it('if no rule matches, routine and sensitive run and everything else asks one lead', () => {
    for (const risk of ['routine', 'sensitive'] as const) {
      expect(gateFor(goodwill, factsOf({ action: 'card.assign', risk }))).toMatchObject({
        kind: 'none',
        rule: null,
        executeWithinMs: hourMs,
      });
    }
    const empty = policyOf(policyText(''));
    for (const risk of ['destructive', 'costly', 'bulk'] as const) {
      expect(gateFor(empty, factsOf({ risk }))).toMatchObject({
        kind: 'votes',
        rule: defaultRuleName,
        role: 'lead',
        count: 1,
        decideWithinMs: 24 * hourMs,
        executeWithinMs: hourMs,
      });
    }
  });

  it('bounds are inclusive', () => {
    const bounded = policyOf(
      policyText(
        '\n  - { name: a, match: { amount: { min: 10, max: 20 } }, require: { role: lead } }\n  - { name: c, match: { count: { min: 2, max: 3 } }, require: { role: lead } }\n',
      ),
    );
    const rule = (of: Partial<GateFacts>) => gateFor(bounded, factsOf({ risk: 'routine', ...of })).rule;
    expect([9.99, 10, 20, 20.01].map((amount) => rule({ amount: euros(amount) }))).toEqual([null, 'a', 'a', null]);
    expect([1, 2, 3, 4].map((count) => rule({ count }))).toEqual([null, 'c', 'c', null]);
  });

  it('an amount in another currency, or none, matches no rule with an amount', () => {
    expect(gateFor(goodwill, factsOf({ amount: { amount: 5, currency: 'CHF' } })).rule).toBe('goodwill');
    expect(gateFor(goodwill, factsOf({})).rule).toBe('goodwill');
    expect(gateFor(goodwill, factsOf({ amount: euros(Number.NaN) })).rule).toBe('goodwill');
    expect(gateFor(goodwill, factsOf({ amount: euros(-5) })).rule).toBe('goodwill');
  });

  it('what the same customer was given counts this one, asks the right length of time, and fails closed', () => {
    const asked: number[] = [];
    const given = (before: number) => (withinMs: number) => {
      asked.push(withinMs);
      return before;
    };
    const rule = (before: number) => gateFor(goodwill, factsOf({ amount: euros(15), given: given(before) })).rule;
    expect(rule(25)).toBe('small goodwill');
    expect(rule(25.01)).toBe('goodwill');
    expect(rule(Number.NaN)).toBe('goodwill');
    expect(rule(-100)).toBe('goodwill');
    expect(new Set(asked)).toEqual(new Set([30 * dayMs]));
  });

  it('sums of decimal amounts are compared as people write them', () => {
    const tenths = policyOf(
      policyText('\n  - { name: tenths, match: { sameCustomer: { max: 0.3, within: 1d } }, require: none }\n'),
    );
    expect(gateFor(tenths, factsOf({ amount: euros(0.1), given: () => 0.2 })).rule).toBe('tenths');
  });

  it('a rule without amount and without sameCustomer never asks what was given', () => {
    const given = () => {
      throw new Error('asked');
    };
    expect(gateFor(goodwill, factsOf({ action: 'customer.delete', risk: 'destructive', amount: euros(1), given })).rule).toBe(
      'cannot be undone',
    );
    expect(gateFor(goodwill, factsOf({ amount: euros(500), given })).rule).toBe('goodwill');
  });

  it('a branch matches only what belongs to it', () => {
    const branched = policyOf(policyText('\n  - { name: b, match: { branch: [1, 2] }, require: { role: lead } }\n'));
    const rule = (branch?: number) =>
      gateFor(branched, factsOf({ risk: 'routine', branches: branch === undefined ? [] : [branch] })).rule;
    expect([rule(1), rule(2), rule(3), rule()]).toEqual(['b', 'b', null, null]);
  });

  it('the windows of an action are those of its rules, each once', () => {
    const policy = policyOf(
      policyText(`
  - { name: a, match: { action: voucher.*, sameCustomer: { max: 1, within: 7d } }, require: none }
  - { name: b, match: { sameCustomer: { max: 2, within: 1d } }, require: none }
  - { name: c, match: { action: voucher.apply, sameCustomer: { max: 3, within: 7d } }, require: { role: lead } }
  - { name: d, match: { action: voucher.apply, sameAsker: { max: 9, within: 1h } }, require: { role: lead } }
  - { name: e, match: { sameAction: { max: 9, within: 2h } }, require: { role: lead } }
`),
    );
    expect(windowsOf(policy, 'voucher.apply')).toEqual({ customer: [dayMs, 7 * dayMs], asker: [hourMs], action: [2 * hourMs] });
    expect(windowsOf(policy, 'card.assign')).toEqual({ customer: [dayMs], asker: [], action: [2 * hourMs] });
  });

  it('an explanation says of each rule up to the deciding one why it did or did not match', () => {
    const { gate, rules } = explainGate(goodwill, factsOf({ amount: euros(15), given: () => 30 }));
    expect(gate).toEqual(gateFor(goodwill, factsOf({ amount: euros(15), given: () => 30 })));
    expect(rules).toEqual([
      {
        rule: 'small goodwill',
        matched: false,
        why: ['this customer would be given €45 within 30 days (limit: €40)'],
      },
      { rule: 'goodwill', matched: true, why: ['voucher.apply is voucher.apply'] },
    ]);
    const none = explainGate(goodwill, factsOf({ action: 'card.assign', risk: 'routine' }));
    expect(none.rules.map(({ why }) => why[0])).toEqual([
      'card.assign is not voucher.apply',
      'card.assign is not voucher.apply',
      'it is routine, not one of destructive, bulk',
    ]);
  });
});

describe('grants and notifications', () => {
  it('a star at the end grants all that begins so, and nothing else', () => {
    expect(mayStart(goodwill, ['agent'], 'card.assign')).toBe(true);
    expect(mayStart(goodwill, ['agent'], 'read.customer')).toBe(true);
    expect(mayStart(goodwill, ['agent'], 'voucher.apply')).toBe(false);
    expect(mayStart(goodwill, ['lead'], 'voucher.apply')).toBe(true);
    expect(rolesThatMay(goodwill, 'card.assign')).toEqual(['agent', 'lead']);
  });

  it('no role, an unknown one, or one that only sounds like a member of an object grants nothing', () => {
    for (const roles of [[], ['nobody'], ['chief'], ['constructor', '__proto__', 'toString']]) {
      expect(mayStart(goodwill, roles, 'card.assign')).toBe(false);
    }
  });

  it('a channel is told once, whatever number of rules name it', () => {
    const policy = policyOf(`${policyText('')}
notifications:
  - { on: [done, failed], actions: ["*"], channel: C0OPS }
  - { on: done, actions: [card.*], channel: C0OPS }
  - { on: done, actions: card.assign, channel: C0CARDS }
`);
    expect(notificationsFor(policy, 'done', 'card.assign')).toEqual(['C0OPS', 'C0CARDS']);
    expect(notificationsFor(policy, 'failed', 'card.assign')).toEqual(['C0OPS']);
    expect(notificationsFor(policy, 'pending', 'card.assign')).toEqual([]);
  });
});
