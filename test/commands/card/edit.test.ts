import { describe, expect, it } from 'vitest';
import { cardFeature } from '../../../src/commands/card/index.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const open = () => openFormHarness(verbOf(cardFeature.verbs, 'edit'));

describe('/card edit', () => {
  it('from a button has the card and what it says now', async () => {
    const harness = await open();
    const { fields } = await harness.start('action:card.update card:3001 branch:1');
    expect(fields).toMatchObject({
      card: '3001',
      'cardNumber:3001': 'HM-10001',
      'rfidUid:3001': harness.backOffice.world.cards.get(3001)?.rfidUid,
    });
  });

  it('with a card and its new number shows what changes', async () => {
    const { fields, text } = await (await open()).type(['HM-10002', 'HM-70001']);
    expect(fields).toMatchObject({ card: '3002', 'cardNumber:3002': 'HM-70001' });
    expect(text).toContain('Card number: HM-10002 → HM-70001');
  });

  it('takes what follows the number as the reason', async () => {
    const { fields } = await (await open()).type(['HM-10002', 'HM-70001', 'printed', 'twice']);
    expect(fields).toMatchObject({ 'cardNumber:3002': 'HM-70001', reason: 'printed twice' });
  });

  it('has no field for the state', async () => {
    const { fields } = await (await open()).type(['HM-10001']);
    expect(Object.keys(fields)).toEqual(['card', 'cardNumber:3001', 'rfidUid:3001', 'rfidType:3001', 'reason']);
  });

  it('sends only what was changed', async () => {
    const harness = await open();
    await harness.type(['HM-10001']);
    const typed = { card: { choose: '3001' }, 'rfidUid:3001': '04FF', reason: 'chip replaced' };
    expect(await harness.send(typed)).toEqual({});
    expect(harness.asked).toEqual([{ action: 'card.update', input: { cardId: 3001, rfidUid: '04FF' }, reason: 'chip replaced' }]);
  });

  it('takes away the chip whose field was emptied, and never the number', async () => {
    const harness = await open();
    await harness.type(['HM-10001']);
    const emptied = { card: { choose: '3001' }, 'rfidUid:3001': '', reason: 'chip lost' };
    expect(await harness.send({ ...emptied, 'cardNumber:3001': '' })).toEqual({ 'cardNumber:3001': 'This cannot be empty.' });
    expect(await harness.send(emptied)).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ cardId: 3001, rfidUid: null });
  });

  it('says at the field that nothing has changed, or that no card is chosen', async () => {
    const harness = await open();
    await harness.type([]);
    expect(Object.keys(await harness.send({ reason: 'x' }))).toEqual(['card']);
    await harness.change({ card: { choose: '3001' } });
    expect(Object.keys(await harness.send({ card: { choose: '3001' }, reason: 'x' }))).toEqual(['cardNumber:3001']);
  });
});
