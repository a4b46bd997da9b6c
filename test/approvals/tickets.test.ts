import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestView } from '../../src/slack/request-view.ts';
import { requestCard } from '../../src/views/request/card.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people, testPolicy } from '../support/people.ts';
import { reading } from '../views/props.ts';

const url = 'https://desk.example.com/t/{ticket}';
const tickets = { pattern: '.{4,64}', url, required: ['costly'] };

const place = fileDatabase();
let gate: Gate;
beforeAll(async () => {
  gate = openGate(place.database, { policy: `${testPolicy}\ntickets: ${JSON.stringify(tickets)}\n` });
});
afterAll(async () => {
  await gate.stop();
});

it('refuses at the intake what the policy wants a ticket for and has none, by whatever way it came', async () => {
  const without = await askFor(gate, 50);
  await stateOf(gate, without, 'refused');
  expect((await gate.approvals.postedMessages.load(without))?.explanation).toContain('This needs a ticket');
  await expect(askFor(gate, 50, { ticket: 'HD1' })).rejects.toMatchObject({
    say: expect.stringContaining('not the number of a ticket'),
  });
});

it('a card shows a ticket as a link, and markup in it as letters', async () => {
  const hostile = '<!channel> *x* |> <@U1>';
  const id = await askFor(gate, 50, { ticket: hostile, customer: 2 });
  await stateOf(gate, id, 'pending');
  const record = await gate.approvals.postedMessages.load(id);
  if (record === undefined) throw new Error('no request');
  const link = JSON.stringify({ type: 'link', url: url.replace('{ticket}', encodeURIComponent(hostile)), text: hostile });
  for (const audience of ['channel', 'approver', 'asker'] as const) {
    const view = requestView(record, { label: 'Give', audience, policy: gate.deps.policy });
    if (view === undefined) throw new Error('nothing is drawn');
    const card = requestCard(view, reading(audience));
    expect(JSON.stringify(card.blocks)).toContain(link);
    expect(card.text).not.toContain('channel');
  }
});

it('a ticket that was changed in the database stops its request', async () => {
  const id = await askFor(gate, 50, { ticket: 'HD-1', customer: 3 });
  await stateOf(gate, id, 'pending');
  await gate.deps.db.updateTable('request_details').set({ ticket: 'HD-2' }).where('request_id', '=', id).execute();
  await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' }).catch(() => undefined);
  expect(await stateOf(gate, id, 'stale')).toBe('stale');
});
