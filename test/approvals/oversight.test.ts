import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { noteDeciders, overseeNewMember, overseeReveal, overseeVote } from '../../src/approvals/oversight.ts';
import type { Database } from '../../src/db/database.ts';
import { freshDatabase } from '../support/database.ts';
import { askFor, type Gate, openGate, people, stateOf, testPolicy } from '../support/gate.ts';

let files: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
let gate: Gate | undefined;

beforeAll(async () => {
  files = await freshDatabase();
  database = files.database;
});
afterAll(() => files.remove());
afterEach(() => gate?.stop());

const policy = `${testPolicy}owners: [U0OWNER]\noversight: { mutual: 1/week, newMember: 10m, reveals: 2/day }\n`;

function opened(): [Gate, string[]] {
  gate = openGate(database, { policy });
  const told: string[] = [];
  gate.core.tellOwners = ({ key }) => told.push(key);
  return [gate, told];
}

it('tells the owners when two people approve each other more often than the policy says, and not before', async () => {
  const [here, told] = opened();
  const round = async (asker: string, voter: string) => {
    const id = await askFor(here, 200, { asker });
    await stateOf(here, id, 'pending');
    await here.approvals.decide({ id, person: voter, verdict: 'approve' });
    await overseeVote(here.core, id, voter);
  };
  await round(people.agent, people.lead);
  await round(people.agent, people.lead);
  expect(told).toEqual([]);
  await round(people.lead, people.agent);
  expect(new Set(told)).toEqual(new Set([`mutual approvals of ${people.agent} and ${people.lead}`]));
});

it('tells the owners when somebody reveals more often than the policy says', async () => {
  const [here, told] = opened();
  for (const customer of [1, 2])
    await here.approvals.record({ kind: 'reveal.customer', actor: people.other, data: { customer } });
  await overseeReveal(here.core, people.other);
  expect(told).toEqual([]);
  await here.approvals.record({ kind: 'reveal.customer', actor: people.other, data: { customer: 3 } });
  await overseeReveal(here.core, people.other);
  expect(new Set(told)).toEqual(new Set([`reveals of ${people.other}`]));
});

it('tells the owners when somebody approves minutes after joining a group, and not of those who were there before', async () => {
  const [here, told] = opened();
  await database.db.deleteFrom('deciders').execute();
  const approvedBy = (person: string) => overseeNewMember(here.core, person, ['lead']);
  await approvedBy(people.lead);
  await noteDeciders(here.core, 'lead', [people.lead]);
  await approvedBy(people.lead);
  expect(told).toEqual([]);
  await noteDeciders(here.core, 'lead', [people.lead, people.second]);
  await approvedBy(people.second);
  expect(told).toEqual([`new member ${people.second}`]);
  here.clock.forward(11 * 60_000);
  await approvedBy(people.second);
  expect(told).toHaveLength(1);
  await approvedBy(people.agent);
  expect(told).toEqual([`new member ${people.second}`, `new member ${people.agent}`]);
});
