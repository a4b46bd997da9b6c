import { expect, it } from 'vitest';
import { askedBecause, type GateFacts } from '../../../src/approvals/policy/gate.ts';
import { testPolicy } from '../../support/people.ts';
import { policyOf } from '../../support/policy.ts';

const policy = policyOf(testPolicy);
const facts: GateFacts = {
  action: 'voucher.apply',
  risk: 'costly',
  amount: { amount: 20, currency: 'EUR' },
  branches: [1],
  tree: 'not-considered',
  count: 1,
  given: () => 0,
  givenByAsker: () => 0,
  askedFor: () => 0,
};

it('says in words what keeps it from running at once', () => {
  expect(askedBecause(policy, { ...facts, given: () => 40 })).toContain('this customer would be given €60');
  expect(askedBecause(policy, { ...facts, amount: { amount: 50, currency: 'EUR' } })).toContain('it costs €50');
  expect(askedBecause(policy, { ...facts, alwaysAsks: 'the asker created this customer' })).toBe(
    'the asker created this customer',
  );
});

it('says nothing if it runs at once, or if nothing of its kind ever does', () => {
  expect(askedBecause(policy, facts)).toBeUndefined();
  expect(askedBecause(policy, { ...facts, action: 'customer.delete', risk: 'destructive', amount: undefined })).toBeUndefined();
});
