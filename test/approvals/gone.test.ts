import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mostDistinct } from '../../src/approvals/voters.ts';
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
beforeEach(async () => {
  for (const table of ['gifts', 'creations', 'subject_locks', 'copies', 'votes', 'request_details', 'jobs'] as const)
    await database.db.deleteFrom(table).execute();
  await database.db.deleteFrom('requests').execute();
});
afterEach(() => gate?.stop());

const approve = (id: string, person: string) => gate?.approvals.decide({ id, person, verdict: 'approve' });

async function waiting(amount: number, options: Parameters<typeof openGate>[1] = {}): Promise<[Gate, string]> {
  gate = openGate(database, options);
  const id = await askFor(gate, amount, { asker: people.other });
  await stateOf(gate, id, 'pending');
  return [gate, id];
}

describe('people who are gone', () => {
  it('does not count a yes of somebody who has left the role since', async () => {
    const [here, id] = await waiting(200);
    expect(await approve(id, people.lead)).toEqual({ kind: 'counted', state: 'pending' });
    here.directory.members.set('board', [people.second, people.agent]);
    expect(await approve(id, people.second)).toEqual({ kind: 'counted', state: 'pending' });
    expect(await approve(id, people.agent)).toEqual({ kind: 'counted', state: 'approved' });
    await stateOf(here, id, 'done');
  });

  it('does not count a yes of somebody who has left the company since', async () => {
    const [here, id] = await waiting(200);
    await approve(id, people.lead);
    here.directory.barred.set(people.lead, 'This Slack account is deactivated.');
    expect(await approve(id, people.second)).toEqual({ kind: 'counted', state: 'pending' });
  });

  it('stops a request whose asker is gone as facts changed, at the last yes', async () => {
    const [here, id] = await waiting(50);
    here.directory.barred.set(people.other, 'This Slack account is deactivated.');
    expect(await approve(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    await stateOf(here, id, 'stale');
    expect(here.till.given).toEqual([]);
  });

  it.each([
    ['the voter has left the role', (here: Gate) => here.directory.members.set('lead', [people.second])],
    ['the voter has left the company', (here: Gate) => here.directory.barred.set(people.lead, 'Gone.')],
    ['the asker has left the company', (here: Gate) => here.directory.barred.set(people.other, 'Gone.')],
  ])('sends nothing where %s between the yes and the send', async (_, leave) => {
    const here: { gate?: Gate } = {};
    const probe = (step: string) => {
      if (step === 'execute:after-claim' && here.gate) leave(here.gate);
    };
    const [opened, id] = await waiting(50, { probe });
    here.gate = opened;
    await approve(id, people.lead);
    await stateOf(opened, id, 'stale');
    expect(opened.till.given).toEqual([]);
  });

  it('waits while Slack does not say who still counts, and sends then', async () => {
    const here: { gate?: Gate } = {};
    const probe = (step: string) => {
      if (step === 'decide:after-commit' && here.gate) here.gate.directory.silent = true;
    };
    const [opened, id] = await waiting(50, { probe });
    here.gate = opened;
    await approve(id, people.lead);
    expect(await stateOf(opened, id, 'approved')).toBe('approved');
    expect(opened.till.given).toEqual([]);
    opened.directory.silent = false;
    await stateOf(opened, id, 'done');
  });

  it('expires when Slack does not say until the time to carry it out is over', async () => {
    const here: { gate?: Gate } = {};
    const probe = (step: string) => {
      if (step === 'decide:after-commit' && here.gate) here.gate.directory.silent = true;
    };
    const [opened, id] = await waiting(50, { probe });
    here.gate = opened;
    await approve(id, people.lead);
    opened.clock.forward(3_600_000 + 1_000);
    await stateOf(opened, id, 'expired');
    expect(opened.till.given).toEqual([]);
  });

  it('notes in the journal by which role and group somebody decided', async () => {
    const [here, id] = await waiting(50);
    here.directory.groups.set(`lead ${people.lead}`, 'S0LEADS');
    await approve(id, people.lead);
    await stateOf(here, id, 'done');
    const entries = await database.db.selectFrom('journal').select('data').where('request_id', '=', id).execute();
    expect(entries.map(({ data }) => data).join()).toContain('lead (S0LEADS)');
  });
});

describe('people of distinct groups', () => {
  const policy = testPolicy.replace('{ role: board, count: 2 }', '{ role: board, count: 2, distinct: usergroup }');

  it('does not take two of one group, and takes one of another', async () => {
    gate = openGate(database, { policy });
    for (const [person, group] of [
      [people.lead, 'S0NORTH'],
      [people.second, 'S0NORTH'],
      [people.agent, 'S0SOUTH'],
    ] as const)
      gate.directory.groups.set(`board ${person}`, group);
    const id = await askFor(gate, 200, { asker: people.other });
    await stateOf(gate, id, 'pending');
    expect(await approve(id, people.lead)).toEqual({ kind: 'counted', state: 'pending' });
    expect(await approve(id, people.second)).toMatchObject({
      kind: 'not-counted',
      why: expect.stringContaining('Somebody of your group'),
    });
    expect(await approve(id, people.agent)).toEqual({ kind: 'counted', state: 'approved' });
    await stateOf(gate, id, 'done');
  });

  it('refuses at once what no two people of distinct groups could approve', async () => {
    gate = openGate(database, { policy });
    for (const person of [people.lead, people.second, people.agent]) gate.directory.groups.set(`board ${person}`, 'S0NORTH');
    expect(await stateOf(gate, await askFor(gate, 200, { asker: people.other }), 'refused', 'pending')).toBe('refused');
  });

  it('finds the most that have nothing in common, as trying every choice does', () => {
    const groups = fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 });
    fc.assert(
      fc.property(fc.array(groups, { maxLength: 7 }), (lists) => {
        const choices = Array.from({ length: 2 ** lists.length }, (_, bits) =>
          lists.filter((_list, place) => (bits >> place) % 2 === 1),
        );
        const apart = choices.filter((choice) => new Set(choice.flat()).size === choice.flat().length);
        expect(mostDistinct(lists.map((list) => new Set(list)))).toBe(Math.max(...apart.map((choice) => choice.length)));
      }),
    );
  });
});
