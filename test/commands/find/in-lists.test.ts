import { expect, it } from 'vitest';
import { branchOptions, categoryOptions, templateOptions, unitOptions } from '../../../src/commands/find/in-lists.ts';
import { openDesk } from '../../support/kit.ts';

const textsOf = async (options: Promise<readonly { text: string }[]>) => (await options).map(({ text }) => text);

it('options have every typed word, those that begin so first; nothing typed is all of them', async () => {
  const { kit } = await openDesk();
  expect(await textsOf(branchOptions(kit, 'harb linz', 1))).toEqual(['Linz Harbour']);
  expect((await textsOf(branchOptions(kit, 'v', 1)))[0]).toBe('Vienna');
  const all = await kit.catalogue.branches();
  expect(await branchOptions(kit, ' ', 1)).toHaveLength(all.length);
  expect(await branchOptions(kit, 'nowhere', 1)).toEqual([]);
});

it('an id finds the thing', async () => {
  const { kit } = await openDesk();
  const [unit] = await kit.catalogue.units();
  expect((await unitOptions(kit, `#${unit?.id}`, 1)).map(({ value }) => value)).toEqual([String(unit?.id)]);
});

it('templates and categories are those of the form’s branch', async () => {
  const { kit } = await openDesk();
  expect(await textsOf(templateOptions(kit, '20 eur', 1))).toEqual([
    expect.stringContaining('Goodwill 20 EUR'),
    expect.stringContaining('20 EUR in all'),
  ]);
  const there = (await kit.catalogue.categories(2)).map(({ id }) => String(id));
  expect((await categoryOptions(kit, '', 2)).map(({ value }) => value)).toEqual(there);
});

it('nothing is asked upstream for the next keystroke', async () => {
  const { kit, calls } = await openDesk();
  for (const typed of ['l', 'li', 'lin']) await branchOptions(kit, typed, 1);
  expect(calls().filter((call) => call.includes('/branches'))).toHaveLength(1);
});

it('a template beyond the first page of fifty is offered, too', async () => {
  const { kit, office } = await openDesk();
  const { voucherables } = office.world;
  const like = [...voucherables.values()].find(({ type, active }) => type === 'CustomerCare' && active);
  if (like === undefined) throw new Error('no customer-care template');
  for (let id = 8001; id <= 8060; id += 1) voucherables.set(id, { ...like, id, branchId: 1, name: `Extra ${id}` });
  expect((await kit.catalogue.templates(1)).length).toBeGreaterThan(60);
  for (const id of [8001, 8060]) expect(await textsOf(templateOptions(kit, `extra ${id}`, 1))).toHaveLength(1);
});
