import { describe, expect, it } from 'vitest';
import { createCards } from '../../../src/actions/card/create-batch.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const numbered = (count: number, from = 70_001) => Array.from({ length: count }, (_, at) => ({ cardNumber: `HM-${from + at}` }));

describe('many cards', () => {
  it('go out as one array in one PATCH on the collection, and are proved by being there', async () => {
    const harness = await openActionHarness();
    const input = {
      cards: [{ cardNumber: 'HM-70001', rfidUid: '04AA', rfidType: 'NTAG213' }, { cardNumber: 'HM-70002' }],
      branchId: 2,
    };
    const { snapshot, result } = await harness.carryOut(createCards, input);
    expect(harness.writes()).toEqual([
      'PATCH /customer-identity-cards [{"cardNumber":"HM-70001","rfidUid":"04AA","rfidType":"NTAG213","branchId":2},{"cardNumber":"HM-70002","branchId":2}]',
    ]);
    expect(await createCards.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
  });

  it('count as many as they are', () => {
    expect(createCards.count?.({ cards: numbered(12), branchId: 1 }, { branch: { id: 1, name: 'Wien' } })).toBe(12);
    const { title, lines } = createCards.preview(
      { branch: { id: 1, name: 'Wien' } },
      { cards: numbered(12), branchId: 1 },
      redactorForOne(),
    );
    expect(title).toBe('Create 12 cards in Wien');
    expect(lines?.[0]).toContain('HM-70001');
    expect(lines?.[0]).toContain('HM-70012 (12 in all)');
  });

  it('that count up are looked for with one search for what they have in common', async () => {
    const harness = await openActionHarness();
    await harness.look(createCards, { cards: numbered(99), branchId: 1 });
    expect(harness.reads().filter((read) => read.startsWith('GET /customer-identity-cards'))).toEqual([
      'GET /customer-identity-cards?searchText=HM-700&page=0&size=1000',
    ]);
  });

  it.each([3, 40])('of which some of %s exist are refused by name, before anything is written', async (count) => {
    const harness = await openActionHarness();
    const cards = [...numbered(count), { cardNumber: 'HM-10002' }, { cardNumber: 'hm-10007' }];
    await expect(harness.look(createCards, { cards, branchId: 1 })).rejects.toMatchObject({
      code: 'refused',
      say: 'These 2 card numbers exist already: HM-10002 and HM-10007. Take them out of the list.',
    });
    expect(harness.writes()).toEqual([]);
  });

  it('named twice are refused', async () => {
    const harness = await openActionHarness();
    await expect(
      harness.look(createCards, { cards: [{ cardNumber: 'HM-7' }, { cardNumber: 'hm-7' }], branchId: 1 }),
    ).rejects.toMatchObject({ code: 'refused', say: expect.stringContaining('twice: hm-7') });
  });
});

describe('when the answer is lost', () => {
  const input = { cards: numbered(12), branchId: 1 };

  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('and it was %s, the numbers say so: %s', async (isDone, proof) => {
    const harness = await openActionHarness();
    expect(await harness.losing(createCards, input, isDone)).toBe(proof);
  });

  it('and some of them alone are there, nobody can tell', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(createCards, input);
    harness.backOffice.world.cards.set(99_001, { id: 99_001, cardNumber: 'HM-70003', state: 'NEW', branchId: 1 });
    expect(await createCards.verify?.(harness.readers, input, snapshot, context)).toBe('cannot-tell');
  });
});
