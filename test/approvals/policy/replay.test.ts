import { describe, expect, it } from 'vitest';
import type { PastRequest } from '../../../src/approvals/policy/history.ts';
import { replay, wasStopped } from '../../../src/approvals/policy/replay.ts';
import { policyOf } from '../../support/policy.ts';
import { past, startMs } from './past.ts';
import { dayMs, policyText } from './support.ts';

/** At most 20 EUR for one customer in a day runs unasked. */
const daily = policyOf(
  policyText(`
  - { name: small, match: { action: voucher.apply, sameCustomer: { max: 20, within: 1d } }, require: none }
  - { name: rest, match: { action: voucher.apply }, require: { role: lead } }
`),
);
const rules = (...requests: PastRequest[]) => replay(daily, requests).map(({ gate }) => gate.rule);
const lead = { role: 'lead', count: 1 };

describe('a replay', () => {
  it('judges each request by what was noted of it', () => {
    const narrow = policyOf(
      policyText(`
  - { name: one, match: { action: voucher.apply, risk: costly, amount: { min: 5 }, branch: 2, count: { max: 1 } }, require: { role: chief, count: 2 } }
`),
    );
    const fits = { admitted: 1, branches: [2], count: 1 };
    const gates = replay(narrow, [
      past(fits),
      past({ ...fits, action: 'card.assign', risk: 'routine' }),
      past({ ...fits, risk: 'routine' }),
      past({ ...fits, branches: [3], risk: 'costly' }),
      past({ ...fits, count: 2 }),
      past({ ...fits, amount: { amount: 4, currency: 'EUR' } }),
    ]).map(({ gate }) => gate.rule);
    expect(gates).toEqual(['one', null, null, 'no rule matches', 'no rule matches', 'no rule matches']);
    expect(replay(narrow, [past(fits)])[0]).toMatchObject({
      request: { id: 'R1' },
      gate: { kind: 'votes', role: 'chief', count: 2 },
    });
  });

  it('sums what the same customer was given over the replay itself', () => {
    expect(rules(past({ admitted: 1 }), past({ admitted: 3 }), past({ admitted: 5 }))).toEqual(['small', 'small', 'rest']);
    expect(rules(past({ admitted: 1 }), past({ admitted: 3 }), past({ admitted: 5, beneficiary: 'customer:2' }))[2]).toBe(
      'small',
    );
    expect(rules(past({ admitted: 1 }), past({ admitted: 3 }), past({ admitted: 5, beneficiary: undefined }))[2]).toBe('small');
  });

  it('forgets what was given before the time that the rule looks at, and not a moment earlier', () => {
    const at = (ms: number) => new Date(startMs + ms);
    const first = past({ admitted: 1, amount: { amount: 20, currency: 'EUR' }, askedAt: at(0) });
    expect(rules(first, past({ admitted: 3, askedAt: at(dayMs) }))[1]).toBe('rest');
    expect(rules(first, past({ admitted: 3, askedAt: at(dayMs + 1) }))[1]).toBe('small');
  });

  it('counts only the policy’s currency', () => {
    const francs = past({ admitted: 1, amount: { amount: 20, currency: 'CHF' } });
    expect(rules(francs, past({ admitted: 3 }))).toEqual(['rest', 'small']);
    // It ran unasked all the same where the policy is in francs.
    expect(replay({ ...daily, currency: 'CHF' }, [francs, past({ admitted: 3 })]).map(({ gate }) => gate.rule)).toEqual([
      'small',
      'rest',
    ]);
  });

  it('counts what nobody let through then but would have run now', () => {
    const rejected = past({
      admitted: 1,
      amount: { amount: 20, currency: 'EUR' },
      waitedFor: lead,
      ended: { state: 'rejected', entry: 2 },
    });
    expect(rules(rejected, past({ admitted: 3 }))).toEqual(['small', 'rest']);
  });

  it('counts what would wait from its approval on, and never if nobody approved it', () => {
    const large = { admitted: 1, amount: { amount: 15, currency: 'EUR' } } as const;
    const tooMuch = past({
      admitted: 2,
      amount: { amount: 15, currency: 'EUR' },
      waitedFor: lead,
      approved: 5,
      ended: { state: 'done', entry: 6 },
    });
    // Before entry 5 only the first 15 count, afterwards both do.
    expect(rules(past(large), tooMuch, past({ admitted: 4, amount: { amount: 5, currency: 'EUR' } }))).toEqual([
      'small',
      'rest',
      'small',
    ]);
    expect(rules(past(large), tooMuch, past({ admitted: 7, amount: { amount: 5, currency: 'EUR' } }))).toEqual([
      'small',
      'rest',
      'rest',
    ]);
    const never = { ...tooMuch, approved: undefined, ended: { state: 'expired', entry: 6 } as const };
    expect(rules(past(large), never, past({ admitted: 7, amount: { amount: 5, currency: 'EUR' } }))).toEqual([
      'small',
      'rest',
      'small',
    ]);
  });

  it('counts what ran at once and would wait now as approved at once', () => {
    const ranAtOnce = past({ admitted: 1, amount: { amount: 25, currency: 'EUR' } });
    expect(rules(ranAtOnce, past({ admitted: 3 }))).toEqual(['rest', 'rest']);
  });

  it.each(['failed', 'stale', 'expired'] as const)('counts what came to nothing (%s) only until then', (state) => {
    const failed = past({ admitted: 1, amount: { amount: 20, currency: 'EUR' }, ended: { state, entry: 4 } });
    expect(rules(failed, past({ admitted: 3 }))[1]).toBe('rest');
    expect(rules(failed, past({ admitted: 4 }))[1]).toBe('small');
    const approved = { ...failed, waitedFor: lead, approved: 2 };
    expect(rules(approved, past({ admitted: 5 }))[1]).toBe('small');
  });

  it('counts what is open or unknown as given', () => {
    const unknown = past({ admitted: 1, amount: { amount: 20, currency: 'EUR' }, ended: undefined });
    expect(rules(unknown, past({ admitted: 3 }))[1]).toBe('rest');
  });

  it('lets no rule about the same customer match if it is not known who that was', () => {
    expect(rules(past({ admitted: 1, isComplete: false }))).toEqual(['rest']);
  });

  it('a request without an amount gives nothing', () => {
    expect(
      rules(past({ admitted: 1, amount: undefined }), past({ admitted: 3, amount: { amount: 20, currency: 'EUR' } })),
    ).toEqual(['rest', 'small']);
  });
});

it.each([
  ['rejected', true],
  ['expired', true],
  ['cancelled', true],
  ['failed', false],
  ['stale', false],
  ['done', false],
] as const)('a request that waited and is %s was stopped by people or time: %s', (state, stopped) => {
  const request = past({ admitted: 1, waitedFor: lead, ended: { state, entry: 2 } });
  expect(wasStopped(request)).toBe(stopped);
  // Approved and then not carried out in time, or never waiting at all: nobody said no.
  expect(wasStopped({ ...request, approved: 2 })).toBe(false);
  expect(wasStopped({ ...request, waitedFor: null })).toBe(false);
  expect(wasStopped({ ...request, ended: undefined })).toBe(false);
});
