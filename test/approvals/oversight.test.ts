import { afterEach, expect, it } from 'vitest';
import { noteDeciders, overseeNewMember, overseeReveal, overseeVote } from '../../src/approvals/oversight.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people, testPolicy } from '../support/people.ts';

const file = fileDatabase();
let gate: Gate | undefined;

afterEach(() => gate?.stop());

const policy = `${testPolicy}owners: [U0OWNER]\noversight: { mutual: 1/week, newMember: 10m, reveals: 2/day }\n`;

function opened(): [Gate, string[]] {
  gate = openGate(file.database, { policy });
  const told: string[] = [];
  gate.deps.tellOwners = ({ key }) => told.push(key);
  return [gate, told];
}

it('tells the owners when two people approve each other more often than the policy says, and not before', async () => {
  const [here, told] = opened();
  const round = async (asker: string, voter: string) => {
    const id = await askFor(here, 200, { asker });
    await stateOf(here, id, 'pending');
    await here.approvals.decide({ id, person: voter, verdict: 'approve' });
    await overseeVote(here.deps, id, voter);
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
  await overseeReveal(here.deps, people.other);
  expect(told).toEqual([]);
  await here.approvals.record({ kind: 'reveal.customer', actor: people.other, data: { customer: 3 } });
  await overseeReveal(here.deps, people.other);
  expect(new Set(told)).toEqual(new Set([`reveals of ${people.other}`]));
});

it('tells the owners when somebody approves minutes after joining a group, and not of those who were there before', async () => {
  const [here, told] = opened();
  await file.database.db.deleteFrom('deciders').execute();
  const approvedBy = (person: string) => overseeNewMember(here.deps, person, ['lead']);
  await approvedBy(people.lead);
  await noteDeciders(here.deps, 'lead', [people.lead]);
  await approvedBy(people.lead);
  expect(told).toEqual([]);
  await noteDeciders(here.deps, 'lead', [people.lead, people.second]);
  await approvedBy(people.second);
  expect(told).toEqual([`new member ${people.second}`]);
  here.clock.forward(11 * 60_000);
  await approvedBy(people.second);
  expect(told).toHaveLength(1);
  await approvedBy(people.agent);
  expect(told).toEqual([`new member ${people.second}`, `new member ${people.agent}`]);
});
