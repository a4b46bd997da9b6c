import { describe, expect, it } from 'vitest';
import { voucherFeature } from '../../../src/commands/voucher/index.ts';
import { openFormDesk, verbOf } from '../../support/form-desk.ts';

const open = () => openFormDesk(verbOf(voucherFeature.verbs, 'apply'));

describe('/voucher apply with an amount', () => {
  it('a number with minutes behind it is a voucher of that many minutes, and never as much money', async () => {
    const desk = await open();
    expect((await desk.type(['1021', '30', 'min'])).fields).toMatchObject({ voucher: '906' });
    const without = await desk.type(['1021', '20', 'min']);
    expect(without.fields.voucher).toBeUndefined();
    expect(without.text).toContain('“20 min”');
    expect(without.text).toContain('1021');
  });

  it.each(['20', '€20', '20.-', '20,00', '20 EUR', 'EUR 20', '20 Euro'])('%s is the voucher of 20 EUR', async (text) => {
    const desk = await open();
    expect((await desk.type(['1021', ...text.split(' ')])).fields.voucher).toBe('903');
  });

  it('a currency is part of the amount: 20 CHF is the voucher in francs', async () => {
    const desk = await open();
    expect((await desk.type(['1021', '20', 'CHF'])).fields.voucher).toBe('911');
  });

  it.each(['21 CHF', '£20', '20 km', '20 percent'])('%s is asked for, and not taken for euros', async (text) => {
    const desk = await open();
    const shown = await desk.type(['1021', ...text.split(' ')]);
    expect(shown.fields.voucher).toBeUndefined();
    expect(shown.text).toMatch(/choose one/);
  });
});
