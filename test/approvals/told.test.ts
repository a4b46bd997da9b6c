import { expect, it, onTestFinished } from 'vitest';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people, testPolicy } from '../support/people.ts';

const file = fileDatabase({ emptied: true });

async function gateWith(options: Parameters<typeof openGate>[1] = {}): Promise<Gate> {
  const gate = openGate(file.database, options);
  onTestFinished(() => gate.stop());
  return gate;
}

/** What the asker was told of a request, once the jobs that tell have run. */
async function toldOf(gate: Gate, id: string): Promise<string[]> {
  for (;;) {
    const left = await gate.deps.db.selectFrom('jobs').select('ref').where('kind', '=', 'remind').execute();
    if (left.length === 0) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return gate.reminded.filter((ref) => ref.startsWith(`${id}:${people.agent}:ended-`)).map((ref) => ref.split(':')[2] ?? '');
}

const approve = (gate: Gate, id: string) => gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });

it('tells the asker by a message of its own when what waited was approved and is done, once', async () => {
  const gate = await gateWith();
  const id = await askFor(gate, 50);
  await stateOf(gate, id, 'pending');
  await approve(gate, id);
  await stateOf(gate, id, 'done');
  expect(await toldOf(gate, id)).toEqual(['ended-done']);
});

it('tells the asker that it was rejected, failed or is unknown, and how an unknown outcome was settled', async () => {
  const gate = await gateWith({ backOffice: { answers: ['refuse', 'yes-undone'] } });
  const [rejected, failed, unknown] = [
    await askFor(gate, 50, { customer: 1 }),
    await askFor(gate, 50, { customer: 2 }),
    await askFor(gate, 50, { customer: 3 }),
  ];
  for (const id of [rejected, failed, unknown]) await stateOf(gate, id, 'pending');
  await gate.approvals.decide({ id: rejected, person: people.lead, verdict: 'reject', reason: 'Too much' });
  await approve(gate, failed);
  await stateOf(gate, failed, 'failed');
  await approve(gate, unknown);
  await stateOf(gate, unknown, 'unknown');
  expect(await toldOf(gate, rejected)).toEqual(['ended-rejected']);
  expect(await toldOf(gate, failed)).toEqual(['ended-failed']);
  expect(await toldOf(gate, unknown)).toEqual(['ended-unknown']);
  await gate.approvals.settle({ id: unknown, person: people.lead, happened: false });
  expect(await toldOf(gate, unknown)).toEqual(['ended-unknown', 'ended-failed']);
});

it('tells the asker nothing new when they cancelled it themselves, or when it ran at once', async () => {
  const gate = await gateWith();
  const [cancelled, atOnce] = [await askFor(gate, 50, { customer: 1 }), await askFor(gate, 10, { customer: 2 })];
  await stateOf(gate, cancelled, 'pending');
  await gate.approvals.cancel({ id: cancelled, person: people.agent });
  await stateOf(gate, atOnce, 'done');
  expect(await toldOf(gate, cancelled)).toEqual([]);
  expect(await toldOf(gate, atOnce)).toEqual([]);
});

it('Look again settles what the back office shows by now, and nothing that it does not show', async () => {
  const gate = await gateWith({ backOffice: { answers: ['yes-undone'] } });
  const id = await askFor(gate, 50);
  await stateOf(gate, id, 'pending');
  await approve(gate, id);
  await stateOf(gate, id, 'unknown');
  const look = (person: string) => gate.approvals.lookAgain({ id, person });

  expect(await look(people.agent)).toMatchObject({ kind: 'not-counted' });
  expect(await look(people.lead)).toMatchObject({ kind: 'not-counted', why: expect.stringContaining('doesn’t show it') });
  expect(await stateOf(gate, id, 'unknown')).toBe('unknown');

  gate.backOffice.given.push({ customer: 1, amount: 50 });
  expect(await look(people.lead)).toEqual({ kind: 'counted', state: 'done' });
  expect((await gate.approvals.postedMessages.load(id))?.settledBy).toBe(people.lead);
  expect(gate.backOffice.given).toHaveLength(1);
});

it('Look again leaves it to a person when the same was done for the same customer since', async () => {
  const gate = await gateWith({ backOffice: { answers: ['yes-undone'] } });
  const lost = await askFor(gate, 50);
  await stateOf(gate, lost, 'pending');
  await approve(gate, lost);
  await stateOf(gate, lost, 'unknown');
  const next = await askFor(gate, 50);
  await stateOf(gate, next, 'pending');
  await approve(gate, next);
  await stateOf(gate, next, 'done');

  const looked = await gate.approvals.lookAgain({ id: lost, person: people.lead });
  expect(looked).toMatchObject({ kind: 'not-counted', why: expect.stringContaining('can’t say') });
  expect(await stateOf(gate, lost, 'unknown')).toBe('unknown');
});

it('every request that waits can be reached page by page, the nearest deadline first', async () => {
  const policy = testPolicy.replace(
    '- name: goodwill\n',
    '- name: urgent\n    match: { action: voucher.apply, amount: { min: 100, max: 199 } }\n    require: { role: lead, count: 1 }\n    decideWithin: 1h\n  - name: goodwill\n',
  );
  const gate = await gateWith({ policy });
  const ids: string[] = [];
  for (let one = 0; one < 25; one += 1) ids.push(await askFor(gate, one % 9 === 8 ? 150 : 50, { customer: one + 1 }));
  for (const id of ids) await stateOf(gate, id, 'pending');

  const reached: { id: string; by: number }[] = [];
  for (let from = 0; ; ) {
    const page = await gate.approvals.postedMessages.queueOf(people.lead, from);
    expect(page.toDecideTotal).toBe(25);
    expect(page.from).toBe(from);
    reached.push(...page.toDecide.map(({ id, decideBy }) => ({ id, by: decideBy?.getTime() ?? 0 })));
    from += page.toDecide.length;
    if (from >= page.toDecideTotal) break;
  }
  expect(reached.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(reached.map(({ by }) => by)).toEqual(reached.map(({ by }) => by).sort((one, other) => one - other));
});

it('a Home stays on the page that its reader turned to, and goes back to the first when that page is empty', async () => {
  const gate = await gateWith();
  const ids = [await askFor(gate, 50, { customer: 1 }), await askFor(gate, 50, { customer: 2 })];
  for (const id of ids) await stateOf(gate, id, 'pending');
  const { postedMessages, homeOpened } = gate.approvals;
  await homeOpened(people.lead);
  await postedMessages.turnHome(people.lead, 1);
  expect((await postedMessages.queueOf(people.lead, 'kept')).from).toBe(1);
  for (const id of ids) await gate.approvals.decide({ id, person: people.lead, verdict: 'reject', reason: 'No' });
  expect(await postedMessages.queueOf(people.lead, 'kept')).toMatchObject({ from: 0, toDecide: [], toDecideTotal: 0 });
});
