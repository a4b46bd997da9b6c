import { describe, expect, it } from 'vitest';
import { createCard } from '../../../src/actions/card/create.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = { cardNumber: 'HM-70001', rfidUid: '04AABBCCDD', rfidType: 'NTAG213', branchId: 1 };

describe('a card is created', () => {
  it('with what was typed and nothing else, and is proved by its new id', async () => {
    const desk = await openActionDesk();
    const { seen, result } = await desk.carryOut(createCard, input);
    expect(desk.writes()).toEqual([
      'POST /customer-identity-cards {"cardNumber":"HM-70001","rfidUid":"04AABBCCDD","rfidType":"NTAG213","branchId":1}',
    ]);
    expect(await createCard.settled?.(desk.readers, input, seen, told, result)).toBe('done');
    expect(desk.reads().at(-1)).toBe(`GET /customer-identity-cards/${result.id}`);
  });

  it('with its number alone', async () => {
    const desk = await openActionDesk();
    await desk.carryOut(createCard, { cardNumber: 'HM-70001', branchId: 2 });
    expect(desk.writes()).toEqual(['POST /customer-identity-cards {"cardNumber":"HM-70001","branchId":2}']);
  });

  it('and the form says in which branch, by name', async () => {
    const desk = await openActionDesk();
    const seen = await desk.look(createCard, input);
    const name = desk.office.world.branches.get(1)?.name ?? 'none';
    expect(createCard.preview(seen, input, showToOne()).title).toBe(`Create card HM-70001 in ${name}`);
  });
});

describe('a card is not created', () => {
  it.each(['HM-10001', 'hm-10001'])('with the number %s, which another has', async (cardNumber) => {
    const desk = await openActionDesk();
    await expect(desk.look(createCard, { cardNumber, branchId: 2 })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('is taken: card HM-10001 exists already'),
    });
  });

  it('with a chip that another has; the same uid of another type is another chip', async () => {
    const desk = await openActionDesk();
    const { rfidUid, rfidType } = desk.office.world.cards.get(3001) ?? {};
    const chip = { rfidUid: rfidUid ?? '', rfidType: rfidType ?? '' };
    await expect(desk.look(createCard, { ...input, ...chip })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('belongs to card HM-10001'),
    });
    await expect(desk.look(createCard, { ...input, ...chip, rfidType: 'OTHER' })).resolves.toBeDefined();
  });
});

describe('when the answer is lost', () => {
  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('and it was %s, the number says so: %s', async (isDone, proof) => {
    const desk = await openActionDesk();
    expect(await desk.losing(createCard, input, isDone)).toBe(proof);
    expect(desk.writes()).toHaveLength(1);
  });
});
