import { describe, expect, it } from 'vitest';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { passwordResetCommand, resetByEmailForm, sendPasswordResetForm } from '../../../src/commands/customer/password-reset.ts';
import { openFormDesk, verbOf } from '../../support/form-desk.ts';
import { deskPeople } from '../../support/kit.ts';
import { readBlocks } from '../../views/read.ts';

describe.each([
  ['mfa', 'access.reset-mfa', 1001],
  ['logout', 'access.logout', 1001],
  ['delete', 'customer.delete', 1001],
])('/customer %s', (name, action, customerId) => {
  it('is filled in with what was typed, shows what will change, and asks for that', async () => {
    const desk = await openFormDesk(verbOf(customerFeature.verbs, name));
    const { fields, text } = await desk.type(['Maja', 'Horvat']);
    expect(fields).toMatchObject({ customer: '1001' });
    expect(text).toContain('Maja Horvat (customer 1001)');
    expect(await desk.send({ customer: { choose: '1001' }, reason: 'ticket 12' })).toEqual({});
    expect(desk.asked).toEqual([{ action, input: { customerId }, reason: 'ticket 12' }]);
  });

  it('without a customer or a reason says so at the field', async () => {
    const desk = await openFormDesk(verbOf(customerFeature.verbs, name));
    await desk.type([]);
    expect(Object.keys(await desk.send({}))).toEqual(['customer', 'reason']);
  });
});

describe('/customer password-reset', () => {
  async function typed(words: readonly string[]) {
    const desk = await openFormDesk({
      command: 'customer',
      verb: 'password-reset',
      usage: '',
      description: '',
      form: resetByEmailForm,
    });
    await passwordResetCommand.run(await desk.command(deskPeople.lead), words);
    return { desk, view: desk.drawn.now(), text: readBlocks(desk.drawn.now().blocks) };
  }

  it.each([[['1010']], [['Lena', 'Novak']], [['lena.novak@example.com']]])('%j is the customer whom it finds', async (words) => {
    const { view, text } = await typed(words);
    expect(view.callback_id).toBe(`action:${sendPasswordResetForm.action}`);
    expect(text).toContain('Lena Novak (customer 1010)');
  });

  it('an address that no customer in sight has goes out by the address', async () => {
    const { desk, view, text } = await typed(['ghost@example.com']);
    expect(view.callback_id).toBe(`action:${resetByEmailForm.action}`);
    expect(text).toContain('g…@example.com');
    expect(await desk.send({ email: 'ghost@example.com' })).toEqual({});
    expect(desk.asked).toEqual([{ action: 'access.reset-by-email', input: { email: 'ghost@example.com' }, reason: '' }]);
    expect(await desk.send({ email: 'ghost@' })).toEqual({ email: expect.stringContaining('whole e-mail address') });
  });

  it('without words asks for the customer, and says what to type where nobody is found', async () => {
    const { view, text } = await typed([]);
    expect(view.callback_id).toBe(`action:${sendPasswordResetForm.action}`);
    expect(text).toContain('/customer password-reset');
  });
});

describe('/customer logout-all', () => {
  const open = () => openFormDesk(verbOf(customerFeature.verbs, 'logout-all'));

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
    const desk = await open();
    await desk.type([]);
    expect(Object.keys(await desk.send({ reason: 'x' }))).toEqual(['role', 'branch']);
    await desk.send({ role: 'CUSTOMER', branch: { choose: '1' }, reason: 'leak' });
    expect(desk.asked).toEqual([{ action: 'access.logout-many', input: { role: 'CUSTOMER', branchId: 1 }, reason: 'leak' }]);
  });
});
