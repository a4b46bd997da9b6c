import { describe, expect, it } from 'vitest';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { passwordResetCommand, resetByEmailForm, sendPasswordResetForm } from '../../../src/commands/customer/password-reset.ts';
import { staff } from '../../support/command-harness.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';
import { readBlocks } from '../../views/read.ts';

describe.each([
  ['mfa', 'access.reset-mfa', 1001],
  ['logout', 'access.logout', 1001],
  ['delete', 'customer.delete', 1001],
])('/customer %s', (name, action, customerId) => {
  it('is filled in with what was typed, shows what will change, and asks for that', async () => {
    const harness = await openFormHarness(verbOf(customerFeature.verbs, name));
    const { fields, text } = await harness.type(['Maja', 'Horvat']);
    expect(fields).toMatchObject({ customer: '1001' });
    expect(text).toContain('Maja Horvat (customer 1001)');
    expect(await harness.send({ customer: { choose: '1001' }, reason: 'ticket 12' })).toEqual({});
    expect(harness.asked).toEqual([{ action, input: { customerId }, reason: 'ticket 12' }]);
  });

  it('without a customer says so at the field', async () => {
    const harness = await openFormHarness(verbOf(customerFeature.verbs, name));
    await harness.type([]);
    expect(Object.keys(await harness.send({}))).toEqual(['customer']);
  });
});

describe('/customer password-reset', () => {
  async function typed(words: readonly string[]) {
    const harness = await openFormHarness({
      command: 'customer',
      verb: 'password-reset',
      usage: '',
      description: '',
      form: resetByEmailForm,
    });
    await passwordResetCommand.run(await harness.command(staff.lead), words);
    return { harness, view: harness.drawn.now(), text: readBlocks(harness.drawn.now().blocks) };
  }

  it.each([[['1010']], [['Lena', 'Novak']], [['lena.novak@example.com']]])('%j is the customer whom it finds', async (words) => {
    const { view, text } = await typed(words);
    expect(view.callback_id).toBe(`action:${sendPasswordResetForm.action}`);
    expect(text).toContain('Lena Novak (customer 1010)');
  });

  it('an address that no visible customer has goes out by the address', async () => {
    const { harness, view, text } = await typed(['ghost@example.com']);
    expect(view.callback_id).toBe(`action:${resetByEmailForm.action}`);
    expect(text).toContain('g…@example.com');
    expect(await harness.send({ email: 'ghost@example.com' })).toEqual({});
    expect(harness.asked).toEqual([{ action: 'access.reset-by-email', input: { email: 'ghost@example.com' }, reason: '' }]);
    expect(await harness.send({ email: 'ghost@' })).toEqual({ email: expect.stringContaining('whole e-mail address') });
  });

  it('without words asks for the customer, and says what to type if nobody is found', async () => {
    const { view, text } = await typed([]);
    expect(view.callback_id).toBe(`action:${sendPasswordResetForm.action}`);
    expect(text).toContain('/customer password-reset');
  });
});

describe('/customer logout-all', () => {
  const open = () => openFormHarness(verbOf(customerFeature.verbs, 'logout-all'));

  it('takes the role and the branch from the words, and says how many that may be', async () => {
    const { fields, text } = await (await open()).type(['SERVICE_AGENT', 'Graz']);
    expect(fields).toMatchObject({ role: 'SERVICE_AGENT', branch: '2' });
    expect(text).toContain('Log out everybody with the role SERVICE_AGENT in Graz');
    expect(text).toMatch(/Graz has \d+ customers in all/);
  });

  it('never takes a branch that was not named', async () => {
    const { fields } = await (await open()).type(['CUSTOMER']);
    expect(fields).toMatchObject({ role: 'CUSTOMER', branch: undefined });
    const unknown = await (await open()).type(['CUSTOMER', 'Atlantis']);
    expect(unknown.fields).toMatchObject({ role: 'CUSTOMER', branch: undefined });
    expect(unknown.text).toContain('No branch is called “Atlantis”');
  });

  it('asks for role and branch, and says at the field what is missing', async () => {
    const harness = await open();
    await harness.type([]);
    expect(Object.keys(await harness.send({ reason: 'x' }))).toEqual(['role', 'branch']);
    await harness.send({ role: 'CUSTOMER', branch: { choose: '1' }, reason: 'leak' });
    expect(harness.asked).toEqual([{ action: 'access.logout-many', input: { role: 'CUSTOMER', branchId: 1 }, reason: 'leak' }]);
  });
});
