import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEntries } from '../../../src/journal/entries.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { stateOf } from '../../support/gate.ts';
import { people } from '../../support/people.ts';
import { type Desk, deskPolicy, draw, newCustomer, openDesk, openEnvelope, outcomeOf, recordOf } from './desk.ts';

const file = fileDatabase({ emptied: true });
const desks: Desk[] = [];
let desk: Desk;
const open = (options?: Parameters<typeof openDesk>[1]) => {
  const one = openDesk(file.database, options);
  desks.push(one);
  return one;
};
beforeEach(() => {
  desk = open();
});
afterEach(async () => {
  await Promise.all(desks.splice(0).map((one) => one.stop()));
});

const withPolicy = async (text: string) => {
  await desk.stop();
  desks.splice(0);
  desk = open({ policy: text });
};
const kindsOf = async (id: string) =>
  (await readEntries(file.database.db, 0, 100_000)).filter(({ requestId }) => requestId === id).map(({ kind }) => kind);

describe('an envelope', () => {
  it('asks by the rules for what it holds, with the worth of all of it, and is done once it is open', async () => {
    const { id } = await desk.approvals.ask({
      action: 'voucher.envelope',
      input: { count: 30, until: new Date(desk.clock.now().getTime() + 3_600_000).toISOString() },
      reason: 'Tram strike',
      asker: people.agent,
      origin: 'one',
    });
    await stateOf(desk, id, 'pending');
    expect(await recordOf(desk, id)).toMatchObject({
      rule: 'goodwill',
      role: 'lead',
      amount: { amount: 1_500, currency: 'EUR' },
    });
    await desk.approvals.decide({ id, person: people.second, verdict: 'approve' });
    await stateOf(desk, id, 'done');
    expect(desk.backOffice.given).toEqual([]);
    expect((await recordOf(desk, id)).opened).toMatchObject({ most: 30, isOver: false });
  });

  it('lets an agent give at once what would ask a lead, and says so on the card', async () => {
    const envelope = await openEnvelope(desk, 3);
    const id = await draw(desk);
    expect(await outcomeOf(desk, id)).toBe('done');
    const record = await recordOf(desk, id);
    expect(record).toMatchObject({ envelope, rule: `envelope ${envelope}`, votesNeeded: 0 });
    expect(record.preview?.one.lines?.at(-1)).toBe('Runs at once (envelope “Tram strike”, 2 of 3 left)');
    expect(record.preview?.german?.one.lines?.at(-1)).toBe('Läuft sofort (Kontingent „Tram strike“, noch 2 von 3)');
    expect((await recordOf(desk, envelope)).draws).toEqual([{ id, by: people.agent }]);
  });

  it('gives exactly as many as it holds when forty draw at the same instant on two replicas', async () => {
    const other = open();
    await openEnvelope(desk, 30);
    const ids = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        draw(at % 2 === 0 ? desk : other, { asker: at % 3 === 0 ? people.other : people.agent }),
      ),
    );
    const records = async () => Promise.all(ids.map((id) => recordOf(desk, id)));
    const moving = async () =>
      (await records()).filter(({ state }) => ['checking', 'approved', 'running'].includes(state)).length;
    await expect.poll(moving, { timeout: 100_000, interval: 500 }).toBe(0);
    const outcomes = (await records()).map(({ state }) => state);
    expect(outcomes.filter((state) => state === 'done')).toHaveLength(30);
    expect(outcomes.filter((state) => state === 'pending')).toHaveLength(10);
    expect(desk.backOffice.given.length + other.backOffice.given.length).toBe(30);
  }, 120_000);

  it('gives a customer one, however often it is drawn at the same instant', async () => {
    await openEnvelope(desk, 30);
    const customer = newCustomer();
    const ids = await Promise.all(Array.from({ length: 6 }, () => draw(desk, { customer })));
    const outcomes = await Promise.all(ids.map((id) => outcomeOf(desk, id)));
    expect(outcomes.filter((state) => state === 'done')).toHaveLength(1);
    expect(outcomes.filter((state) => state === 'pending')).toHaveLength(5);
  });

  it('gives what another open one holds once it is empty, also when both are drawn from at the same instant', async () => {
    await openEnvelope(desk, 2, { untilMs: 1_800_000 });
    await openEnvelope(desk, 2, { asker: people.other });
    const ids = await Promise.all(Array.from({ length: 5 }, () => draw(desk)));
    const outcomes: string[] = [];
    for (const id of ids) outcomes.push(await outcomeOf(desk, id));
    expect(outcomes.filter((state) => state === 'done')).toHaveLength(4);
    expect(outcomes.filter((state) => state === 'pending')).toHaveLength(1);
  }, 30_000);

  it('goes past what one customer may be given, and what is drawn counts into it', async () => {
    desk.template.amount = 20;
    const customer = newCustomer();
    expect(await outcomeOf(desk, await draw(desk, { customer }))).toBe('done');
    const again = await draw(desk, { customer });
    expect(await outcomeOf(desk, again)).toBe('pending');
    await openEnvelope(desk, 2);
    expect(await outcomeOf(desk, await draw(desk, { customer }))).toBe('done');
    const other = newCustomer();
    expect(await outcomeOf(desk, await draw(desk, { customer: other }))).toBe('done');
    // Full: by the rules this customer was given what one may be given.
    expect(await outcomeOf(desk, await draw(desk, { customer: other }))).toBe('pending');
  });

  it('is for customers of its branch and those below it, and for no other', async () => {
    await openEnvelope(desk, 30);
    desk.backOffice.branch = 2;
    expect(await outcomeOf(desk, await draw(desk))).toBe('done');
    desk.backOffice.branch = 3;
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    desk.backOffice.branch = undefined;
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
  });

  it('asks all the same for what always asks, and for somebody without the grant it gives nothing', async () => {
    await openEnvelope(desk, 30);
    desk.backOffice.alwaysAsks = 'the asker created this customer';
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    desk.backOffice.alwaysAsks = undefined;
    expect(await outcomeOf(desk, await draw(desk, { asker: people.second }))).toBe('refused');
  });

  it('gives nobody anything for their own customer', async () => {
    await openEnvelope(desk, 30);
    const own = newCustomer();
    desk.deps.policy = { ...desk.deps.policy, staff: { [people.agent]: [own] } };
    expect(await outcomeOf(desk, await draw(desk, { customer: own }))).toBe('refused');
    expect(await outcomeOf(desk, await draw(desk, { customer: own, asker: people.other }))).toBe('done');
  });

  it('asks for what would take its giver above what a rule lets one person give, and for nobody else', async () => {
    await withPolicy(
      deskPolicy.replace(
        'require: none\n  - name: goodwill\n    match: { action: voucher.apply }',
        'require: none\n  - name: what a day is for\n    match: { action: voucher.apply, amount: { max: 60 }, sameAsker: { max: 100, within: 1d } }\n    require: { role: lead, count: 1 }\n  - name: goodwill\n    match: { action: voucher.apply }',
      ),
    );
    await openEnvelope(desk, 30, { asker: people.other });
    for (const expected of ['done', 'done', 'pending']) expect(await outcomeOf(desk, await draw(desk))).toBe(expected);
    expect(await outcomeOf(desk, await draw(desk, { asker: people.other }))).toBe('done');
  });

  it('gives nothing before it is approved, after its end, or under a policy without envelopes', async () => {
    const { id } = await desk.approvals.ask({
      action: 'voucher.envelope',
      input: { count: 3, until: new Date(desk.clock.now().getTime() + 3_600_000).toISOString() },
      reason: 'Tram strike',
      asker: people.agent,
      origin: 'pending',
    });
    await stateOf(desk, id, 'pending');
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    await desk.approvals.decide({ id, person: people.second, verdict: 'approve' });
    await stateOf(desk, id, 'done');
    expect(await outcomeOf(desk, await draw(desk))).toBe('done');
    desk.clock.forward(3_600_000);
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    await openEnvelope(desk, 3);
    await withPolicy(deskPolicy.replace(/^envelopes:.*\n/m, ''));
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
  });

  it('gives its place to the next if nothing was sent, and keeps it while nobody knows', async () => {
    const envelope = await openEnvelope(desk, 1);
    const customer = newCustomer();
    desk.backOffice.answers = ['refuse', 'lose-undone'];
    expect(await outcomeOf(desk, await draw(desk, { customer }))).toBe('failed');
    const lost = await draw(desk, { customer });
    expect(await stateOf(desk, lost, 'unknown')).toBe('unknown');
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    await desk.approvals.settle({ id: lost, person: people.second, happened: false });
    expect(await outcomeOf(desk, await draw(desk))).toBe('done');
    expect((await recordOf(desk, envelope)).draws).toHaveLength(1);
  }, 30_000);

  it('is one more request for whoever looks back at how often somebody asked, and none for what they gave', async () => {
    await openEnvelope(desk, 30);
    const known = await desk.deps.limits.known(file.database.db);
    if ('trouble' in known) throw new Error(known.trouble);
    const looking = { since: new Date(0) };
    expect(known.given.by(people.agent, 'EUR', looking)).toBe(0);
    await outcomeOf(desk, await draw(desk));
    await desk.deps.limits.known(file.database.db);
    expect(known.given.by(people.agent, 'EUR', looking)).toBe(50);
  });

  it('is drawn from once by a request that is sent five times', async () => {
    const envelope = await openEnvelope(desk, 30);
    const asking = {
      action: 'voucher.apply',
      input: { customer: newCustomer(), amount: 50 },
      reason: 'Rain',
      asker: people.agent,
      origin: 'one form',
    };
    const [first] = await Promise.all(Array.from({ length: 5 }, () => desk.approvals.ask(asking)));
    await stateOf(desk, first?.id ?? '', 'done');
    expect((await recordOf(desk, envelope)).draws).toHaveLength(1);
    expect(await kindsOf(first?.id ?? '')).toEqual([
      'request.asked',
      'request.approved',
      'request.running',
      'request.sent',
      'request.done',
    ]);
  });
});
