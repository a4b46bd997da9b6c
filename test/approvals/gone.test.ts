import { afterEach, describe, expect, it } from 'vitest';
import { mostDistinct } from '../../src/approvals/voters.ts';
import { fc } from '../support/fast-check.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people, testPolicy } from '../support/people.ts';

const file = fileDatabase({ emptied: true });
let gate: Gate | undefined;

afterEach(() => gate?.stop());

const approve = (id: string, person: string) => gate?.approvals.decide({ id, person, verdict: 'approve' });

async function waiting(amount: number, options: Parameters<typeof openGate>[1] = {}): Promise<[Gate, string]> {
  gate = openGate(file.database, options);
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
    expect(here.backOffice.given).toEqual([]);
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
    expect(opened.backOffice.given).toEqual([]);
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
    expect(opened.backOffice.given).toEqual([]);
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
    expect(opened.backOffice.given).toEqual([]);
  });

  it('notes in the journal by which role and group somebody decided', async () => {
    const [here, id] = await waiting(50);
    here.directory.groups.set(`lead ${people.lead}`, 'S0LEADS');
    await approve(id, people.lead);
    await stateOf(here, id, 'done');
    const entries = await file.database.db.selectFrom('journal').select('data').where('request_id', '=', id).execute();
    expect(entries.map(({ data }) => data).join()).toContain('lead (S0LEADS)');
  });
});

describe('a policy that was changed since', () => {
  const roles = testPolicy
    .slice(0, testPolicy.indexOf('approvals:'))
    .replace(/board: .*/, `board: { users: [${people.second}] }`);
  const asking = (require: string) =>
    `${roles}approvals:\n  - { name: goodwill, match: { action: voucher.apply }, require: ${require} }\n`;

  it.each([
    [
      'asks for the role that it would have been passed on to',
      '{ role: lead, count: 1, escalate: { role: board, after: 1h } }',
      '{ role: board, count: 1 }',
      'stale',
    ],
    ['asks for the same role', '{ role: lead, count: 1 }', '{ role: lead, count: 1 }', 'done'],
    ['asks for nobody', '{ role: lead, count: 1 }', 'none', 'done'],
  ])('%s: the yes of a lead is worth what it was', async (_, before, after, state) => {
    const [here, id] = await waiting(50, { policy: asking(before) });
    await here.stop();
    gate = openGate(file.database, { policy: asking(after) });
    await approve(id, people.lead);
    expect(await stateOf(gate, id, 'stale', 'done')).toBe(state);
  });

  it.each([
    ['as before', '1h', 'done'],
    ['later than this has waited', '3h', 'stale'],
  ])('counts the yes of the role that a request is passed on to %s', async (_, after, state) => {
    const passing = (delay: string) => asking(`{ role: lead, count: 1, escalate: { role: board, after: ${delay} } }`);
    const [here, id] = await waiting(50, { policy: passing('1h') });
    await here.stop();
    gate = openGate(file.database, { policy: passing(after) });
    gate.directory.members.set('board', ['U0BOARD1']);
    gate.clock.forward(2 * 3_600_000);
    await approve(id, 'U0BOARD1');
    expect(await stateOf(gate, id, 'stale', 'done')).toBe(state);
  });

  it('counts yeses by their groups if it asks for distinct ones, also if one of them has come to share one', async () => {
    const two = (more: string) =>
      asking(`{ role: lead, count: ${more}, distinct: usergroup }`).replace(
        /lead: .*/,
        `lead: { users: [U0LEAD1, U0LEAD2, U0LEAD3, U0LEAD4] }`,
      );
    const grouped = (here: Gate, ...groups: string[]) =>
      groups.forEach((group, at) => void here.directory.groups.set(`lead U0LEAD${at + 1}`, group));
    gate = openGate(file.database, { policy: two('3') });
    grouped(gate, 'S0A', 'S0B', 'S0C', 'S0D');
    const id = await askFor(gate, 50, { asker: people.other });
    await stateOf(gate, id, 'pending');
    await approve(id, 'U0LEAD1');
    await approve(id, 'U0LEAD2');
    grouped(gate, 'S0A', 'S0A');
    expect(await approve(id, 'U0LEAD3')).toEqual({ kind: 'counted', state: 'pending' });
    await gate.stop();
    gate = openGate(file.database, { policy: two('3'), start: false });
    grouped(gate, 'S0A', 'S0A', 'S0C', 'S0D');
    expect(await approve(id, 'U0LEAD4')).toEqual({ kind: 'counted', state: 'approved' });
    await gate.stop();
    gate = openGate(file.database, { policy: two('4') });
    grouped(gate, 'S0A', 'S0A', 'S0C', 'S0D');
    expect(await stateOf(gate, id, 'stale', 'done')).toBe('stale');
  });
});

describe('people of distinct groups', () => {
  const policy = testPolicy.replace('{ role: board, count: 2 }', '{ role: board, count: 2, distinct: usergroup }');

  it('does not take two of one group, and takes one of another', async () => {
    gate = openGate(file.database, { policy });
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
    gate = openGate(file.database, { policy });
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
