import { describe, expect, it } from 'vitest';
import { accountOptions, findAccount, isAccountWord } from '../../../src/commands/subjects/find-accounts.ts';
import { cardOptions, findCard } from '../../../src/commands/subjects/find-cards.ts';
import { openCommandHarness } from '../../support/command-harness.ts';

describe('a card', () => {
  it('of exactly this number is that one, though other numbers contain it', async () => {
    const harness = await openCommandHarness();
    const card = harness.backOffice.world.cards.get(3002);
    if (card === undefined) throw new Error('no card');
    harness.backOffice.world.cards.set(3900, { ...card, id: 3900, cardNumber: 'HM-100021' });
    expect(await findCard(harness.app, 'hm-10002', 1)).toMatchObject({ kind: 'one', card: { id: 3002, cardNumber: 'HM-10002' } });
    expect(harness.calls()).toHaveLength(1);
  });

  it('is offered if a part of the number fits several', async () => {
    const harness = await openCommandHarness();
    const found = await findCard(harness.app, 'HM-1000', 1);
    expect(found.kind === 'several' && found.hits.map(({ cardNumber }) => cardNumber)).toContain('HM-10001');
  });

  it('of digits that are no number is looked for by id', async () => {
    const harness = await openCommandHarness();
    expect(await findCard(harness.app, '3001', 1)).toMatchObject({ kind: 'one', card: { cardNumber: 'HM-10001' } });
    expect(harness.calls().at(-1)).toBe('GET /customer-identity-cards/3001');
  });

  it('of another branch is found, too, since numbers are unique everywhere', async () => {
    const harness = await openCommandHarness();
    const elsewhere = [...harness.backOffice.world.cards.values()].find(({ branchId }) => branchId === 2);
    expect(await findCard(harness.app, elsewhere?.cardNumber ?? '', 1)).toMatchObject({
      kind: 'one',
      card: { id: elsewhere?.id, branchId: 2 },
    });
  });

  it('that is not there is none', async () => {
    const harness = await openCommandHarness();
    expect(await findCard(harness.app, 'XX-1', 1)).toEqual({ kind: 'none' });
    expect(await findCard(harness.app, '999999', 1)).toEqual({ kind: 'none' });
    expect(await findCard(harness.app, ' ', 1)).toEqual({ kind: 'none' });
  });

  it('is an option with its state', async () => {
    const harness = await openCommandHarness();
    expect(await cardOptions(harness.app, 'HM-10001', 1)).toEqual([
      { text: 'HM-10001 · assigned', value: '3001', description: 'customer 1001' },
    ]);
    expect(await cardOptions(harness.app, '', 1)).toEqual([]);
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
    const harness = await openCommandHarness();
    expect(await findAccount(harness.app, text, 1)).toMatchObject({ kind: 'one', account: { id: 7001 } });
  });

  it('is offered if several fit, and none if nothing does', async () => {
    const harness = await openCommandHarness();
    expect((await findAccount(harness.app, 'account:BA-', 1)).kind).toBe('several');
    expect(await findAccount(harness.app, 'account:nothing', 1)).toEqual({ kind: 'none' });
    expect(await findAccount(harness.app, 'account:', 1)).toEqual({ kind: 'none' });
  });

  it('is meant by a word that begins with account:', () => {
    expect(['account:7001', 'Account:x', 'anna', 'accounting'].map(isAccountWord)).toEqual([true, true, false, false]);
  });

  it('is an option with its code', async () => {
    const harness = await openCommandHarness();
    expect(await accountOptions(harness.app, 'alpen', 1)).toEqual([
      { text: 'Alpenblick Facility Services GmbH · 7001', value: '7001', description: 'BA-001' },
    ]);
  });
});
