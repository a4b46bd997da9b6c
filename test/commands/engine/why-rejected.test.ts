import { expect, it } from 'vitest';
import type { RequestRecord } from '../../../src/approvals/request.ts';
import { openForm } from '../../../src/commands/engine/form.ts';
import { voucherFeature } from '../../../src/commands/voucher/index.ts';
import { staff } from '../../support/command-harness.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';
import { readBlocks } from '../../views/read.ts';

async function askedAgain(record: Partial<RequestRecord>) {
  const verb = verbOf(voucherFeature.verbs, 'apply');
  const harness = await openFormHarness(verb, { asks: true });
  const { app } = harness;
  // safe: the form reads these members alone
  const load = async () => record as RequestRecord;
  app.approvals = { ...app.approvals, postedMessages: { ...app.approvals.postedMessages, load } };
  const command = await harness.command(staff.lead);
  await openForm(command, verb.form, () => verb.form.fromWords(app, command.who, ['1021', '20']), { parent: 'REJECTED01' });
  return harness;
}

const votes: RequestRecord['votes'] = [
  {
    person: staff.lead,
    verdict: 'reject',
    reason: 'Not for a tram strike',
    at: new Date(0),
    givenFor: undefined,
    seal: undefined,
  },
];

it('a form that asks again what was rejected says why it was, also after something in it changed', async () => {
  const harness = await askedAgain({ state: 'rejected', votes });
  expect(readBlocks(harness.drawn.now().blocks)).toContain('It was rejected: “Not for a tram strike”');
  const { text } = await harness.change({ customer: { choose: '1021' }, voucher: { choose: '906' } });
  expect(text).toContain('It was rejected: “Not for a tram strike”');
});

it('a form that asks again what expired says nothing of the kind', async () => {
  const harness = await askedAgain({ state: 'expired', votes });
  expect(readBlocks(harness.drawn.now().blocks)).not.toContain('rejected');
});
