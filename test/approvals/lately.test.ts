import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { defineAction } from '../../src/actions/define.ts';
import type { CallOptions } from '../../src/api/table.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people, testPolicy } from '../support/people.ts';

const file = fileDatabase({ emptied: true });

async function gateWith(options: Parameters<typeof openGate>[1] = {}): Promise<Gate> {
  const gate = openGate(file.database, options);
  onTestFinished(() => gate.stop());
  return gate;
}

const looked = (gate: Gate, actor: string, customer: number | string) =>
  gate.approvals.record({ kind: 'look.customer', actor, data: { customer, saw: 'profile' } });
const around = (gate: Gate, subject: string, except: string) => gate.approvals.lately({ subjects: [subject], except });
const minute = 60_000;

it('says who else looked at this customer in the last ten minutes, each once, and nobody of before', async () => {
  const gate = await gateWith();
  await looked(gate, people.second, 1010);
  gate.clock.forward(11 * minute);
  await looked(gate, people.other, 1010);
  await looked(gate, people.other, 1010);
  await looked(gate, people.agent, 1010);
  await looked(gate, people.lead, 101);
  const { others, waiting } = await around(gate, 'customer:1010', people.agent);
  expect(others).toMatchObject([{ person: people.other, did: 'looked' }]);
  expect(waiting).toEqual([]);
});

it('says who changed this customer in the last ten minutes, rather than that they looked', async () => {
  const gate = await gateWith();
  await stateOf(gate, await askFor(gate, 10, { customer: 1010, asker: people.other }), 'done');
  await looked(gate, people.other, 1010);
  expect((await around(gate, 'customer:1010', people.agent)).others).toMatchObject([{ person: people.other, did: 'changed' }]);
  gate.clock.forward(11 * minute);
  expect((await around(gate, 'customer:1010', people.agent)).others).toEqual([]);
});

it('says what waits for this customer, however long it has waited, and nothing that is over', async () => {
  const gate = await gateWith();
  const id = await askFor(gate, 50, { customer: 1010 });
  await stateOf(gate, id, 'pending');
  const other = await askFor(gate, 50, { customer: 1011 });
  await stateOf(gate, other, 'pending');
  gate.clock.forward(20 * minute);
  const waits = [{ id, label: 'Give money', asker: people.agent, state: 'pending' }];
  expect((await around(gate, 'customer:1010', people.agent)).waiting).toEqual(waits);
  const form = await gate.approvals.preview({
    action: 'voucher.apply',
    input: { customer: 1010, amount: 5 },
    asker: people.other,
  });
  expect(form).toMatchObject({ kind: 'ready', lately: { waiting: waits } });
  await gate.approvals.cancel({ id, person: people.agent });
  expect((await around(gate, 'customer:1010', people.agent)).waiting).toEqual([]);
});

it('knows a Smartmove user by their UUID', async () => {
  const gate = await gateWith();
  const uuid = '0b0e3c1a-2b52-4d86-9d4c-3a1d3f5e9a77';
  await looked(gate, people.other, uuid);
  expect((await around(gate, `smartmove:${uuid}`, people.agent)).others).toMatchObject([{ person: people.other }]);
});

it('counts what a form reads as reads of who fills it in, and never what was sent', async () => {
  const asked: (CallOptions | undefined)[] = [];
  const reading = defineAction({
    name: 'card.assign',
    label: 'Read',
    risk: 'routine',
    input: z.object({}),
    subjects: () => ['customer:1010'],
    branches: () => [1],
    precheck: async ({ operations }) => operations.customers.get({ params: { id: 1010 } }),
    fingerprint: () => ({}),
    preview: () => ({ title: 'Read' }),
    execute: async () => undefined,
    verify: async () => 'done',
    render: () => ({ title: 'Read' }),
  });
  const gate = await gateWith({
    policy: `${testPolicy}dailyBudget: { perPerson: 100 }\n`,
    more: { 'card.assign': reading },
  });
  const get = async (_args: unknown, options?: CallOptions) => {
    asked.push(options);
    return { id: 1010 };
  };
  gate.deps.readers = { operations: { customers: { get } }, smartmove: {} } as unknown as Gate['deps']['readers']; // safe: nothing else is read
  await gate.approvals.preview({ action: 'card.assign', input: {}, asker: people.agent });
  expect(asked).toEqual([{ onBehalfOf: people.agent }]);
  asked.length = 0;
  const { id } = await gate.approvals.ask({ action: 'card.assign', input: {}, reason: '', asker: people.agent, origin: 'o' });
  await stateOf(gate, id, 'done', 'failed', 'stale', 'refused');
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.every((options) => options?.onBehalfOf === undefined)).toBe(true);
});
