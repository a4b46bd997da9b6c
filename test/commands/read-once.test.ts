import { expect, it } from 'vitest';
import { readOnce } from '../../src/commands/read-once.ts';
import { openCommandHarness } from '../support/command-harness.ts';

const customer = { params: { id: 1001 } };

it('what was read for one act is not read for it again, and the next act reads again', async () => {
  const { app, calls } = await openCommandHarness();
  const act = readOnce(app);
  const [one, other] = await Promise.all([
    act.readers.operations.customers.get(customer),
    act.readers.operations.customers.get(customer),
  ]);
  expect(other).toBe(one);
  await act.readers.operations.customers.get({ params: { id: 1008 } });
  expect(calls()).toHaveLength(2);
  await readOnce(app).readers.operations.customers.get(customer);
  expect(calls()).toHaveLength(3);
});

it('what failed is tried again', async () => {
  const { app, backOffice } = await openCommandHarness();
  const { customers } = readOnce(app).readers.operations;
  backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'all' }]);
  await expect(customers.get(customer)).rejects.toThrow();
  backOffice.setFaults([]);
  await expect(customers.get(customer)).resolves.toMatchObject({ id: 1001 });
});

it('a call that its caller may stop is that caller’s own', async () => {
  const { app, calls } = await openCommandHarness();
  const { customers } = readOnce(app).readers.operations;
  const stop = () => ({ signal: new AbortController().signal });
  await Promise.all([customers.get(customer, stop()), customers.get(customer, stop())]);
  expect(calls()).toHaveLength(2);
});
