import { expect, it } from 'vitest';
import { customerOptions } from '../../../src/commands/find/customers.ts';
import { createSearching } from '../../../src/commands/find/searching.ts';
import { type Desk, openDesk } from '../../support/kit.ts';

const searchFor = (desk: Desk, searching: ReturnType<typeof createSearching>) => (person: string, typed: string) =>
  searching(person, 'lookup.customer', `lookup.customer 1 ${typed}`, (signal) => customerOptions(desk.kit, typed, 1, signal));
const searches = (desk: Desk) => desk.calls().filter((call) => call.includes('simple'));
const isSearch = ({ path }: { path: string }) => path.includes('simple');

async function open() {
  const desk = await openDesk();
  return { desk, type: searchFor(desk, createSearching(desk.kit)) };
}

it('two people who type the same at once share one call, and a third a little later, too', async () => {
  const { desk, type } = await open();
  const hold = desk.office.hold(isSearch, 'before');
  const both = Promise.all([type('U1', 'novak'), type('U2', 'novak')]);
  await hold.arrived(1);
  hold.release();
  const [first, second] = await both;
  expect(first.length).toBeGreaterThan(0);
  expect(second).toEqual(first);
  desk.clock.forward(14_000);
  expect(await type('U3', 'novak')).toEqual(first);
  expect(searches(desk)).toHaveLength(1);
});

it('what was found is not kept for longer than fifteen seconds', async () => {
  const { desk, type } = await open();
  await type('U1', 'novak');
  desk.clock.forward(15_000);
  await type('U1', 'novak');
  expect(searches(desk)).toHaveLength(2);
});

it('the next keystroke breaks the call of the one before off', async () => {
  const { desk, type } = await open();
  const hold = desk.office.hold(isSearch, 'before');
  const overtaken = type('U1', 'nov').catch((error: unknown) => error);
  await hold.arrived(1);
  const next = type('U1', 'nova');
  expect(await overtaken).toBeInstanceOf(Error);
  hold.release();
  expect((await next).length).toBeGreaterThan(0);
});

it('a call that somebody else waits for goes on when one of them types on', async () => {
  const { desk, type } = await open();
  const hold = desk.office.hold(isSearch, 'before');
  const first = type('U1', 'nov');
  const second = type('U2', 'nov');
  await hold.arrived(1);
  const next = type('U1', 'nova');
  hold.release();
  expect((await second).length).toBeGreaterThan(0);
  expect(await first).toEqual(await second);
  expect((await next).length).toBeGreaterThan(0);
});

it('whoever types what was broken off gets a call of their own', async () => {
  const { desk, type } = await open();
  const hold = desk.office.hold(isSearch, 'before');
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
  const { desk, type } = await open();
  desk.office.setFaults([{ upstream: 'operations', kind: 'fail', on: 'reads' }]);
  await expect(type('U1', 'novak')).rejects.toBeInstanceOf(Error);
  desk.office.setFaults([]);
  expect((await type('U1', 'novak')).length).toBeGreaterThan(0);
});
