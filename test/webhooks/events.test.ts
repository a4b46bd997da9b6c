import { expect, it } from 'vitest';
import type { ToldEntry } from '../../src/journal/of-request.ts';
import { saltedDigest } from '../../src/journal/seals.ts';
import { eventsOf } from '../../src/webhooks/events.ts';

const salt = 'salt';
const sealed = { asker: 'U0ANA', subjects: ['customer:1010'], beneficiary: 'customer:1010', ticket: saltedDigest(salt, 'HD-1') };
const facts = { risk: 'costly', rule: 'goodwill', branches: [7], amount: { amount: 50, currency: 'EUR' } };

function entriesOf(...all: [kind: string, actor: string, data: unknown][]): ToldEntry[] {
  return all.map(([kind, actor, data], index) => ({
    seq: 10 + index,
    at: new Date(1_764_000_000_000 + index),
    kind,
    actor,
    data,
    isKeyed: true,
  }));
}
const vote = (verdict: 'approve' | 'reject') => ({ vote: { voter: 'x', verdict } });
const of = (entries: ToldEntry[], ticket = 'HD-1') => eventsOf('REQ0000001', entries, { ticket, salt });

it('tells each event once, as it was then, by ids alone', () => {
  const events = of(
    entriesOf(
      ['request.asked', 'U0ANA', { sealed }],
      ['request.pending', 'U0ANA', { action: 'voucher.apply', facts, sealed }],
      ['request.vote', 'U0BEN', vote('approve')],
      ['request.approved', 'U0CLEO', { action: 'voucher.apply', ...vote('approve') }],
      ['request.running', 'app', { action: 'voucher.apply' }],
      ['request.sent', 'app', {}],
      ['request.done', 'app', { action: 'voucher.apply' }],
    ),
  );
  expect(events.map(({ id, event, request: { state, decidedBy } }) => [id, event, state, decidedBy])).toEqual([
    ['REQ0000001-11-asked', 'asked', 'pending', []],
    ['REQ0000001-13-approved', 'approved', 'approved', ['U0BEN', 'U0CLEO']],
    ['REQ0000001-16-done', 'done', 'done', ['U0BEN', 'U0CLEO']],
  ]);
  expect(events[0]).toEqual({
    id: 'REQ0000001-11-asked',
    at: new Date(1_764_000_000_001).toISOString(),
    event: 'asked',
    request: {
      ...{
        ref: 'REQ0000001',
        action: 'voucher.apply',
        risk: 'costly',
        state: 'pending',
        subject: { kind: 'customer', id: 1010 },
      },
      ...{ branch: 7, amount: 50, currency: 'EUR', ticket: 'HD-1', rule: 'goodwill', askedBy: 'U0ANA', decidedBy: [] },
    },
  });
});

it('tells what was changed while it waited as it is from then on, and by whom that was approved', () => {
  const less = { ...facts, rule: 'small', amount: { amount: 20, currency: 'EUR' } };
  const events = of(
    entriesOf(
      ['request.asked', 'U0ANA', { sealed }],
      ['request.pending', 'U0ANA', { action: 'voucher.apply', facts, sealed }],
      ['request.vote', 'U0BEN', vote('approve')],
      ['request.offered', 'U0CLEO', { action: 'voucher.apply' }],
      ['request.revised', 'U0ANA', { action: 'voucher.apply', facts: less, sealed }],
      ['request.approved', 'U0CLEO', { action: 'voucher.apply', ...vote('approve') }],
    ),
  );
  expect(events.map(({ event, request: { state, amount, rule, decidedBy } }) => [event, state, amount, rule, decidedBy])).toEqual(
    [
      ['asked', 'pending', 50, 'goodwill', []],
      ['offered', 'pending', 50, 'goodwill', ['U0BEN']],
      ['approved', 'approved', 20, 'small', ['U0CLEO']],
    ],
  );
});

it('what runs at once is asked and approved, and what was refused before it was taken in is not told', () => {
  const atOnce = of(
    entriesOf(['request.asked', 'U0ANA', { sealed }], ['request.approved', 'U0ANA', { action: 'voucher.apply', facts, sealed }]),
  );
  expect(atOnce.map(({ event, request }) => [event, request.state])).toEqual([
    ['asked', 'approved'],
    ['approved', 'approved'],
  ]);
  expect(of(entriesOf(['request.asked', 'U0ANA', { sealed }], ['request.refused', 'app', { action: 'voucher.apply' }]))).toEqual(
    [],
  );
});

it('a rejection names who said no; a ticket that was changed or erased, and what is no thing, are left out', () => {
  const entries = entriesOf(
    [
      'request.pending',
      'U0ANA',
      { action: 'customer.create', facts, sealed: { ...sealed, beneficiary: null, subjects: ['new:customer'] } },
    ],
    ['request.vote', 'U0BEN', vote('approve')],
    ['request.rejected', 'U0CLEO', vote('reject')],
  );
  expect(of(entries, 'HD-2').at(-1)?.request).toMatchObject({ decidedBy: ['U0CLEO'], ticket: null, subject: null });
});
