import { describe, expect, it } from 'vitest';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { numberBehindCardWord } from '../../../src/commands/subjects/card-number.ts';
import { customerOrHolderOptions } from '../../../src/commands/subjects/customer-or-holder-options.ts';
import { understandCustomer } from '../../../src/commands/subjects/understand.ts';
import { voucherFeature } from '../../../src/commands/voucher/index.ts';
import { staff } from '../../support/command-harness.ts';
import { fc } from '../../support/fast-check.ts';
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

  it('is its holder however it is spelled, with or without a word that says so', async () => {
    const { app, command } = await openFormHarness(verbOf(voucherFeature.verbs, 'apply'));
    const { who } = await command(staff.agent);
    const held = fc.constantFrom(['10001', '1001'] as const, ['10007', '1004'] as const);
    const word = fc.constantFrom(
      '',
      'card ',
      'Card: ',
      'Karte ',
      'KARTE NR. ',
      'Kartennummer: ',
      'card no. ',
      'card #',
      'RFID card ',
    );
    const letters = fc.constantFrom('HM', 'hm', 'Hm', 'ＨＭ');
    const between = fc.constantFrom('-', ' ', '', '–', '_', ' - ', '.');
    await fc.assert(
      fc.asyncProperty(held, word, letters, between, async ([digits, holder], said, prefix, sign) => {
        const understood = await understandCustomer(app, `${said}${prefix}${sign}${digits}`, 1, who);
        expect(understood).toMatchObject({ value: { value: holder } });
      }),
      { numRuns: 40 },
    );
  });

  it('is never read into a name, an id, an e-mail address or a phone number', async () => {
    const { app, command } = await openFormHarness(verbOf(voucherFeature.verbs, 'apply'));
    const { who } = await command(staff.agent);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (!/card|karte|rfid|chip/i.test(text.normalize('NFKD'))) expect(numberBehindCardWord(text)).toBeUndefined();
      }),
    );
    for (const text of ['Lena Card', 'Cardinale 1010', 'Karten Maria', 'card', 'Karte', 'Chip Novak 12 Hauptplatz', 'cardona'])
      expect(numberBehindCardWord(text)).toBeUndefined();
    for (const [text, id] of [
      ['1010', '1010'],
      ['Lena Novak', '1010'],
      ['Lena Novak 1010', '1010'],
      ['lena.novak@example.com', '1010'],
    ])
      expect(await understandCustomer(app, text ?? '', 1, who)).toEqual({ value: expect.objectContaining({ value: id }) });
  });

  it.each([
    ['mfa', 'card HM-10001 lost the phone', 'lost the phone'],
    ['mfa', 'hm 10001 lost the phone', 'lost the phone'],
    ['mfa', 'Karte hm 10001 lost the phone', 'lost the phone'],
    ['logout', 'Karte Nr. HM-10001', ''],
  ])('ends where the reason begins: %s %s', async (verb, typed, reason) => {
    const { fields } = await (await openFormHarness(verbOf(customerFeature.verbs, verb))).type(typed.split(' '));
    expect(fields).toMatchObject({ customer: '1001' });
    expect(fields.reason ?? '').toBe(reason);
  });

  it.each(['card HM-10001 20', 'hm 10001 20', 'Karte hm 10001 20'])('ends where the voucher begins: %s', async (typed) => {
    const voucher = await openFormHarness(verbOf(voucherFeature.verbs, 'apply'));
    expect((await voucher.type(typed.split(' '))).fields).toMatchObject({ customer: '1001', voucher: '903' });
  });

  it('is offered as its holder while it is typed into a list, to anyone who may see cards', async () => {
    const { app } = await openFormHarness(verbOf(voucherFeature.verbs, 'apply'));
    const offered = (query: string, seesCards = true) =>
      customerOrHolderOptions(app, query, { branch: 1, signal: new AbortController().signal, seesCards });
    for (const query of ['HM-10001', 'hm 10001', 'card HM-10001'])
      expect((await offered(query))[0]).toMatchObject({ value: '1001', description: expect.stringContaining('card HM-10001') });
    expect(await offered('HM-10001', false)).toEqual([]);
    expect(await offered('HM-10002')).toEqual([]);
    expect(await offered('1010')).toMatchObject([{ value: '1010' }]);
  });
});
