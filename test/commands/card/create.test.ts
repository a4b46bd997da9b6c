import { describe, expect, it } from 'vitest';
import { cardFeature } from '../../../src/commands/card/index.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const open = () => openFormHarness(verbOf(cardFeature.verbs, 'create'));

describe('/card create', () => {
  it('with words is filled in, and shows what will be made', async () => {
    const harness = await open();
    const { fields, text } = await harness.type(['HM-70001', '04AABB', 'NTAG213']);
    expect(fields).toMatchObject({ cardNumber: 'HM-70001', rfidUid: '04AABB', rfidType: 'NTAG213', branch: '1' });
    expect(text).toContain('Create card HM-70001 in');
  });

  it('takes what follows the chip as the reason', async () => {
    const { fields } = await (await open()).type(['HM-70001', '04AABB', 'NTAG213', 'from', 'the', 'shop']);
    expect(fields).toMatchObject({ rfidType: 'NTAG213', reason: 'from the shop' });
  });

  it('without words asks, in the usual branch', async () => {
    const { fields } = await (await open()).type([]);
    expect(fields).toMatchObject({ cardNumber: undefined, branch: '1' });
  });

  it('with a number that exists says so, and keeps it', async () => {
    const { fields, text } = await (await open()).type(['HM-10001']);
    expect(text).toContain('The card number HM-10001 is taken');
    expect(fields.cardNumber).toBe('HM-10001');
  });

  it('sends what was typed, without what was not', async () => {
    const harness = await open();
    await harness.type([]);
    expect(await harness.send({ cardNumber: ' HM-70001 ', branch: { choose: '2' } })).toEqual({});
    expect(harness.asked).toEqual([{ action: 'card.create', input: { cardNumber: 'HM-70001', branchId: 2 }, reason: '' }]);
  });

  it.each([
    [{ branch: { choose: '1' } }, ['cardNumber']],
    [{ cardNumber: 'A', rfidType: 'NTAG213', branch: { choose: '1' } }, ['rfidUid']],
    [{ cardNumber: 'A' }, ['branch']],
  ])('%j is refused at the field', async (values, at) => {
    const harness = await open();
    await harness.type([]);
    expect(Object.keys(await harness.send(values))).toEqual(at);
    expect(harness.asked).toEqual([]);
  });
});
