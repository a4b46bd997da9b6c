import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people } from '../support/people.ts';
import { policyOf } from '../support/policy.ts';

const store = fileDatabase();
let gate: Gate;
beforeAll(async () => {
  gate = openGate(store.database);
});
afterAll(async () => {
  await gate.stop();
});

const rules = (several: string) =>
  policyOf(`
version: 1
currency: EUR
branch: 1
roles: { agent: { users: [U0AGENT1, U0LEAD1] }, lead: { users: [U0LEAD1, U0LEAD2] } }
grants: { agent: [voucher.apply] }
approvals:
  - { name: ${several === '' ? 'plain' : 'together'}, match: { action: voucher.apply }, require: { role: lead }, decideWithin: 4h${several} }
`);

async function waiting(customer: number, asker?: string): Promise<string> {
  const id = await askFor(gate, 50, asker === undefined ? { customer } : { customer, asker });
  await stateOf(gate, id, 'pending');
  return id;
}
const listed = async (person: string, action?: string) =>
  (await gate.approvals.postedMessages.severalOf(person, action)).records.map(({ id }) => id);

it('lists what waits for this person, none of it their own, at most twenty', async () => {
  gate.deps.policy = rules('');
  const ids: string[] = [];
  for (let customer = 1; customer <= 22; customer += 1) ids.push(await waiting(customer));
  const own = await waiting(40, people.lead);
  expect(await listed(people.lead)).toEqual(ids.slice(0, 20));
  expect((await gate.approvals.postedMessages.severalOf(people.second, undefined)).actions).toEqual([
    { action: 'voucher.apply', count: 23 },
  ]);
  expect(await listed(people.agent)).toEqual([]);
  for (const id of [...ids, own]) await gate.approvals.decide({ id, person: people.second, verdict: 'reject', reason: 'no' });
  expect(await listed(people.lead)).toEqual([]);
});

it('lists what is destructive only if its rule says so', async () => {
  gate.backOffice.risk = 'destructive';
  onTestFinished(() => {
    gate.backOffice.risk = 'costly';
  });
  gate.deps.policy = rules('');
  const apart = await waiting(51);
  gate.deps.policy = rules(', several: true');
  const together = await waiting(52);
  expect(await listed(people.lead)).toEqual([together]);
  // The rule of now, by its name: without it neither is.
  gate.deps.policy = rules('');
  expect(await listed(people.lead)).toEqual([]);
  for (const id of [apart, together]) await gate.approvals.cancel({ id, person: people.agent });
});
