import { expect, it } from 'vitest';
import type { RequestRecord } from '../../../src/approvals/request.ts';
import { customerContextOf } from '../../../src/commands/approvals/customer-context.ts';
import { customerContextBlocks } from '../../../src/views/request/customer-context.ts';
import { openCommandHarness, staff } from '../../support/command-harness.ts';
import { readBlocks } from '../../views/read.ts';

const record = (id: string, more: Partial<RequestRecord> = {}) =>
  ({
    id,
    action: 'voucher.apply',
    state: 'pending',
    asker: staff.agent,
    askedAt: new Date('2026-11-20T09:00:00Z'),
    reason: '',
    differences: [],
    votes: [],
    questions: [],
    offers: [],
    revision: 0,
    subjects: ['customer:1001'],
    branch: 1,
    reminders: 0,
    isErased: false,
    ...more,
  }) as unknown as RequestRecord; // safe: what is drawn of it is here

async function seenBy(person: string, requests: RequestRecord[], subjects = ['customer:1001']) {
  const harness = await openCommandHarness();
  harness.app.approvals = { ...harness.app.approvals, history: async () => ({ requests, hasMore: false }) };
  const interaction = { ...(await harness.command(person)), app: harness.app };
  const context = await customerContextOf(interaction, record('THIS', { subjects }));
  const text =
    context === undefined
      ? undefined
      : readBlocks(customerContextBlocks(context, { now: new Date('2026-11-21T13:05:00Z'), timeZone: 'UTC' }));
  return { text, calls: harness.calls() };
}

it('the approver sees other open requests, earlier rejections with their reason, tags and rides', async () => {
  const no = {
    person: staff.lead,
    givenFor: undefined,
    verdict: 'reject' as const,
    reason: 'Twice this week',
    at: new Date('2026-11-20T10:00:00Z'),
    seal: undefined,
  };
  const { text } = await seenBy(staff.lead, [
    record('THIS'),
    record('OTHER'),
    record('OVER', { state: 'done' }),
    record('NO', { state: 'rejected', votes: [no] }),
  ]);
  expect(text).toMatch(/Also open: Apply a voucher · Waiting for approval · requested by .*OTHER/);
  expect(text).toMatch(/Rejected before: Apply a voucher.*Twice this week/);
  expect(text).toContain('Tags: vip');
  expect(text).toMatch(/Rides: \d+ rides/);
  expect(text).not.toContain('OVER');
  expect(text).not.toContain('THIS');
});

it('says that nothing else is known, and reads nothing about several customers', async () => {
  const one = await seenBy(staff.lead, []);
  expect(one.text).toContain('No other open requests and no earlier rejections.');
  const several = await seenBy(staff.lead, [], ['customer:1001', 'customer:1002']);
  expect(several.text).toBeUndefined();
  expect(several.calls).toEqual([]);
});

it('who may not look at customers decides without their data', async () => {
  const { text, calls } = await seenBy(staff.nobody, []).catch(() => ({ text: '', calls: [] }));
  expect(calls).toEqual([]);
  expect(text).not.toContain('Tags');
});
