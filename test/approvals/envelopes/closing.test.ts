import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { meaningOf } from '../../../src/approvals/seal/meaning.ts';
import { Fault, refuseTemplate } from '../../../src/errors.ts';
import { readEntries } from '../../../src/journal/entries.ts';
import { pagesOf } from '../../../src/journal/source.ts';
import { verify } from '../../../src/journal/verify.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { stateOf } from '../../support/gate.ts';
import { insiderOf } from '../../support/insider.ts';
import { testKeys } from '../../support/keys.ts';
import { people } from '../../support/people.ts';
import { type Desk, deskPolicy, draw, newCustomer, openDesk, openEnvelope, outcomeOf, recordOf } from './desk.ts';

const file = fileDatabase({ emptied: true });
const insider = insiderOf(() => file.database.db);
let desk: Desk;
beforeEach(() => {
  desk = openDesk(file.database);
});
afterEach(() => desk.stop());

const again = async (options?: Parameters<typeof openDesk>[1]) => {
  await desk.stop();
  desk = openDesk(file.database, options);
};
const close = (id: string, person: string) => desk.approvals.envelopes.close({ id, person });
const closedOf = async (id: string) => (await recordOf(desk, id)).closed;
const entries = () => readEntries(file.database.db, 0, 100_000);
const judged = () =>
  verify(
    pagesOf({ entries: (after, limit) => readEntries(file.database.db, after, limit) }),
    [],
    testKeys.find,
    meaningOf(testKeys.find),
  );

describe('closing an envelope', () => {
  it('is for anyone who could approve it, and for neither its asker nor an agent', async () => {
    const id = await openEnvelope(desk, 5, { asker: people.lead });
    expect(await close(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    expect(await close(id, people.other)).toMatchObject({ kind: 'not-counted' });
    expect(await close(id, people.guest)).toMatchObject({ kind: 'not-counted' });
    expect(await closedOf(id)).toBeUndefined();
    expect(await close(id, people.second)).toEqual({ kind: 'counted', state: 'done' });
    expect(await closedOf(id)).toMatchObject({ by: people.second, why: 'pressed' });
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    expect(await desk.approvals.envelopes.open()).toEqual([]);
  });

  it('counts once, however often it is pressed at the same instant', async () => {
    const id = await openEnvelope(desk, 5);
    const presses = await Promise.all(Array.from({ length: 5 }, () => close(id, people.second)));
    expect(presses.every(({ kind }) => kind === 'counted')).toBe(true);
    expect((await entries()).filter(({ kind }) => kind === 'envelope.closed')).toHaveLength(1);
  });

  it('stops a draw that is not sent yet as Facts changed, and nothing is sent', async () => {
    let envelope = '';
    await again({
      probe: async (step, id) => {
        if (step === 'execute:before-sent' && id !== envelope && envelope !== '') await close(envelope, people.second);
      },
    });
    envelope = await openEnvelope(desk, 5);
    const id = await draw(desk);
    expect(await outcomeOf(desk, id)).toBe('stale');
    expect((await recordOf(desk, id)).differences).toMatchObject([{ label: 'Envelope' }]);
    expect(desk.backOffice.given).toEqual([]);
  });

  it('waits for no draw that is on its way: what was sent before it is done', async () => {
    let envelope = '';
    await again({
      probe: async (step, id) => {
        if (step === 'execute:after-sent' && id !== envelope && envelope !== '') await close(envelope, people.second);
      },
    });
    envelope = await openEnvelope(desk, 5);
    expect(await outcomeOf(desk, await draw(desk))).toBe('done');
    expect(await closedOf(envelope)).toMatchObject({ why: 'pressed' });
  });
});

describe('the end of an envelope', () => {
  it('has its card drawn once more, however long it was open', async () => {
    const id = await openEnvelope(desk, 5, { untilMs: 2 * 3_600_000 });
    const { version } = await recordOf(desk, id);
    const after = async (minutes: number) => {
      desk.clock.forward(minutes * 60_000);
      desk.jobs.kick();
      return (await recordOf(desk, id)).version;
    };
    expect(await after(20)).toBe(version);
    expect(await after(60)).toBe(version);
    await expect.poll(() => after(15)).toBeGreaterThan(version);
    expect((await recordOf(desk, id)).opened?.isOver).toBe(true);
  });
});

describe('an envelope that is not what was approved', () => {
  it('is closed at the next draw if its template is worth another amount, and the owners hear of it', async () => {
    const envelope = await openEnvelope(desk, 5);
    expect(await outcomeOf(desk, await draw(desk))).toBe('done');
    desk.template.amount = 500;
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    expect(await closedOf(envelope)).toMatchObject({ by: 'app', why: 'template' });
    await expect.poll(() => desk.ownersTold).toContain(`envelope:${envelope}`);
    desk.template.amount = 50;
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
  });

  it('is closed by the draw that finds its template gone, and the owners hear of it', async () => {
    const envelope = await openEnvelope(desk, 5);
    desk.template.isOffered = false;
    expect(await outcomeOf(desk, await draw(desk))).toBe('refused');
    expect(await closedOf(envelope)).toMatchObject({ by: 'app', why: 'template' });
    await expect.poll(() => desk.ownersTold).toContain(`envelope:${envelope}`);
    desk.template.isOffered = true;
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
  });

  it('is closed by a form that would draw from it, and by a draw whose template goes before it is sent', async () => {
    const filledIn = { action: 'voucher.apply', input: { customer: newCustomer(), amount: 50 }, asker: people.agent };
    const one = await openEnvelope(desk, 5);
    desk.template.isOffered = false;
    expect(await desk.approvals.preview(filledIn)).toMatchObject({ kind: 'refused' });
    expect(await closedOf(one)).toMatchObject({ why: 'template' });
    let other = '';
    await again({
      probe: async (step, id) => {
        if (step === 'execute:after-claim' && other !== '' && id !== other) desk.template.isOffered = false;
      },
    });
    other = await openEnvelope(desk, 5);
    expect(await outcomeOf(desk, await draw(desk))).toBe('stale');
    expect(await closedOf(other)).toMatchObject({ why: 'template' });
    expect(desk.backOffice.given).toEqual([]);
  });

  it('stays open while nobody knows what is offered, and where another template is gone', async () => {
    const envelope = await openEnvelope(desk, 5);
    desk.backOffice.readFaults = [new Fault('upstream_down', 'The back office is down.'), refuseTemplate(8, 'Not offered.')];
    expect(await outcomeOf(desk, await draw(desk))).toBe('refused');
    expect(await outcomeOf(desk, await draw(desk))).toBe('refused');
    desk.backOffice.readFaults = [refuseTemplate(7, 'Not offered in that branch.')];
    expect(await outcomeOf(desk, await draw(desk))).toBe('refused');
    expect(await closedOf(envelope)).toBeUndefined();
    expect(await outcomeOf(desk, await draw(desk))).toBe('done');
  });

  it('is closed if who approved it has left the role, or who asked for it the company', async () => {
    const one = await openEnvelope(desk, 5);
    desk.directory.members.set('lead', [people.lead]);
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    expect(await closedOf(one)).toMatchObject({ why: 'voters' });
    desk.directory.members.set('lead', [people.lead, people.second]);
    const other = await openEnvelope(desk, 5, { asker: people.other });
    desk.directory.barred.set(people.other, 'They have left.');
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    expect(await closedOf(other)).toMatchObject({ why: 'voters' });
  });

  it('is closed if something else has changed what it holds, and gives no more than was approved', async () => {
    const envelope = await openEnvelope(desk, 1);
    await insider(`UPDATE request_details SET input = jsonb_set(input, '{count}', '1000') WHERE request_id = '${envelope}'`);
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    expect(await closedOf(envelope)).toMatchObject({ by: 'app', why: 'changed' });
    expect(desk.backOffice.given).toEqual([]);
  });

  it('gives no more if somebody takes its draws away in the database', async () => {
    const envelope = await openEnvelope(desk, 1);
    const id = await draw(desk);
    expect(await outcomeOf(desk, id)).toBe('done');
    await insider(`UPDATE requests SET envelope = NULL WHERE id = '${id}'`);
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    expect(await closedOf(envelope)).toBeUndefined();
  });

  it('stays closed if somebody cuts that off the journal at once', async () => {
    const envelope = await openEnvelope(desk, 5);
    await close(envelope, people.second);
    const locks = (how: string) => `ALTER TABLE journal ${how} TRIGGER ALL`;
    await insider(locks('DISABLE'), `DELETE FROM journal WHERE kind = 'envelope.closed'`, locks('ENABLE'));
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    expect(desk.backOffice.given).toEqual([]);
  });

  it('stops what somebody has tied to an envelope in the database', async () => {
    const envelope = await openEnvelope(desk, 5);
    const waiting = await draw(desk, { asker: people.other });
    expect(await outcomeOf(desk, waiting)).toBe('done');
    await close(envelope, people.second);
    const id = await draw(desk);
    await stateOf(desk, id, 'pending');
    const open = await openEnvelope(desk, 5);
    await insider(`UPDATE requests SET envelope = '${open}', votes_needed = 0, state = 'approved' WHERE id = '${id}'`);
    await desk.jobs.schedule(file.database.db, 'execute', id);
    desk.jobs.kick();
    expect(await stateOf(desk, id, 'stale')).toBe('stale');
    expect(desk.backOffice.given).toHaveLength(1);
  });

  it('is closed by a policy that would not have let it be opened, and stays open under one that would', async () => {
    const envelope = await openEnvelope(desk, 5);
    await again({ policy: deskPolicy.replace('longest: 24h', 'longest: 12h') });
    expect(await outcomeOf(desk, await draw(desk))).toBe('done');
    await again({ policy: deskPolicy.replace('most: 50', 'most: 4') });
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    expect(await closedOf(envelope)).toMatchObject({ why: 'policy' });
    const second = await openEnvelope(desk, 3);
    await again({ policy: deskPolicy.replaceAll('role: lead, count: 1', 'role: lead, count: 2') });
    expect(await outcomeOf(desk, await draw(desk))).toBe('pending');
    expect(await closedOf(second)).toMatchObject({ why: 'policy' });
  });

  it('gives nothing while Slack does not say whose yes still counts, and goes on when it does', async () => {
    const envelope = await openEnvelope(desk, 5);
    desk.directory.silent = true;
    const id = await draw(desk);
    await stateOf(desk, id, 'refused');
    desk.directory.silent = false;
    expect(await outcomeOf(desk, await draw(desk))).toBe('done');
    expect(await closedOf(envelope)).toBeUndefined();
  });
});

describe('the journal of envelopes', () => {
  it('makes sense of draws, of places that were given back and of a close', async () => {
    const envelope = await openEnvelope(desk, 2);
    desk.backOffice.answers = ['refuse'];
    expect(await outcomeOf(desk, await draw(desk))).toBe('failed');
    expect(await outcomeOf(desk, await draw(desk))).toBe('done');
    expect(await outcomeOf(desk, await draw(desk))).toBe('done');
    await close(envelope, people.second);
    expect(await judged()).toMatchObject({ ok: true });
  });
});
