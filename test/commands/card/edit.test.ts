import { describe, expect, it } from 'vitest';
import { cardFeature } from '../../../src/commands/card/index.ts';
import { openFormDesk, verbOf } from '../../support/form-desk.ts';

const open = () => openFormDesk(verbOf(cardFeature.verbs, 'edit'));

describe('/card edit', () => {
  it('from a button has the card, empty fields, and greyed in them what it says now', async () => {
    const desk = await open();
    const { fields, view } = await desk.start('action:card.update card:3001 branch:1');
    expect(fields).toMatchObject({ card: '3001', cardNumber: undefined, rfidUid: undefined });
    expect(JSON.stringify(view)).toContain('Now: HM-10001');
    expect(JSON.stringify(view)).toContain(`Now: ${desk.office.world.cards.get(3001)?.rfidUid}`);
  });

  it('with a card and its new number shows what changes', async () => {
    const { fields, text } = await (await open()).type(['HM-10002', 'HM-70001']);
    expect(fields).toMatchObject({ card: '3002', cardNumber: 'HM-70001' });
    expect(text).toContain('Card number: HM-10002 → HM-70001');
  });

  it('has no field for the state', async () => {
    const { fields } = await (await open()).type(['HM-10001']);
    expect(Object.keys(fields)).toEqual(['card', 'cardNumber', 'rfidUid', 'rfidType', 'reason']);
  });

  it('sends only what was typed', async () => {
    const desk = await open();
    await desk.type([]);
    expect(await desk.send({ card: { choose: '3001' }, rfidUid: '04FF', reason: 'chip replaced' })).toEqual({});
    expect(desk.asked).toEqual([{ action: 'card.update', input: { cardId: 3001, rfidUid: '04FF' }, reason: 'chip replaced' }]);
  });

  it('with nothing typed says so at the fields', async () => {
    const desk = await open();
    await desk.type([]);
    expect(Object.keys(await desk.send({ reason: 'x' }))).toEqual(['card', 'cardNumber']);
  });
});
