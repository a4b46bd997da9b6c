import { expect, it } from 'vitest';
import type { FaultRule } from '../../../sandbox/workspace/page-protocol.ts';
import { openOffice } from './support.ts';

const assign = (api: Awaited<ReturnType<typeof openOffice>>['api']) =>
  api('POST', '/customer-identity-cards/3002/assign', { userId: 1010 });
const once = (kind: FaultRule['kind']): FaultRule => ({ upstream: 'operations', kind, on: 'writes', times: 1 });

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

it.each([
  ['fail', 500, false],
  ['busy', 429, false],
  ['expired-token', 401, false],
  ['garbled', 200, true],
] as const)('%s answers %i, and the write is applied: %s', async (kind, status, applied) => {
  const { office, api } = await openOffice();
  office.setFaults([once(kind)]);
  const answered = await assign(api);
  expect(answered.status).toBe(status);
  expect(office.world.cards.get(3002)?.state).toBe(applied ? 'ASSIGNED' : 'NEW');
  expect(office.writes()).toMatchObject([{ call: 'cards.assign', applied }]);
  expect(office.calls().at(-1)).toMatchObject({ fault: kind, status });
  if (kind === 'busy') expect(answered.headers.get('retry-after')).toBe('30');
  if (kind === 'garbled') expect(answered.text).toMatch(/^<html>/);
  else expect(answered.body).toMatchObject({ httpStatus: status, traceId: expect.any(String) });
});

it('reset does it and cuts the line', async () => {
  const { office, api } = await openOffice();
  office.setFaults([once('reset')]);
  await expect(assign(api)).rejects.toThrow();
  expect(office.world.cards.get(3002)?.state).toBe('ASSIGNED');
  expect(office.calls().at(-1)?.status).toBeUndefined();
});

it('hang does it and never answers; closing ends it', async () => {
  const { office, api } = await openOffice();
  office.setFaults([once('hang')]);
  const asked = assign(api).then(
    () => 'answered',
    () => 'ended',
  );
  await until(() => office.world.cards.get(3002)?.state === 'ASSIGNED');
  await office.close();
  expect(await asked).toBe('ended');
});

it('slow waits on the clock and then does it', async () => {
  const { office, api, clock } = await openOffice();
  office.setFaults([{ upstream: 'both', kind: 'slow', on: 'all', times: 1 }]);
  const asked = assign(api);
  await until(() => clock.sleepers() === 1);
  expect(office.world.cards.get(3002)?.state).toBe('NEW');
  expect(office.calls().at(-1)?.status).toBeUndefined();
  clock.forward(2500);
  expect((await asked).status).toBe(200);
  expect(office.calls().at(-1)).toMatchObject({ fault: 'slow', status: 200, elapsedMs: 2500 });
});

it('a rule meets only the calls it names, counts down, and is gone', async () => {
  const { office, api, smartmove } = await openOffice();
  office.setFaults([
    { upstream: 'operations', kind: 'fail', on: 'reads', times: 2 },
    { upstream: 'smartmove', kind: 'busy', on: 'all' },
  ]);
  expect((await assign(api)).status).toBe(200);
  expect((await api('GET', '/branches')).status).toBe(500);
  expect(office.faults()).toContainEqual({ upstream: 'operations', kind: 'fail', on: 'reads', times: 1 });
  expect((await api('GET', '/branches')).status).toBe(500);
  expect((await api('GET', '/branches')).status).toBe(200);
  for (let n = 0; n < 3; n += 1) expect((await smartmove('GET', '/3c90c3cc-0d44-4b50-8888-8dd25736052a')).status).toBe(429);
  office.setFaults([]);
  expect((await smartmove('GET', '/3c90c3cc-0d44-4b50-8888-8dd25736052a')).status).toBe(200);
});

it('a held write is not applied before it is let go', async () => {
  const { office, api } = await openOffice();
  const hold = office.hold(({ method }) => method === 'POST', 'before');
  const asked = assign(api);
  await hold.arrived();
  expect(office.world.cards.get(3002)?.state).toBe('NEW');
  expect((await api('GET', '/branches')).status).toBe(200);
  hold.release();
  expect((await asked).status).toBe(200);
  expect(office.world.cards.get(3002)?.state).toBe('ASSIGNED');
});

it('a write held after it was applied answers what was true when it was done', async () => {
  const { office, api } = await openOffice();
  const hold = office.hold(({ path }) => path.endsWith('/assign'), 'after');
  const [first, second] = [assign(api), assign(api)];
  await hold.arrived();
  expect(office.world.cards.get(3002)?.state).toBe('ASSIGNED');
  expect(hold.waiting()).toBe(1);
  office.world.cards.delete(3002);
  hold.release();
  const statuses = (await Promise.all([first, second])).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(office.writes().filter(({ applied }) => applied)).toHaveLength(1);
});

it('every call is on the list, with its query and body, the latest 300; listeners are told', async () => {
  const { office, api } = await openOffice();
  let told = 0;
  const stop = office.onChange(() => {
    told += 1;
  });
  await api('GET', '/customers?branchId=1&searchText=maja');
  await assign(api);
  expect(told).toBeGreaterThanOrEqual(4);
  expect(office.calls().slice(-2)).toMatchObject([
    { upstream: 'operations', method: 'GET', path: '/customers?branchId=1&searchText=maja', status: 200 },
    { method: 'POST', path: '/customer-identity-cards/3002/assign', body: { userId: 1010 }, status: 200 },
  ]);
  stop();
  const before = told;
  for (let n = 0; n < 350; n += 1) await api('GET', '/branches');
  expect(told).toBe(before);
  expect(office.calls()).toHaveLength(300);
});
