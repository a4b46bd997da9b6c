import { describe, expect, it } from 'vitest';
import { updateCard } from '../../../src/actions/card/update.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

describe('a card’s correction', () => {
  it('sends the fields that differ and no other, never the state', async () => {
    const harness = await openActionHarness();
    const { rfidUid = '', rfidType = '' } = harness.backOffice.world.cards.get(3001) ?? {};
    const input = { cardId: 3001, cardNumber: 'HM-70001', rfidUid, rfidType };
    const { snapshot } = await harness.carryOut(updateCard, input);
    expect(harness.writes()).toEqual(['PATCH /customer-identity-cards/3001 {"cardNumber":"HM-70001"}']);
    expect(await updateCard.verify?.(harness.readers, input, snapshot, context)).toBe('done');
    expect(harness.backOffice.world.cards.get(3001)).toMatchObject({ state: 'ASSIGNED', userId: 1001 });
  });

  it('takes no state, even when one is given', () => {
    expect(updateCard.input.parse({ cardId: 1, cardNumber: 'A', state: 'LOST' })).toEqual({ cardId: 1, cardNumber: 'A' });
  });

  it('says what it was and what it becomes, and warns when somebody has the card', async () => {
    const harness = await openActionHarness();
    const input = { cardId: 3001, rfidUid: '04FF' };
    const preview = updateCard.preview(await harness.look(updateCard, input), input, redactorForOne());
    expect(preview).toMatchObject({
      title: 'Change RFID uid of card HM-10001',
      changes: [{ label: 'RFID uid', before: harness.backOffice.world.cards.get(3001)?.rfidUid, after: '04FF' }],
      warning: expect.stringContaining('Somebody has this card'),
    });
    const free = { cardId: 3002, cardNumber: 'HM-70001' };
    expect(updateCard.preview(await harness.look(updateCard, free), free, redactorForMany()).warning).toBeUndefined();
  });

  it('ties a yes to what the card was and to whom it belongs', async () => {
    const harness = await openActionHarness();
    const input = { cardId: 3001, cardNumber: 'HM-70001' };
    const before = updateCard.fingerprint(await harness.look(updateCard, input));
    expect(before).toMatchObject({ 'Card number': 'HM-10001', 'Belongs to': 1001, 'State of the card': 'assigned' });
    const card = harness.backOffice.world.cards.get(3001);
    if (card === undefined) throw new Error('no card');
    harness.backOffice.world.cards.set(3001, { ...card, userId: 1002 });
    expect(updateCard.fingerprint(await harness.look(updateCard, input))).not.toEqual(before);
  });

  it.each([
    ['changes nothing', { cardId: 3001, cardNumber: 'HM-10001' }, 'Nothing would change'],
    ['takes another card’s number', { cardId: 3001, cardNumber: 'HM-10002' }, 'is taken: card HM-10002'],
  ])('that %s is refused', async (_, input, say) => {
    const harness = await openActionHarness();
    await expect(harness.look(updateCard, input)).rejects.toMatchObject({ code: 'refused', say: expect.stringContaining(say) });
  });

  it('that makes two chips the same is refused, also when only the type changes', async () => {
    const harness = await openActionHarness();
    const { rfidUid = '', rfidType = '' } = harness.backOffice.world.cards.get(3002) ?? {};
    harness.backOffice.world.cards.set(3003, {
      id: 3003,
      cardNumber: 'HM-10003',
      rfidUid,
      rfidType: 'OTHER',
      state: 'UNASSIGNED',
      branchId: 1,
    });
    await expect(harness.look(updateCard, { cardId: 3003, rfidType })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('belongs to card HM-10002'),
    });
    // In other letters it is still its own number.
    await expect(harness.look(updateCard, { cardId: 3003, cardNumber: 'hm-10003' })).resolves.toBeDefined();
  });

  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('whose answer is lost and that was %s reads back as %s', async (isDone, proof) => {
    const harness = await openActionHarness();
    expect(await harness.losing(updateCard, { cardId: 3002, cardNumber: 'HM-70001', rfidUid: '04FF' }, isDone)).toBe(proof);
  });
});
