import { describe, expect, it } from 'vitest';
import { boundedKit } from '../../src/commands/bounded.ts';
import type { Kit } from '../../src/commands/kit.ts';
import { good, policyText } from '../approvals/policy/support.ts';
import { silentLog } from '../support/database.ts';

const customers = [
  { id: 1, branchId: 1 },
  { id: 2, branchId: 2 },
  { id: 3, branchId: 4 },
  { id: 4 },
  { id: 5, branchId: 1, homeBillableBranchId: 2 },
];
const accounts = [
  { id: 7, branchId: 1 },
  { id: 8, branchId: 2 },
];
const byId = <T extends { id: number }>(all: readonly T[], id: number) => {
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new Error('not there');
  return found;
};
let isTreeBroken = false;
const page = (items: readonly unknown[]) => ({ items, totalElements: items.length });
const operations = {
  branches: {
    list: async () => {
      if (isTreeBroken) throw new Error('down');
      return page([{ id: 1 }, { id: 2 }, { id: 4, parent: { id: 1 } }]);
    },
  },
  customers: {
    get: async ({ params }: { params: { id: number } }) => byId(customers, params.id),
    search: async () => page(customers),
    searchSimple: async () => page(customers.map(({ id }) => ({ id }))),
    accounts: async () => page(accounts),
  },
  accounts: {
    get: async ({ params }: { params: { userGroupId: number } }) => byId(accounts, params.userGroupId),
    search: async () => page(accounts),
    members: async () => page(customers.map(({ id }) => ({ userId: id }))),
  },
  cards: {
    get: async () => ({ id: 1, branchId: 2 }),
    search: async () =>
      page([
        { id: 1, branchId: 2 },
        { id: 2, branchId: 4 },
      ]),
  },
  vouchers: { ofCustomer: async () => page([]), ofAccount: async () => page([]) },
  ratings: { list: async () => page([]) },
  requirements: { start: async () => ({ fulfilled: true }) },
  verifications: { list: async () => page([]) },
};

function kitFor(agent: string): Kit['readers']['operations'] {
  const policy = good(policyText('').replace('agent: [read.*, card.*]', `agent: ${agent}`));
  const kit = { policy, log: silentLog, readers: { operations, smartmove: {} }, secrets: {} } as unknown as Kit; // safe: nothing else is read
  return boundedKit(kit, 'read.customer', async () => ['agent']).readers.operations;
}

const ids = async (answer: Promise<unknown>) =>
  ((await answer) as { items: { id?: number; userId?: number }[] }).items.map(({ id, userId }) => id ?? userId);

describe('under a grant that is bounded to branch 1', () => {
  const bounded = kitFor('{ branches: [1], may: [read.*] }');

  it('lists people of that branch and its children alone, and counts nobody', async () => {
    expect(await ids(bounded.customers.search({ query: { branchId: 1 } }))).toEqual([1, 3]);
    expect(await ids(bounded.customers.searchSimple({ query: { searchText: 'a' } }))).toEqual([1, 3]);
    expect(await ids(bounded.accounts.search({ query: { branchId: 1 } }))).toEqual([7]);
    expect(await ids(bounded.accounts.members({ params: { id: 7 }, query: {} }))).toEqual([1, 3]);
    expect(await ids(bounded.cards.search({ query: {} }))).toEqual([2]);
    expect(await bounded.customers.search({ query: { branchId: 1 } })).not.toHaveProperty('totalElements');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a customer of another branch', () => bounded.customers.get({ params: { id: 2 } })],
    ['a customer of whom nobody knows the branch', () => bounded.customers.get({ params: { id: 4 } })],
    ['a customer who is billed in another branch', () => bounded.customers.get({ params: { id: 5 } })],
    ['their accounts', () => bounded.customers.accounts({ params: { id: 2 } })],
    ['their vouchers', () => bounded.vouchers.ofCustomer({ params: { userId: 2 }, query: {} })],
    ['their verifications', () => bounded.verifications.list({ query: { guserId: 2 } })],
    ['what they lack', () => bounded.requirements.start({ query: { userId: 2, branchId: 1 } })],
    ['an account of another branch', () => bounded.accounts.get({ params: { userGroupId: 8 } })],
    ['its members', () => bounded.accounts.members({ params: { id: 8 }, query: {} })],
    ['its vouchers', () => bounded.vouchers.ofAccount({ params: { groupId: 8 }, query: {} })],
    ['a card of another branch', () => bounded.cards.get({ params: { cardId: 1 } })],
  ])('does not find %s', async (_, read) => {
    await expect(read()).rejects.toMatchObject({ code: 'not_found' });
  });

  it('finds nobody while the branches cannot be read', async () => {
    isTreeBroken = true;
    const broken = kitFor('{ branches: [1], may: [read.*] }');
    expect(await ids(broken.customers.search({ query: { branchId: 1 } }))).toEqual([]);
    isTreeBroken = false;
  });
});

it('a grant without bounds changes nothing', async () => {
  expect(await ids(kitFor('[read.*]').customers.search({ query: { branchId: 1 } }))).toEqual([1, 2, 3, 4, 5]);
});
