import { describe, expect, it } from 'vitest';
import { voucherFeature } from '../../../src/commands/voucher/index.ts';
import { openCommandHarness } from '../../support/command-harness.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

async function open({ allowed = true } = {}) {
  const { app } = await openCommandHarness();
  const envelopes = allowed ? { most: 50, longestMs: 24 * 3_600_000 } : null;
  return openFormHarness(verbOf(voucherFeature.verbs, 'envelope'), { app: { policy: { ...app.policy, envelopes } }, asks: true });
}

const all = (voucher: string, count: string, until: string) => ({
  voucher: { choose: voucher },
  branch: { choose: '1' },
  count,
  until,
});

describe('/voucher envelope', () => {
  it('reads voucher, how many, until and why from what was typed', async () => {
    const harness = await open();
    const shown = await harness.type(['20', '30', 'until', '18:00', 'Tram', 'strike'], 'U0LEAD1');
    expect(shown.fields).toMatchObject({ voucher: '903', count: '30', branch: '1', until: 'until 18:00', reason: 'Tram strike' });
    expect(shown.text).toContain('Envelope of 30 × Goodwill 20 EUR for customers of Vienna');
    expect(await harness.send({ ...all('903', '30', 'until 18:00'), reason: 'Tram strike' })).toEqual({});
    expect(harness.asked).toEqual([
      {
        action: 'voucher.envelope',
        input: { templateId: 903, branchId: 1, count: 30, until: '2026-11-21T17:00:00.000Z' },
        reason: 'Tram strike',
        ticket: undefined,
      },
    ]);
  });

  it('takes a duration, which may be a minute later when it is sent, and words in another order as the reason', async () => {
    const harness = await open();
    const shown = await harness.type(['Goodwill', '50', 'EUR', '5', '3h'], 'U0LEAD1');
    expect(shown.fields).toMatchObject({ voucher: '904', count: '5', until: '3h' });
    harness.clock.forward(60_000);
    expect(await harness.send({ ...all('904', '5', '3h'), reason: 'Rain' })).toEqual({});
    expect(harness.asked[0]?.input).toMatchObject({ count: 5, until: '2026-11-21T13:01:00.000Z' });
  });

  it('asks for what is missing, and says at its field what it does not understand', async () => {
    const harness = await open();
    await harness.type([], 'U0LEAD1');
    const errors = await harness.send({ until: 'soonish', reason: 'Rain' });
    expect(errors).toMatchObject({ voucher: 'Choose the voucher.', count: 'Write how many, as a whole number.' });
    expect(errors.until).toContain('“soonish” isn’t a time');
  });

  it('says in the form what the policy does not allow, and asks nothing', async () => {
    const harness = await open();
    expect((await harness.type(['20', '51', '3h'], 'U0LEAD1')).text).toContain('at most 50 vouchers');
    expect((await harness.type(['20', '5', '3d'], 'U0LEAD1')).text).toContain('open for at most 1 day');
    await harness.send({ ...all('903', '5', '3d'), reason: 'Rain' });
    expect(harness.asked).toEqual([]);
  });

  it.each([
    ['20 0', '“0” is no number of vouchers', { count: undefined }],
    ['20 -3 3h', '“-3” is no number of vouchers', { count: undefined, until: '3h' }],
    ['20 thirty 17:00', '“thirty” is no number of vouchers', { count: undefined, until: '17:00' }],
    ['20 51', 'An envelope can hold at most 50 vouchers', { count: '51' }],
    ['20 30 yesterday', 'This ends before it begins', { until: 'yesterday' }],
    ['20 30 soonish', '“soonish” isn’t a time', { until: 'soonish' }],
    ['20 30 25:00 Tram strike', '“25:00” isn’t a time', { until: '25:00', reason: 'Tram strike' }],
    ['20 30 Tram strike', '“Tram strike” doesn’t begin with a time', { until: undefined, reason: 'Tram strike' }],
  ])('says above the form what of “%s” it does not understand', async (line, said, fields) => {
    const shown = await (await open()).type(line.split(' '), 'U0LEAD1');
    expect(shown.text).toContain(`⚠️ ${said}`);
    expect(shown.fields).toMatchObject(fields);
  });

  it('opens no form under a policy without envelopes, and says so', async () => {
    const harness = await open({ allowed: false });
    expect((await harness.type(['20', '5', '3h'], 'U0LEAD1')).text).toContain('This policy allows no envelopes');
  });
});
