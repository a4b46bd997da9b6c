import { describe, expect, it } from 'vitest';
import { addSignInForm } from '../../../src/commands/customer/add-sign-in.ts';
import { removeSignInForm } from '../../../src/commands/customer/remove-sign-in.ts';
import { signInCommand, signInSubmission } from '../../../src/commands/customer/sign-in.ts';
import { signInWords } from '../../../src/commands/customer/sign-in-words.ts';
import { callbackIds } from '../../../src/views/ids.ts';
import { staff } from '../../support/command-harness.ts';
import { openFormHarness } from '../../support/form-harness.ts';
import { readBlocks } from '../../views/read.ts';

const verb = { command: 'customer', verb: 'sign-in', usage: '', description: '' };

async function typed(words: readonly string[], person: string = staff.lead) {
  const harness = await openFormHarness({ ...verb, form: addSignInForm });
  await signInCommand.run(await harness.command(person), words);
  return { harness, view: harness.drawn.now(), text: readBlocks(harness.drawn.now().blocks) };
}

describe('/customer sign-in', () => {
  it.each([
    [['1010', 'add', 'phone'], 'action:access.add-sign-in'],
    [['1010', 'remove', 'email'], 'action:access.remove-sign-in'],
    [['remove', '1010', 'email'], 'action:access.remove-sign-in'],
  ])('%j opens the form that was named', async (words, callbackId) => {
    const { view, text } = await typed(words);
    expect(view.callback_id).toBe(callbackId);
    expect(text).toContain('Lena Novak');
  });

  it('without add or remove asks which, before any form that does it', async () => {
    const { harness, view, text } = await typed(['1010']);
    expect(view.callback_id).toBe(callbackIds.signIn);
    expect(text).toContain('Add a sign-in method');
    expect(text).toContain('Remove a sign-in method');

    const values = (what?: string) => ({
      customer: { element: { type: 'external_select', selected_option: { value: '1010' } } },
      ...(what === undefined ? {} : { what: { element: { type: 'radio_buttons', selected_option: { value: what } } } }),
    });
    const nothing = await signInSubmission.run(harness.submission(values(), view.private_metadata, staff.lead));
    expect(nothing.answer).toMatchObject({ kind: 'errors', errors: { what: expect.any(String) } });
    const { answer, after } = await signInSubmission.run(harness.submission(values('remove'), view.private_metadata, staff.lead));
    expect(answer.kind).toBe('update');
    await after?.();
    expect(harness.drawn.now('V-sent').callback_id).toBe('action:access.remove-sign-in');
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('Lena Novak');
  });

  it('is refused to who may neither', async () => {
    await expect(typed(['1010', 'add'], staff.reader)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(typed(['1010'], staff.reader)).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it.each([
    [['1010', 'add', 'email', 'code'], { customer: '1010', what: 'add', method: 'email code', contact: '' }],
    [
      ['Lena', 'Novak', 'add', 'phone', '+43', '660'],
      { customer: 'Lena Novak', what: 'add', method: 'phone', contact: '+43 660' },
    ],
    [['Lena', 'Novak'], { customer: 'Lena Novak', what: undefined, method: '', contact: '' }],
    [['Lena', 'phone'], { customer: 'Lena', what: undefined, method: 'phone', contact: '' }],
    [[], { customer: '', what: undefined, method: '', contact: '' }],
  ])('%j is understood', (words, expected) => {
    expect(signInWords(words)).toEqual(expected);
  });
});

describe('the form that adds', () => {
  const open = () => openFormHarness({ ...verb, form: addSignInForm });

  it('asks for the contact of the method that is chosen, and for no other', async () => {
    const harness = await open();
    await harness.type(['1010', 'add']);
    const phone = await harness.change({ customer: { choose: '1010' }, method: { choose: 'PHONE' } });
    expect(Object.keys(phone.fields)).toEqual(['customer', 'method', 'phone', 'reason']);
    const email = await harness.change({ customer: { choose: '1010' }, method: { choose: 'EMAIL_CODE' } });
    expect(Object.keys(email.fields)).toEqual(['customer', 'method', 'email', 'reason']);
  });

  it('sends the contact, or none if it is left empty', async () => {
    const harness = await open();
    await harness.type(['1010', 'add']);
    const chosen = { customer: { choose: '1010' }, method: { choose: 'PHONE' }, reason: 'new phone' };
    await harness.send({ ...chosen, phone: '+43 660 1' });
    await harness.send(chosen);
    expect(harness.asked.map(({ input }) => input)).toEqual([
      { customerId: 1010, method: 'PHONE', contact: '+43 660 1' },
      { customerId: 1010, method: 'PHONE' },
    ]);
  });

  it('says at the field what is wrong', async () => {
    const harness = await open();
    await harness.type([]);
    expect(Object.keys(await harness.send({ reason: 'x' }))).toEqual(['customer', 'method']);
    const wrong = { customer: { choose: '1010' }, method: { choose: 'EMAIL' }, email: 'no address', reason: 'x' };
    expect(await harness.send(wrong)).toEqual({ email: 'That’s not a valid e-mail address.' });
  });

  it('keeps a method that is not one of those shown', async () => {
    expect((await (await open()).type(['1010', 'add', 'pigeon'])).text).toContain('“pigeon” isn’t a sign-in method');
  });
});

describe('the form that removes', () => {
  const open = () => openFormHarness({ ...verb, form: removeSignInForm });

  it('offers those that the customer has, and warns of the last', async () => {
    const harness = await open();
    const customer = harness.backOffice.world.customers.get(1010);
    if (customer !== undefined) customer.signInMethods = ['PHONE'];
    const { text } = await harness.start('action:access.remove-sign-in customer:1010 branch:1');
    expect(text).toContain('Phone');
    expect(text).not.toContain('E-mail and password');
    const chosen = { customer: { choose: '1010' }, method: { choose: 'PHONE' } };
    expect((await harness.change(chosen)).text).toContain('the last sign-in method');
    expect(await harness.send({ ...chosen, reason: 'lost phone' })).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ customerId: 1010, method: 'PHONE' });
  });

  it('of a customer without any says that there is nothing to remove', async () => {
    const harness = await open();
    const customer = harness.backOffice.world.customers.get(1010);
    if (customer !== undefined) customer.signInMethods = [];
    expect((await harness.type(['1010', 'remove'])).text).toContain('nothing can be removed');
  });
});
