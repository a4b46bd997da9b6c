import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../src/commands/app-context.ts';
import { boundedApp } from '../../src/commands/bounded.ts';
import { policyText } from '../approvals/policy/support.ts';
import { silentLog } from '../support/log.ts';
import { policyOf } from '../support/policy.ts';

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
    paymentSources: async () => page([]),
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

function kitFor(
  agent: string,
  { needs, lead }: { needs: string | undefined; lead?: string } = { needs: 'read.customer' },
): AppContext['readers']['operations'] {
  const text = policyText('').replace('agent: [read.*, card.*]', `agent: ${agent}`);
  const policy = policyOf(lead === undefined ? text : text.replace('lead: ["*"]', `lead: ${lead}`));
  const app = { policy, log: silentLog, readers: { operations, smartmove: {} }, secrets: {} } as unknown as AppContext; // safe: nothing else is read
  return boundedApp(app, needs, async () => (lead === undefined ? ['agent'] : ['agent', 'lead'])).readers.operations;
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

describe('if the grants of somebody have bounds of their own each', () => {
  const bounds =
    '{ branches: [1], may: [read.payment, read.voucher, read.rating, read.verification, read.eligibility, read.card, read.account] }';

  it.each<[string, (app: AppContext['readers']['operations'], id: number) => Promise<unknown>]>([
    ['payment', (app, id) => app.customers.paymentSources({ params: { id }, query: {} })],
    ['vouchers', (app, id) => app.vouchers.ofCustomer({ params: { userId: id }, query: {} })],
    ['ratings', (app, id) => app.ratings.list({ params: { accountId: id } })],
    ['verifications', (app, id) => app.verifications.list({ query: { guserId: id } })],
    ['what they lack', (app, id) => app.requirements.start({ query: { userId: id, branchId: 1 } })],
    ['accounts', (app, id) => app.customers.accounts({ params: { id } })],
  ])('a profile of a customer elsewhere, and a menu in it, show none of their %s', async (_, read) => {
    for (const needs of ['read.customer', undefined]) {
      const app = kitFor(bounds, { needs, lead: '[read.customer]' });
      expect(await app.customers.get({ params: { id: 2 } })).toMatchObject({ id: 2 });
      await expect(read(app, 2)).rejects.toMatchObject({ code: 'not_found' });
      await read(app, 1);
    }
  });

  it('a look-up that is tried again finds what its own grant covers', async () => {
    const app = kitFor(bounds, { needs: undefined, lead: '[read.customer]' });
    expect(await ids(app.cards.search({ query: {} }))).toEqual([2]);
    expect(
      await ids(
        kitFor('[read.card]', { needs: undefined, lead: '{ branches: [1], may: [read.customer] }' }).cards.search({ query: {} }),
      ),
    ).toEqual([1, 2]);
  });

  it('a form reads by the grant of its action alone', async () => {
    const app = kitFor('[voucher.apply]', { needs: 'voucher.apply', lead: '{ branches: [1], may: [read.*] }' });
    expect(await app.customers.get({ params: { id: 2 } })).toMatchObject({ id: 2 });
  });
});

it('a customer’s business accounts elsewhere are not listed', async () => {
  const app = kitFor('{ branches: [1], may: [read.*] }');
  expect(await ids(app.customers.accounts({ params: { id: 1 } }))).toEqual([7]);
});

it('a grant without bounds changes nothing', async () => {
  expect(await ids(kitFor('[read.*]').customers.search({ query: { branchId: 1 } }))).toEqual([1, 2, 3, 4, 5]);
});
