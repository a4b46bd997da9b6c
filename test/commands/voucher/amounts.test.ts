import { describe, expect, it } from 'vitest';
import { voucherFeature } from '../../../src/commands/voucher/index.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const open = () => openFormHarness(verbOf(voucherFeature.verbs, 'apply'));

describe('/voucher apply with an amount', () => {
  it('a number with minutes behind it is a voucher of that many minutes, and never as much money', async () => {
    const harness = await open();
    expect((await harness.type(['1021', '30', 'min'])).fields).toMatchObject({ voucher: '906' });
    const without = await harness.type(['1021', '20', 'min']);
    expect(without.fields.voucher).toBeUndefined();
    expect(without.text).toContain('“20 min”');
    expect(without.text).toContain('1021');
  });

  it.each(['20', '€20', '20.-', '20,00', '20 EUR', 'EUR 20', '20 Euro'])('%s is the voucher of 20 EUR', async (text) => {
    const harness = await open();
    expect((await harness.type(['1021', ...text.split(' ')])).fields.voucher).toBe('903');
  });

  it('a currency is part of the amount: 20 CHF is the voucher in francs', async () => {
    const harness = await open();
    expect((await harness.type(['1021', '20', 'CHF'])).fields.voucher).toBe('911');
  });

  it.each(['21 CHF', '£20', '20 km', '20 percent'])('%s is asked for, and not taken for euros', async (text) => {
    const harness = await open();
    const shown = await harness.type(['1021', ...text.split(' ')]);
    expect(shown.fields.voucher).toBeUndefined();
    expect(shown.text).toMatch(/choose one/);
  });
});

it.each(['-3', '+0', '3%', '(3)'])('a number that is no amount, %s, is no voucher that has it in its name', async (text) => {
  const harness = await open();
  expect((await harness.type(['1021', text])).fields.voucher).toBeUndefined();
});

describe('/voucher apply', () => {
  it('offers a template for business accounts to an account, and never to a person', async () => {
    const harness = await open();
    expect((await harness.type(['1021'])).text).not.toContain('Business goodwill');
    expect((await harness.type(['account:7001'])).text).toContain('Business goodwill');
    expect((await harness.type(['1021', 'CC-VIE-BA100'])).fields.voucher).toBeUndefined();
  });

  it('says that the reason becomes a note that the whole desk reads', async () => {
    const harness = await open();
    expect((await harness.type(['1021', '20'])).text).toContain('a note on the customer');
    expect((await harness.type(['account:7001'])).text).toContain('a note on the business account');
  });
});
