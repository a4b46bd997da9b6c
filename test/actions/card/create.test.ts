import { describe, expect, it } from 'vitest';
import { createCard } from '../../../src/actions/card/create.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = { cardNumber: 'HM-70001', rfidUid: '04AABBCCDD', rfidType: 'NTAG213', branchId: 1 };

describe('a card is created', () => {
  it('with what was typed and nothing else, and is proved by its new id', async () => {
    const harness = await openActionHarness();
    const { snapshot, result } = await harness.carryOut(createCard, input);
    expect(harness.writes()).toEqual([
      'POST /customer-identity-cards {"cardNumber":"HM-70001","rfidUid":"04AABBCCDD","rfidType":"NTAG213","branchId":1}',
    ]);
    expect(await createCard.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
    expect(harness.reads().at(-1)).toBe(`GET /customer-identity-cards/${result.id}`);
  });

  it('with its number alone', async () => {
    const harness = await openActionHarness();
    await harness.carryOut(createCard, { cardNumber: 'HM-70001', branchId: 2 });
    expect(harness.writes()).toEqual(['POST /customer-identity-cards {"cardNumber":"HM-70001","branchId":2}']);
  });

  it('and the form says in which branch, by name', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(createCard, input);
    const name = harness.backOffice.world.branches.get(1)?.name ?? 'none';
    expect(createCard.preview(snapshot, input, redactorForOne()).title).toBe(`Create card HM-70001 in ${name}`);
  });
});

describe('a card is not created', () => {
  it.each(['HM-10001', 'hm-10001'])('with the number %s, which another has', async (cardNumber) => {
    const harness = await openActionHarness();
    await expect(harness.look(createCard, { cardNumber, branchId: 2 })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('is taken: card HM-10001 exists already'),
    });
  });

  it('with a chip that another has; the same uid of another type is another chip', async () => {
    const harness = await openActionHarness();
    const { rfidUid, rfidType } = harness.backOffice.world.cards.get(3001) ?? {};
    const chip = { rfidUid: rfidUid ?? '', rfidType: rfidType ?? '' };
    await expect(harness.look(createCard, { ...input, ...chip })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('belongs to card HM-10001'),
    });
    await expect(harness.look(createCard, { ...input, ...chip, rfidType: 'OTHER' })).resolves.toBeDefined();
  });
});

describe('when the answer is lost', () => {
  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('and it was %s, the number says so: %s', async (isDone, proof) => {
    const harness = await openActionHarness();
    expect(await harness.losing(createCard, input, isDone)).toBe(proof);
    expect(harness.writes()).toHaveLength(1);
  });
});
