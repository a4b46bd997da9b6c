import { describe, expect, it } from 'vitest';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const open = () => openFormHarness(verbOf(customerFeature.verbs, 'create'));

describe('/customer create', () => {
  it('sorts what was typed into the fields', async () => {
    const { fields } = await (await open()).type(['new@example.com', 'Ada', 'van', 'Dam']);
    expect(fields).toMatchObject({ email: 'new@example.com', firstName: 'Ada', lastName: 'van Dam', branch: '1' });
    expect(fields.method).toBeUndefined();
  });

  it('sends what was filled in and nothing else', async () => {
    const harness = await open();
    await harness.type([]);
    const errors = await harness.send({
      method: { choose: 'PHONE' },
      branch: { choose: '2' },
      phone: '+43 660 1234567',
      firstName: 'Ada',
      drivingLicenseCategories: 'b, be',
      also: { chooseAll: ['newsletter', 'licence'] },
      reason: 'cannot use the app',
    });
    expect(errors).toEqual({});
    expect(harness.asked[0]).toEqual({
      action: 'customer.create',
      reason: 'cannot use the app',
      input: {
        authenticationType: 'PHONE',
        branchId: 2,
        phone: '+436601234567',
        firstName: 'Ada',
        drivingLicenseCategories: ['B', 'BE'],
        newsletter: true,
        licenseVerificationState: 'VERIFIED',
      },
    });
  });

  it.each([
    [{ method: { choose: 'EMAIL' }, branch: { choose: '1' } }, ['email']],
    [{ method: { choose: 'EMAIL_CODE' }, branch: { choose: '1' }, phone: '+43660' }, ['email']],
    [{ method: { choose: 'PHONE' }, branch: { choose: '1' }, email: 'a@example.com' }, ['phone']],
    [{ branch: { choose: '1' }, email: 'a@example.com' }, ['method']],
    [{ method: { choose: 'EMAIL' }, email: 'a@example.com' }, ['branch']],
    [{ method: { choose: 'EMAIL' }, branch: { choose: '1' }, email: 'no address' }, ['email']],
  ])('%j is told at %j', async (values, fields) => {
    const harness = await open();
    await harness.type([]);
    expect(Object.keys(await harness.send({ ...values, reason: 'x' }))).toEqual(fields);
  });

  it('shows who it will be, and that completeness is another question', async () => {
    const harness = await open();
    await harness.type([]);
    const { text } = await harness.change({
      method: { choose: 'EMAIL' },
      branch: { choose: '1' },
      email: 'new@example.com',
      lastName: 'Dam',
    });
    expect(text).toContain('Create Dam in Vienna');
    expect(text).toContain('/eligibility says afterwards what is missing');
  });

  it('with an address that somebody has says whose it is', async () => {
    const harness = await open();
    await harness.type([]);
    const { text } = await harness.change({
      method: { choose: 'EMAIL' },
      branch: { choose: '1' },
      email: 'lena.novak@example.com',
    });
    expect(text).toContain('Customer 1010 has this e-mail address already');
  });
});
