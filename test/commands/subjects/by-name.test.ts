import { describe, expect, it } from 'vitest';
import { findCustomer } from '../../../src/commands/subjects/find-customers.ts';
import { toldApart } from '../../../src/commands/subjects/tell-apart.ts';
import { type CommandHarness, openCommandHarness } from '../../support/command-harness.ts';

const branchId = 1;

function rename(harness: CommandHarness, id: number, changes: object): void {
  const customer = harness.backOffice.world.customers.get(id);
  if (customer === undefined) throw new Error(`no customer ${id}`);
  harness.backOffice.world.customers.set(id, { ...customer, ...changes });
}

const searches = (harness: CommandHarness) => harness.calls().filter((call) => call.includes('searchText='));

describe('nobody of that name', () => {
  it.each([
    ['Lena Nowak', 1010],
    ['Nowak', 1010],
    ['Novakk', 1010],
    ['lena novakk', 1010],
    ['Elif Yildis', 1011],
  ])('%s offers who is spelled nearly so, and opens nobody', async (typed, id) => {
    const harness = await openCommandHarness();
    const found = await findCustomer(harness.app, typed, { branchId });
    expect(found.kind).toBe('alike');
    expect(found.kind === 'alike' && found.hits.map((hit) => hit.id)).toContain(id);
    expect(searches(harness).length).toBeLessThanOrEqual(6);
  });

  it.each([
    ['Mueller', 'Müller'],
    ['Anna Mueller', 'Müller'],
    ['Odegaard', 'Ødegård'],
    ['Ødegård', 'Odegaard'],
    ['Anna Odegaard', 'Ødegård'],
    ['Djordjevic', 'Đorđević'],
    ['Đorđević', 'Djordjevic'],
    ['Lukasz', 'Łukasz'],
    ['Novak', 'Nоvak'],
    ['A. Mueller', 'Müller'],
    ['AnnaMüller', 'Müller'],
    ['Παπαδοπουλος', 'Παπαδόπουλος'],
  ])('%s offers people called %s', async (typed, name) => {
    const harness = await openCommandHarness();
    rename(harness, 1010, { firstName: 'Nobody', lastName: 'Else', email: 'y@example.com' });
    rename(harness, 1008, { firstName: 'Anna', lastName: name, email: 'x@example.com' });
    const found = await findCustomer(harness.app, typed, { branchId });
    expect(found.kind === 'alike' && found.hits.map(({ lastName }) => lastName)).toContain(name);
    expect(searches(harness).length).toBeLessThanOrEqual(6);
  });

  it('a name written without its blank offers who is called so, in the order of its script', async () => {
    const harness = await openCommandHarness();
    rename(harness, 1008, { firstName: '太郎', lastName: '山田' });
    const found = await findCustomer(harness.app, '山田太郎', { branchId });
    expect(found.kind === 'alike' && found.hits.map(({ id }) => id)).toContain(1008);
  });

  it.each(['Nobody Whosoever', 'Xy', '😀', '<!channel> & *bold*', 'Ω'.repeat(200)])(
    '%s is nobody, in six searches at most',
    async (typed) => {
      const harness = await openCommandHarness();
      expect(await findCustomer(harness.app, typed, { branchId })).toEqual({ kind: 'none' });
      expect(searches(harness).length).toBeLessThanOrEqual(6);
    },
  );
});

describe('somebody of that name', () => {
  it('is searched for in two searches, which wait for each other in no way', async () => {
    const harness = await openCommandHarness();
    const hold = harness.backOffice.hold(({ path }) => path.includes('searchText='), 'before');
    const finding = findCustomer(harness.app, 'Lena Novak', { branchId });
    await hold.arrived(2);
    hold.release();
    expect(await finding).toMatchObject({ kind: 'one', customer: { id: 1010 }, place: 'branch' });
    expect(searches(harness)).toHaveLength(2);
  });

  it('in one branch is told of with how many are called so elsewhere', async () => {
    const harness = await openCommandHarness();
    rename(harness, 1011, { firstName: 'Lena', lastName: 'Novak', email: 'other@example.com' });
    expect(await findCustomer(harness.app, 'Lena Novak', { branchId })).toMatchObject({
      kind: 'one',
      customer: { id: 1010 },
      others: { count: 1, hits: [{ id: 1011 }] },
    });
  });

  it('is found although the light search fails, and one whom nobody has is a fault then', async () => {
    const harness = await openCommandHarness();
    const searchSimple = () => Promise.reject(new Error('down'));
    const { operations } = harness.app.readers;
    const readers = {
      ...harness.app.readers,
      operations: { ...operations, customers: { ...operations.customers, searchSimple } },
    };
    expect(await findCustomer({ ...harness.app, readers }, 'Lena Novak', { branchId })).toMatchObject({ kind: 'one' });
    await expect(findCustomer({ ...harness.app, readers }, 'Nobody Atall', { branchId })).rejects.toThrow('down');
  });

  it('is not drowned by a light search that takes no words and answers with everybody', async () => {
    const harness = await openCommandHarness();
    const { operations } = harness.app.readers;
    const searchSimple: typeof operations.customers.searchSimple = ({ query = {} }) =>
      operations.customers.searchSimple({ query: { size: query.size } });
    const readers = {
      ...harness.app.readers,
      operations: { ...operations, customers: { ...operations.customers, searchSimple } },
    };
    expect(await findCustomer({ ...harness.app, readers }, 'Lena Novak', { branchId })).toMatchObject({
      kind: 'one',
      customer: { id: 1010 },
    });
  });
});

describe('candidates', () => {
  it('are read for birth year and city, ten at most, and one that cannot be read stays as it was found', async () => {
    const harness = await openCommandHarness();
    const hits = [1010, 99_999, ...Array.from({ length: 12 }, (_, index) => 1300 + index)].map((id) => ({ id }));
    const told = await toldApart(harness.app, hits);
    expect(told).toHaveLength(hits.length);
    expect(told[0]).toMatchObject({ id: 1010, birthdate: expect.any(String), city: expect.any(String) });
    expect(told[1]).toEqual({ id: 99_999, page: 'https://back.example/customers/99999' });
    expect(harness.calls()).toHaveLength(10);
  });

  it('that the search told apart already are not read again', async () => {
    const harness = await openCommandHarness();
    await toldApart(harness.app, [{ id: 1010, birthdate: '1990-01-01', city: 'Wien' }]);
    expect(harness.calls()).toEqual([]);
  });
});
