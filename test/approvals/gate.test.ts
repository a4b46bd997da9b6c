import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people } from '../support/people.ts';

const file = fileDatabase({ emptied: true });
let gate: Gate;

beforeEach(() => {
  gate = openGate(file.database);
});
afterEach(() => gate.stop());

const approve = (id: string, person: string) => gate.approvals.decide({ id, person, verdict: 'approve' });
const reject = (id: string, person: string) => gate.approvals.decide({ id, person, verdict: 'reject', reason: 'no' });

describe('what runs at once', () => {
  it('is done after one write, and says so only when it was read back', async () => {
    const id = await askFor(gate, 20);
    await stateOf(gate, id, 'done');
    expect(gate.backOffice.given).toEqual([{ customer: 1, amount: 20, by: id }]);
  });

  it('ends at the allowance for one customer: what was given before counts', async () => {
    await stateOf(gate, await askFor(gate, 20), 'done');
    await stateOf(gate, await askFor(gate, 20), 'done');
    expect(await stateOf(gate, await askFor(gate, 5), 'pending', 'done')).toBe('pending');
    expect(await stateOf(gate, await askFor(gate, 5, { customer: 2 }), 'pending', 'done')).toBe('done');
  });

  it('cannot be pushed over the allowance by asking at the same moment', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => askFor(gate, 20)));
    const states = await Promise.all(ids.map((id) => stateOf(gate, id, 'done', 'pending')));
    expect(states.filter((state) => state === 'done')).toHaveLength(2);
    expect(gate.backOffice.given).toHaveLength(2);
  });

  it('does not match an amount in another currency', async () => {
    expect(await stateOf(gate, await askFor(gate, 5, { currency: 'CHF' }), 'pending', 'done')).toBe('pending');
  });
});

describe('asking', () => {
  it('five times with one origin asks once', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => askFor(gate, 50, { origin: 'form-1' })));
    expect(new Set(ids).size).toBe(1);
    await stateOf(gate, ids[0] ?? '', 'pending');
    expect(await file.database.db.selectFrom('requests').select('id').execute()).toHaveLength(1);
  });

  it('is refused for guests, for who lacks the grant, and when nobody could say yes', async () => {
    gate.directory.members.get('agent')?.push(people.guest);
    const byGuest = await askFor(gate, 5, { asker: people.guest });
    await stateOf(gate, byGuest, 'refused');
    const byLead = await askFor(gate, 5, { asker: people.second });
    await stateOf(gate, byLead, 'refused');
    gate.directory.members.set('lead', [people.lead]);
    const bySoleLead = await askFor(gate, 50, { asker: people.lead });
    await stateOf(gate, bySoleLead, 'refused');
    expect((await gate.approvals.postedMessages.load(bySoleLead))?.explanation).toContain('nobody besides you could say yes');
    expect(gate.backOffice.given).toEqual([]);
  });

  it('is taken in a little later where the database was too busy, and refused in words once it was so for a minute', async () => {
    const busy = () => new Fault('database_unavailable', 'The database does not take anything.');
    gate.backOffice.readFaults = [busy(), busy()];
    const id = await askFor(gate, 50);
    const jobs = () => file.database.db.selectFrom('jobs').select(['attempts', 'leased_by']).where('ref', '=', id).execute();
    for (const attempts of [1, 2]) {
      // The clock moves only once the try is over and the next one is due: by far less than a minute, however slow the machine is.
      await expect.poll(jobs).toContainEqual({ attempts, leased_by: null });
      gate.clock.forward(1_000);
      gate.jobs.kick();
    }
    expect(await stateOf(gate, id, 'pending', 'refused')).toBe('pending');
    gate.backOffice.readFaults = Array.from({ length: 100 }, busy);
    const late = await askFor(gate, 50, { customer: 2 });
    await expect
      .poll(async () => {
        gate.clock.forward(30_000);
        gate.jobs.kick();
        return (await gate.approvals.postedMessages.load(late))?.state;
      })
      .toBe('refused');
  });

  it('says in words why the check said no, and changes nothing', async () => {
    gate.backOffice.blockState = 'DELETED';
    const id = await askFor(gate, 5);
    await stateOf(gate, id, 'refused');
    expect((await gate.approvals.postedMessages.load(id))?.explanation).toBe('The customer is gone.');
  });
});

describe('deciding', () => {
  it('lets a lead approve, and then it is carried out once', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    expect(await approve(id, people.lead)).toEqual({ kind: 'counted', state: 'approved' });
    await stateOf(gate, id, 'done');
    expect(gate.backOffice.given).toHaveLength(1);
  });

  it('does not let the asker approve their own request, whatever their roles', async () => {
    const id = await askFor(gate, 50, { asker: people.lead });
    await stateOf(gate, id, 'pending');
    expect(await approve(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    expect(await reject(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    await stateOf(gate, id, 'pending');
  });

  it('does not count who holds the role no more when pressing', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    gate.directory.members.set('lead', [people.second]);
    expect(await approve(id, people.lead)).toMatchObject({
      kind: 'not-counted',
      why: expect.stringContaining("don't hold right now"),
    });
    expect(await approve(id, people.other)).toMatchObject({ kind: 'not-counted' });
    expect(await approve(id, people.guest)).toMatchObject({ kind: 'not-counted', why: 'Guests cannot use Wheelhouse.' });
  });

  it('records nothing when Slack does not say who somebody is', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    gate.directory.silent = true;
    expect(await approve(id, people.lead)).toMatchObject({ kind: 'not-counted', why: expect.stringContaining('Press again') });
    gate.directory.silent = false;
    expect((await gate.approvals.postedMessages.load(id))?.votes).toEqual([]);
  });

  it('takes two different people if two are needed; the same one twice counts once', async () => {
    const id = await askFor(gate, 200);
    await stateOf(gate, id, 'pending');
    expect(await approve(id, people.lead)).toEqual({ kind: 'counted', state: 'pending' });
    expect(await approve(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    expect(await approve(id, people.agent)).toMatchObject({ kind: 'not-counted' });
    expect(await approve(id, people.second)).toEqual({ kind: 'counted', state: 'approved' });
    await stateOf(gate, id, 'done');
  });

  it('ends with one no', async () => {
    const id = await askFor(gate, 200);
    await stateOf(gate, id, 'pending');
    await approve(id, people.lead);
    expect(await reject(id, people.second)).toEqual({ kind: 'counted', state: 'rejected' });
    expect(await approve(id, people.second)).toMatchObject({ kind: 'not-counted', stale: true });
    expect(gate.backOffice.given).toEqual([]);
  });

  it('in the same instant, ten times and by two people, executes once', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    await Promise.all(Array.from({ length: 10 }, (_, index) => approve(id, index % 2 === 0 ? people.lead : people.second)));
    await stateOf(gate, id, 'done');
    expect(gate.backOffice.given).toHaveLength(1);
  });

  it('against rejecting and cancelling at once ends in one of them, and acts only when approved', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    const outcomes = await Promise.all([
      approve(id, people.lead),
      reject(id, people.second),
      gate.approvals.cancel({ id, person: people.agent }),
    ]);
    const counted = outcomes.filter(({ kind }) => kind === 'counted');
    expect(counted).toHaveLength(1);
    const state = await stateOf(gate, id, 'done', 'rejected', 'cancelled');
    expect(gate.backOffice.given).toHaveLength(state === 'done' ? 1 : 0);
  });

  it('lets only the asker cancel', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    expect(await gate.approvals.cancel({ id, person: people.lead })).toMatchObject({ kind: 'not-counted' });
    expect(await gate.approvals.cancel({ id, person: people.agent })).toEqual({ kind: 'counted', state: 'cancelled' });
  });
});

describe('carrying out', () => {
  const approved = async (answers: Gate['backOffice']['answers']) => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    gate.backOffice.answers = answers;
    await approve(id, people.lead);
    return id;
  };

  it('says Failed after a clear refusal, and after a connection that was never made', async () => {
    const id = await approved(['refuse']);
    await stateOf(gate, id, 'failed');
    expect((await gate.approvals.postedMessages.load(id))?.explanation).toBe('The back office said no.');
    await stateOf(gate, await approved(['unreachable']), 'failed');
    expect(gate.backOffice.given).toEqual([]);
  });

  it('says Done when the answer was lost and the proof shows', async () => {
    await stateOf(gate, await approved(['lose-done']), 'done');
    expect(gate.backOffice.given).toHaveLength(1);
  });

  it('says Outcome unknown when the answer was lost and the proof does not show, and never tries again', async () => {
    const id = await approved(['lose-undone']);
    await stateOf(gate, id, 'unknown');
    let writes = 0;
    gate.backOffice.onWrite = () => {
      writes += 1;
    };
    await gate.approvals.recover({ alone: false });
    await stateOf(gate, id, 'unknown');
    expect(writes).toBe(0);
  });

  it('says Outcome unknown when the answer was yes and the proof does not show', async () => {
    expect(await stateOf(gate, await approved(['yes-undone']), 'unknown', 'done', 'failed')).toBe('unknown');
  });

  it('stops with Facts changed when a fact is not what the approver saw, and says which', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    gate.backOffice.blockState = 'BLOCKED';
    await approve(id, people.lead);
    await stateOf(gate, id, 'stale');
    expect((await gate.approvals.postedMessages.load(id))?.differences).toEqual([
      { label: 'Block state', before: 'NOT_BLOCKED', after: 'BLOCKED' },
    ]);
    expect(gate.backOffice.given).toEqual([]);
  });

  it('says Failed, and writes nothing, when the facts cannot be read again', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    gate.backOffice.readFaults = Array.from(
      { length: 5 },
      () => new Fault('upstream_timeout', 'The back office did not answer.'),
    );
    await approve(id, people.lead);
    await stateOf(gate, id, 'failed');
    expect((await gate.approvals.postedMessages.load(id))?.explanation).toContain('Nothing was changed');
    expect(gate.backOffice.given).toEqual([]);
  });

  it('touches one customer one request at a time', async () => {
    let inside = 0;
    let most = 0;
    gate.backOffice.onWrite = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sql`SELECT 1`.execute(file.database.db);
      inside -= 1;
    };
    const ids = await Promise.all(Array.from({ length: 6 }, () => askFor(gate, 50)));
    for (const id of ids) await stateOf(gate, id, 'pending');
    await Promise.all(ids.map((id) => approve(id, people.lead)));
    for (const id of ids) await stateOf(gate, id, 'done');
    expect(most).toBe(1);
    expect(gate.backOffice.given).toHaveLength(6);
  });
});

describe('settling an unknown outcome', () => {
  it('is for who may approve it and never for the asker, and says who', async () => {
    const id = await askFor(gate, 50, { asker: people.agent });
    await stateOf(gate, id, 'pending');
    gate.backOffice.answers = ['lose-undone'];
    await approve(id, people.lead);
    await stateOf(gate, id, 'unknown');
    expect(await gate.approvals.settle({ id, person: people.agent, happened: true })).toMatchObject({ kind: 'not-counted' });
    expect(await gate.approvals.settle({ id, person: people.other, happened: true })).toMatchObject({ kind: 'not-counted' });
    expect(await gate.approvals.settle({ id, person: people.second, happened: false })).toEqual({
      kind: 'counted',
      state: 'failed',
    });
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({ state: 'failed', settledBy: people.second });
  });

  it('tells the asker by a new message, also of what ran at once', async () => {
    gate.backOffice.answers = ['lose-undone'];
    const id = await askFor(gate, 10, { asker: people.agent });
    await stateOf(gate, id, 'unknown');
    expect(gate.reminded).toEqual([]);
    await gate.approvals.settle({ id, person: people.lead, happened: true });
    await expect.poll(() => gate.reminded).toEqual([`${id}:${people.agent}:ended-done`]);
  });
});
