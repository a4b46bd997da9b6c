import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readEntries } from '../../src/journal/entries.ts';
import { genesisHash, plainHash } from '../../src/journal/hashing.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { insiderOf } from '../support/insider.ts';
import { people } from '../support/people.ts';

const file = fileDatabase();
let gate: Gate;
beforeEach(() => {
  gate = openGate(file.database);
});
afterEach(() => gate.stop());

const insider = insiderOf(() => file.database.db);
/** And who owns its tables: the journal's locks are taken off. */
async function owner(...statements: string[]) {
  const locks = (how: string) => ['journal', 'journal_private'].map((table) => `ALTER TABLE ${table} ${how} TRIGGER ALL`);
  await insider(...locks('DISABLE'), ...statements, ...locks('ENABLE'));
}
function signal(): { given: Promise<void>; give(): void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
const yes = (id: string, person: string) => gate.approvals.decide({ id, person, verdict: 'approve' });
const told = (id: string) => expect.poll(() => gate.ownersTold).toContain(`changed:${id}`);
async function pending(customer = 1) {
  const id = await askFor(gate, 50, { customer });
  await stateOf(gate, id, 'pending');
  return id;
}
async function ended(state: 'done' | 'rejected' | 'unknown') {
  if (state === 'unknown') gate.backOffice.answers.push('yes-undone');
  const id = await pending();
  if (state === 'rejected') await gate.approvals.decide({ id, person: people.lead, verdict: 'reject', reason: 'no' });
  else await yes(id, people.lead);
  await stateOf(gate, id, state);
  return id;
}
const kindsOf = async (id: string) =>
  (await readEntries(file.database.db, 0, 100_000)).filter(({ requestId }) => requestId === id);

describe('what somebody changed after it was sent', () => {
  /** Sent, and then the process died. */
  async function died(given: Gate['backOffice']['given']) {
    await gate.stop();
    const sent = signal();
    gate = openGate(file.database, {
      backOffice: { given },
      probe: (step) => {
        if (step !== 'execute:after-sent') return;
        sent.give();
        return new Promise(() => {});
      },
    });
    const id = await pending();
    await yes(id, people.lead);
    await sent.given;
    await gate.stop();
    return id;
  }

  const rows = [
    ['what was sent', `UPDATE request_details SET input = jsonb_set(input, '{customer}', '9')`],
    ['what was there before', `UPDATE request_details SET seen = jsonb_set(seen, '{before}', '0')`],
    ['that it was erased', `UPDATE request_details SET forgotten_at = now(), seen = jsonb_set(seen, '{before}', '0')`],
  ] as const;
  it.each(rows)('is not called Done by a proof that rests on it: %s', async (_, statement) => {
    const given = [{ customer: 1, amount: 5 }];
    const id = await died(given);
    given.push({ customer: 9, amount: 50 });
    await insider(`${statement} WHERE request_id = '${id}'`);
    gate = openGate(file.database, { backOffice: { given } });
    await gate.approvals.recover({ alone: true });
    expect(await stateOf(gate, id, 'unknown', 'done')).toBe('unknown');
    await told(id);
  });
});

describe('who settles a lost outcome', () => {
  const others = [
    ['the asker, whose name somebody took out', `asker = '${people.other}'`, people.agent],
    ['somebody whose role was written in', `role = 'agent'`, people.other],
  ] as const;
  it.each(others)('is not %s', async (_, set, person) => {
    const id = await ended('unknown');
    await insider(`UPDATE requests SET ${set} WHERE id = '${id}'`);
    expect(await gate.approvals.settle({ id, person, happened: true })).toMatchObject({ kind: 'not-counted' });
    expect(await gate.approvals.lookAgain({ id, person })).toMatchObject({ kind: 'not-counted' });
    expect(await stateOf(gate, id, 'unknown')).toBe('unknown');
    await told(id);
    expect((await kindsOf(id)).filter(({ kind }) => kind === 'request.changed-outside')).toHaveLength(1);
  });

  it('is nobody whose role was written in, also if an entry of before there were keys was put before its story', async () => {
    const id = await ended('unknown');
    const entry = { seq: -1, at: '2020-01-01T00:00:00.000Z', kind: 'request.asked', requestId: id, actor: 'app', data: '{}' };
    await owner(
      `INSERT INTO journal (seq, at, kind, request_id, actor, data, previous_hash, hash)
        VALUES (-1, '${entry.at}', '${entry.kind}', '${id}', 'app', '{}', '${genesisHash}', '${plainHash(entry, genesisHash)}')`,
      `UPDATE requests SET role = 'agent' WHERE id = '${id}'`,
    );
    onTestFinished(() => owner('DELETE FROM journal WHERE seq = -1'));
    expect(await gate.approvals.settle({ id, person: people.other, happened: true })).toMatchObject({ kind: 'not-counted' });
    expect(await stateOf(gate, id, 'unknown')).toBe('unknown');
  });

  it('is who may, though what it was about was erased', async () => {
    const id = await ended('unknown');
    await insider(
      `UPDATE request_details SET seen = NULL, facts = NULL, preview = NULL, outcome = NULL, differences = NULL, explanation = NULL,
        salt = NULL, reason = '', forgotten_at = now() WHERE request_id = '${id}'`,
    );
    expect(await gate.approvals.settle({ id, person: people.lead, happened: true })).toMatchObject({ kind: 'counted' });
  });
});

it('a request is not cancelled by somebody who wrote themselves in as the asker', async () => {
  const id = await pending();
  await insider(`UPDATE requests SET asker = '${people.other}' WHERE id = '${id}'`);
  expect(await gate.approvals.cancel({ id, person: people.other })).toMatchObject({ kind: 'not-counted' });
  await stateOf(gate, id, 'stale');
  await told(id);
});

describe('a request that was carried out', () => {
  it('does not pass for the one that made a voucher, if somebody wrote that into the journal', async () => {
    await ended('rejected');
    const id = await pending();
    gate.backOffice.given.push({ customer: 1, amount: 50, by: 'FORGED' });
    const [old] = await readEntries(file.database.db, 0, 1);
    await owner(`UPDATE journal SET kind = 'request.sent', request_id = 'FORGED' WHERE seq = ${old?.seq}`);
    onTestFinished(() =>
      owner(
        `UPDATE journal SET kind = '${old?.kind}', request_id = ${old?.requestId === null ? 'NULL' : `'${old?.requestId}'`} WHERE seq = ${old?.seq}`,
      ),
    );
    await yes(id, people.lead);
    await stateOf(gate, id, 'stale');
    expect((await gate.approvals.postedMessages.load(id))?.differences.map(({ label }) => label)).toEqual(['Gift']);
  });

  it('is not sent again if the end of its story was cut off the moment that it was over', async () => {
    await gate.stop();
    const cut = signal();
    gate = openGate(file.database, {
      probe: async (step, id) => {
        if (step !== 'execute:after-finish') return;
        const end = (await kindsOf(id)).flatMap(({ kind, seq }) => (/running|sent|done/.test(kind) ? [seq] : []));
        const cutting = ['journal_private', 'journal'].map((table) => `DELETE FROM ${table} WHERE seq IN (${end.join()})`);
        await owner(
          ...cutting,
          `UPDATE requests SET state = 'approved', sent_at = NULL, finished_at = NULL, owner = NULL WHERE id = '${id}'`,
          `UPDATE jobs SET generation = generation + 1, run_at = now() - interval '1 year' WHERE kind = 'execute' AND ref = '${id}'`,
        );
        cut.give();
      },
    });
    // Nothing but the journal tells that it was sent: the back office does not say what is there already.
    const actions = gate.deps.actions as Record<string, Gate['deps']['actions'][string]>; // safe: a plain record
    const { alreadyMade: _, ...action } = actions['voucher.apply'] ?? expect.fail();
    actions['voucher.apply'] = action;
    const id = await pending();
    await yes(id, people.lead);
    await cut.given;
    await stateOf(gate, id, 'stale');
    expect(gate.backOffice.given).toHaveLength(1);
    await told(id);
  });

  it('is not carried out if its rejection was cut off the moment that it was over', async () => {
    const id = await ended('rejected');
    const end = (await kindsOf(id)).flatMap(({ kind, seq }) => (kind === 'request.rejected' ? [seq] : []));
    await owner(
      ...['journal_private', 'journal'].map((table) => `DELETE FROM ${table} WHERE seq IN (${end.join()})`),
      `DELETE FROM votes WHERE request_id = '${id}'`,
      `UPDATE requests SET state = 'pending', decided_at = NULL, finished_at = NULL WHERE id = '${id}'`,
    );
    await yes(id, people.second);
    await stateOf(gate, id, 'stale');
    expect(gate.backOffice.given).toEqual([]);
    await told(id);
  });

  const triggers = [
    ['takes the entry and keeps none', 'BEFORE INSERT ON journal', 'RETURN NULL;'],
    [
      'throws it away at the end',
      'AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED',
      'DELETE FROM journal WHERE seq = NEW.seq; RETURN NULL;',
    ],
  ] as const;
  it.each(triggers)('is not sent if a database that was changed %s', async (_, when, what) => {
    await insider(
      `CREATE OR REPLACE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.kind = 'request.sent' THEN ${what} END IF; RETURN NEW; END $$`,
      `CREATE ${when.includes('DEFERRED') ? 'CONSTRAINT' : ''} TRIGGER a_swallow ${when} FOR EACH ROW EXECUTE FUNCTION swallow()`,
      'ALTER TABLE journal DISABLE TRIGGER journal_no_change',
    );
    onTestFinished(() =>
      insider('DROP TRIGGER a_swallow ON journal', 'ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_no_change'),
    );
    const id = await pending();
    await yes(id, people.lead);
    const over = async () => {
      gate.clock.forward(3_600_000);
      return (await gate.approvals.postedMessages.load(id))?.state;
    };
    await stateOf(gate, id, 'running', 'stale');
    await expect.poll(over).toMatch(/stale|expired/);
    expect(gate.backOffice.given).toEqual([]);
  });

  it('is not sent if what it is about has come to another branch since it was asked for', async () => {
    const id = await pending();
    gate.backOffice.branch = 2;
    await yes(id, people.lead);
    await stateOf(gate, id, 'stale');
    expect((await gate.approvals.postedMessages.load(id))?.differences).toEqual([{ label: 'Branch', before: '1', after: '2' }]);
    expect(gate.backOffice.given).toEqual([]);
  });
});
