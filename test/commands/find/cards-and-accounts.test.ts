import { describe, expect, it } from 'vitest';
import { accountOptions, findAccount, isAccountWord } from '../../../src/commands/find/accounts.ts';
import { cardOptions, findCard } from '../../../src/commands/find/cards.ts';
import { openDesk } from '../../support/kit.ts';

describe('a card', () => {
  it('of exactly this number is that one, though other numbers contain it', async () => {
    const desk = await openDesk();
    const card = desk.office.world.cards.get(3002);
    if (card === undefined) throw new Error('no card');
    desk.office.world.cards.set(3900, { ...card, id: 3900, cardNumber: 'HM-100021' });
    expect(await findCard(desk.kit, 'hm-10002', 1)).toMatchObject({ kind: 'one', card: { id: 3002, cardNumber: 'HM-10002' } });
    expect(desk.calls()).toHaveLength(1);
  });

  it('is offered where a part of the number fits several', async () => {
    const desk = await openDesk();
    const found = await findCard(desk.kit, 'HM-1000', 1);
    expect(found.kind === 'several' && found.hits.map(({ cardNumber }) => cardNumber)).toContain('HM-10001');
  });

  it('of digits that are no number is looked for by id', async () => {
    const desk = await openDesk();
    expect(await findCard(desk.kit, '3001', 1)).toMatchObject({ kind: 'one', card: { cardNumber: 'HM-10001' } });
    expect(desk.calls().at(-1)).toBe('GET /customer-identity-cards/3001');
  });

  it('of another branch is found, too, since numbers are unique everywhere', async () => {
    const desk = await openDesk();
    const elsewhere = [...desk.office.world.cards.values()].find(({ branchId }) => branchId === 2);
    expect(await findCard(desk.kit, elsewhere?.cardNumber ?? '', 1)).toMatchObject({
      kind: 'one',
      card: { id: elsewhere?.id, branchId: 2 },
    });
  });

  it('that is not there is none', async () => {
    const desk = await openDesk();
    expect(await findCard(desk.kit, 'XX-1', 1)).toEqual({ kind: 'none' });
    expect(await findCard(desk.kit, '999999', 1)).toEqual({ kind: 'none' });
    expect(await findCard(desk.kit, ' ', 1)).toEqual({ kind: 'none' });
  });

  it('is an option with its state', async () => {
    const desk = await openDesk();
    expect(await cardOptions(desk.kit, 'HM-10001', 1)).toEqual([
      { text: 'HM-10001 · assigned', value: '3001', description: 'customer 1001' },
    ]);
    expect(await cardOptions(desk.kit, '', 1)).toEqual([]);
  });
});

describe('a business account', () => {
  it.each([
    'account:7001',
    'account: 7001',
    '7001',
    'account:BA-001',
    'account:ba-001',
    'Alpenblick Facility Services GmbH',
    'account:alpenblick',
  ])('%s is found by id, code or name', async (text) => {
    const desk = await openDesk();
    expect(await findAccount(desk.kit, text, 1)).toMatchObject({ kind: 'one', account: { id: 7001 } });
  });

  it('is offered where several fit, and none where nothing does', async () => {
    const desk = await openDesk();
    expect((await findAccount(desk.kit, 'account:BA-', 1)).kind).toBe('several');
    expect(await findAccount(desk.kit, 'account:nothing', 1)).toEqual({ kind: 'none' });
    expect(await findAccount(desk.kit, 'account:', 1)).toEqual({ kind: 'none' });
  });

  it('is meant by a word that begins with account:', () => {
    expect(['account:7001', 'Account:x', 'anna', 'accounting'].map(isAccountWord)).toEqual([true, true, false, false]);
  });

  it('is an option with its code', async () => {
    const desk = await openDesk();
    expect(await accountOptions(desk.kit, 'alpen', 1)).toEqual([
      { text: 'Alpenblick Facility Services GmbH · 7001', value: '7001', description: 'BA-001' },
    ]);
  });
});
