import { describe, expect, it } from 'vitest';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { understandCustomer } from '../../../src/commands/subjects/understand.ts';
import { voucherFeature } from '../../../src/commands/voucher/index.ts';
import { staff } from '../../support/command-harness.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

describe('a card’s number where a customer is wanted', () => {
  it('is its holder, and says so', async () => {
    const voucher = await openFormHarness(verbOf(voucherFeature.verbs, 'apply'));
    const shown = await voucher.type(['HM-10001', '20']);
    expect(shown.fields).toMatchObject({ customer: '1001', voucher: '903' });
    expect(shown.text).toContain('“HM-10001” is a card number. Its holder is filled in.');
    const mfa = await openFormHarness(verbOf(customerFeature.verbs, 'mfa'));
    expect((await mfa.type('HM-10001 lost the phone'.split(' '))).fields).toMatchObject({
      customer: '1001',
      reason: 'lost the phone',
    });
    const edit = await openFormHarness(verbOf(customerFeature.verbs, 'tags'));
    expect((await edit.type(['hm-10001', '+vip'])).fields).toMatchObject({ customer: '1001' });
  });

  it('says so if nobody has it', async () => {
    const { fields, text } = await (await openFormHarness(verbOf(voucherFeature.verbs, 'apply'))).type(['HM-10002', '20']);
    expect(fields.customer).toBeUndefined();
    expect(text).toContain('“HM-10002” is a card number, and the card is not assigned.');
  });

  it('is no customer to anyone who may not see cards', async () => {
    const { app, command } = await openFormHarness(verbOf(voucherFeature.verbs, 'apply'));
    const { who } = await command(staff.lead);
    const blind = { ...who, may: (name: string) => name !== 'read.card' && who.may(name) };
    const understood = await understandCustomer(app, 'HM-10001', 1, blind);
    expect(understood).toEqual({ problem: expect.stringContaining('No customer matches') });
  });
});
