import { expect, it } from 'vitest';
import { branchOptions, categoryOptions, templateOptions, unitOptions } from '../../../src/commands/subjects/in-lists.ts';
import { openCommandHarness } from '../../support/command-harness.ts';

const textsOf = async (options: Promise<readonly { text: string }[]>) => (await options).map(({ text }) => text);

it('options have every typed word, those that begin so first; nothing typed is all of them', async () => {
  const { app } = await openCommandHarness();
  expect(await textsOf(branchOptions(app, 'harb linz', 1))).toEqual(['Linz Harbour']);
  expect((await textsOf(branchOptions(app, 'v', 1)))[0]).toBe('Vienna');
  const all = await app.catalogue.branches();
  expect(await branchOptions(app, ' ', 1)).toHaveLength(all.length);
  expect(await branchOptions(app, 'nowhere', 1)).toEqual([]);
});

it('an id finds the thing', async () => {
  const { app } = await openCommandHarness();
  const [unit] = await app.catalogue.units();
  expect((await unitOptions(app, `#${unit?.id}`, 1)).map(({ value }) => value)).toEqual([String(unit?.id)]);
});

it('templates and categories are those of the form’s branch', async () => {
  const { app } = await openCommandHarness();
  expect(await textsOf(templateOptions(app, '20 eur', 1, 'customer'))).toEqual([
    expect.stringContaining('Goodwill 20 EUR'),
    expect.stringContaining('€20 in all'),
  ]);
  const there = (await app.catalogue.categories(2)).map(({ id }) => String(id));
  expect((await categoryOptions(app, '', 2)).map(({ value }) => value)).toEqual(there);
});

it('nothing is asked upstream for the next keystroke', async () => {
  const { app, calls } = await openCommandHarness();
  for (const typed of ['l', 'li', 'lin']) await branchOptions(app, typed, 1);
  expect(calls().filter((call) => call.includes('/branches'))).toHaveLength(1);
});

it('a template beyond the first page of fifty is offered, too', async () => {
  const { app, backOffice } = await openCommandHarness();
  const { voucherables } = backOffice.world;
  const like = [...voucherables.values()].find(({ type, active }) => type === 'CustomerCare' && active);
  if (like === undefined) throw new Error('no customer-care template');
  for (let id = 8001; id <= 8060; id += 1) voucherables.set(id, { ...like, id, branchId: 1, name: `Extra ${id}` });
  expect((await app.catalogue.templates(1)).length).toBeGreaterThan(60);
  for (const id of [8001, 8060]) expect(await textsOf(templateOptions(app, `extra ${id}`, 1, 'customer'))).toHaveLength(1);
});

it('a template for business accounts is offered for an account, and never for a person', async () => {
  const { app } = await openCommandHarness();
  expect(await textsOf(templateOptions(app, 'business', 1, 'customer'))).toEqual([]);
  expect(await textsOf(templateOptions(app, 'business', 1, 'account'))).toEqual(['Business goodwill 100 EUR']);
});

it('a branch uses the templates of the branches above it', async () => {
  const { app } = await openCommandHarness();
  expect(await textsOf(templateOptions(app, 'goodwill 50 eur', 4, 'customer'))).toEqual(['Goodwill 50 EUR']);
});
