import { expect, it } from 'vitest';
import { customerOptions } from '../../../src/commands/subjects/find-customers.ts';
import { createSearching } from '../../../src/commands/subjects/searching.ts';
import { type CommandHarness, openCommandHarness } from '../../support/command-harness.ts';

const searchFor = (harness: CommandHarness, searching: ReturnType<typeof createSearching>) => (person: string, typed: string) =>
  searching(person, 'lookup.customer', `lookup.customer 1 ${typed}`, (signal) => customerOptions(harness.app, typed, 1, signal));
const searches = (harness: CommandHarness) => harness.calls().filter((call) => call.includes('simple'));
const isSearch = ({ path }: { path: string }) => path.includes('simple');

async function open() {
  const harness = await openCommandHarness();
  return { harness, type: searchFor(harness, createSearching(harness.app)) };
}

it('two people who type the same at once share one call, and a third a little later, too', async () => {
  const { harness, type } = await open();
  const hold = harness.backOffice.hold(isSearch, 'before');
  const both = Promise.all([type('U1', 'novak'), type('U2', 'novak')]);
  await hold.arrived(1);
  hold.release();
  const [first, second] = await both;
  expect(first.length).toBeGreaterThan(0);
  expect(second).toEqual(first);
  harness.clock.forward(14_000);
  expect(await type('U3', 'novak')).toEqual(first);
  expect(searches(harness)).toHaveLength(1);
});

it('what was found is not kept for longer than fifteen seconds', async () => {
  const { harness, type } = await open();
  await type('U1', 'novak');
  harness.clock.forward(15_000);
  await type('U1', 'novak');
  expect(searches(harness)).toHaveLength(2);
});

it('the next keystroke breaks the call of the one before off', async () => {
  const { harness, type } = await open();
  const hold = harness.backOffice.hold(isSearch, 'before');
  const overtaken = type('U1', 'nov').catch((error: unknown) => error);
  await hold.arrived(1);
  const next = type('U1', 'nova');
  expect(await overtaken).toBeInstanceOf(Error);
  hold.release();
  expect((await next).length).toBeGreaterThan(0);
});

it('a call that somebody else waits for goes on when one of them types on', async () => {
  const { harness, type } = await open();
  const hold = harness.backOffice.hold(isSearch, 'before');
  const first = type('U1', 'nov');
  const second = type('U2', 'nov');
  await hold.arrived(1);
  const next = type('U1', 'nova');
  hold.release();
  expect((await second).length).toBeGreaterThan(0);
  expect(await first).toEqual(await second);
  expect((await next).length).toBeGreaterThan(0);
});

it('anyone who types what was broken off gets a call of their own', async () => {
  const { harness, type } = await open();
  const hold = harness.backOffice.hold(isSearch, 'before');
  const overtaken = type('U1', 'nov').catch((error: unknown) => error);
  await hold.arrived(1);
  const next = type('U1', 'nova');
  const again = type('U2', 'nov');
  hold.release();
  expect(await overtaken).toBeInstanceOf(Error);
  expect((await again).length).toBeGreaterThan(0);
  expect((await next).length).toBeGreaterThan(0);
});

it('a search that failed is not kept', async () => {
  const { harness, type } = await open();
  harness.backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'reads' }]);
  await expect(type('U1', 'novak')).rejects.toBeInstanceOf(Error);
  harness.backOffice.setFaults([]);
  expect((await type('U1', 'novak')).length).toBeGreaterThan(0);
});
