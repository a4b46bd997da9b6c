import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
const told = (id: string) => expect.poll(() => gate.ownersTold, { timeout: 10_000 }).toContain(`changed:${id}`);
async function pending() {
  const id = await askFor(gate, 50);
  await stateOf(gate, id, 'pending');
  return id;
}
async function ended(state: 'done' | 'rejected' | 'unknown') {
  if (state === 'unknown') gate.backOffice.answers.push('yes-undone');
  const id = await pending();
  const verdict = state === 'rejected' ? 'reject' : 'approve';
  await gate.approvals.decide({ id, person: people.lead, verdict, reason: 'no' });
  await stateOf(gate, id, state);
  return id;
}

describe('what a card says', () => {
  it.each(['done', 'failed', 'unknown', 'approved', 'pending', 'stale'])(
    'of a rejected request is what the journal says, where somebody wrote %s into the table',
    async (state) => {
      const id = await ended('rejected');
      await insider(`UPDATE requests SET state = '${state}' WHERE id = '${id}'`);
      expect((await gate.approvals.postedMessages.load(id))?.state).toBe('rejected');
      await told(id);
    },
  );

  const words = [
    ['what came of it', `UPDATE request_details SET outcome = '{"one": {"title": "Gave 500"}, "many": {"title": "Gave 500"}}'`],
    ['why', `UPDATE request_details SET explanation = 'Ask for 500 instead.'`],
    ['what differed', `UPDATE request_details SET differences = '[{"label": "A", "before": "1", "after": "2"}]'`],
    ['that it was erased', `UPDATE request_details SET forgotten_at = now()`],
    ['what the no was for', `UPDATE votes SET reason = 'Ask Tom'`],
  ] as const;
  it.each(words)('of how it ended is what this app wrote, and not what somebody put there: %s', async (_, statement) => {
    const id = await ended(statement.includes('votes') ? 'rejected' : 'done');
    const before = await gate.approvals.postedMessages.load(id);
    await insider(`${statement} WHERE request_id = '${id}'`);
    const after = await gate.approvals.postedMessages.load(id);
    expect(after?.state).toBe(before?.state);
    expect(after).toMatchObject({ outcome: undefined, differences: [] });
    expect(after?.explanation).toMatch(/changed in the database/);
    expect(after?.votes.map(({ reason }) => reason)).toEqual([undefined]);
    await told(id);
  });

  const named = `preview = jsonb_set(preview, '{many}', preview -> 'one')`;
  const asks = [
    ['who asked', 'requests', `asker = '${people.other}'`],
    ['what for, so that a channel would read a name', 'request_details', named],
    ['why', 'request_details', `reason = 'Tom said so'`],
    ['where its card goes', 'requests', `channel = 'C0ELSEWHERE'`],
  ] as const;
  it.each(asks)('of what was asked is what was sealed, and nothing where somebody changed it: %s', async (_, table, set) => {
    const id = await ended('done');
    await insider(`UPDATE ${table} SET ${set} WHERE ${table === 'requests' ? 'id' : 'request_id'} = '${id}'`);
    const record = await gate.approvals.postedMessages.load(id);
    expect(record).toMatchObject({ state: 'done', asker: people.agent, reason: '', preview: undefined, channel: 'C0APPROVALS' });
    expect(record?.explanation).toMatch(/What was asked for here was changed in the database/);
    await told(id);
  });

  const votes = [
    ['put one in', `INSERT INTO votes SELECT request_id, '${people.second}', verdict, NULL, at, seal FROM votes`],
    ['gave one to another', `UPDATE votes SET person = '${people.second}'`],
  ] as const;
  it.each(votes)('of who approved it is who did, where somebody %s', async (_, statement) => {
    const id = await ended('done');
    await insider(`${statement} WHERE request_id = '${id}'`);
    const record = await gate.approvals.postedMessages.load(id);
    expect(record?.votes.map(({ person }) => person)).not.toContain(people.second);
    await told(id);
  });

  it('is never drawn of one that waits and was changed, which stops', async () => {
    const id = await pending();
    await insider(`UPDATE request_details SET ${named} WHERE request_id = '${id}'`);
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({ state: 'stale', preview: undefined });
    await told(id);
  });

  it('is nothing of a request that was put into the table as done', async () => {
    const model = await ended('done');
    const id = `PUTIN${model}`;
    await insider(
      `INSERT INTO requests SELECT (jsonb_populate_record(r, jsonb_build_object('id', '${id}', 'origin', '${id}'))).* FROM requests r
        WHERE id = '${model}'`,
      `INSERT INTO request_details SELECT (jsonb_populate_record(d, jsonb_build_object('request_id', '${id}'))).* FROM request_details d
        WHERE request_id = '${model}'`,
    );
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({
      state: 'stale',
      preview: undefined,
      outcome: undefined,
    });
    await told(id);
  });

  it('of a customer’s history, which an approver reads beside it, is what the journal says', async () => {
    const id = await ended('rejected');
    await insider(`UPDATE requests SET state = 'done' WHERE id = '${id}'`);
    const { requests } = await gate.approvals.history({ customer: 1, from: 0, size: 40 });
    expect(requests.find((one) => one.id === id)?.state).toBe('rejected');
    await told(id);
  });

  it('of who settled it is who did', async () => {
    const id = await ended('unknown');
    await gate.approvals.settle({ id, person: people.lead, happened: false });
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({ state: 'failed', settledBy: people.lead });
    await insider(`UPDATE requests SET settled_by = '${people.second}' WHERE id = '${id}'`);
    expect((await gate.approvals.postedMessages.load(id))?.settledBy).toBeUndefined();
    await told(id);
  });
});
