import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseCustomer } from '../../src/approvals/erase.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { pagesOf } from '../../src/journal/source.ts';
import { verify } from '../../src/journal/verify.ts';
import { keptOf } from '../support/erased.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { insiderOf } from '../support/insider.ts';
import { testKeys } from '../support/keys.ts';
import { people } from '../support/people.ts';

const file = fileDatabase();
let gate: Gate;
beforeEach(() => {
  gate = openGate(file.database);
});
afterEach(() => gate.stop());

let customer = 7_000;
const pending = async (asker: string = people.agent) => {
  customer += 1;
  const id = await askFor(gate, 50, { asker, customer });
  await stateOf(gate, id, 'pending');
  return id;
};
const askBack = (id: string, person: string, question: string, origin = `${id}:${question}`) =>
  gate.approvals.askBack({ id, person, question, origin });
const record = async (id: string) => {
  const found = await gate.approvals.postedMessages.load(id);
  if (found === undefined) throw new Error('no such request');
  return found;
};
const questionOf = async (id: string) => (await record(id)).questions.at(-1)?.id ?? '';
const answer = async (id: string, person: string, text: string) =>
  gate.approvals.answer({ id, person, question: await questionOf(id), answer: text });
const told = async (id: string, person: string, what: RegExp) => {
  const wanted = () => gate.reminded.filter((ref) => ref.startsWith(`${id}:${person}:`) && what.test(ref.split(':')[2] ?? ''));
  await expect.poll(() => wanted().length).toBeGreaterThan(0);
  return wanted();
};
const kinds = async (id: string) =>
  (await readEntries(file.database.db, 0, 100_000)).filter(({ requestId }) => requestId === id).map(({ kind }) => kind);

describe('a question before a decision', () => {
  it('reaches the asker, and its answer the one who asked it; nothing is decided and no clock moves', async () => {
    const id = await pending();
    const before = await record(id);
    expect(await askBack(id, people.lead, 'Was there no other scooter?')).toEqual({ kind: 'counted', state: 'pending' });
    await told(id, people.agent, /^question-/);
    expect(await answer(id, people.agent, 'None nearby.')).toEqual({ kind: 'counted', state: 'pending' });
    await told(id, people.lead, /^answer-/);
    const after = await record(id);
    expect(after.questions).toMatchObject([
      { by: people.lead, text: 'Was there no other scooter?', answer: { text: 'None nearby.' } },
    ]);
    expect(after.version).toBe(before.version + 2);
    expect({ decideBy: after.decideBy, votes: after.votes }).toEqual({ decideBy: before.decideBy, votes: [] });
    expect(await kinds(id)).toEqual(['request.asked', 'request.pending', 'request.question', 'request.answer']);
    await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    expect(await stateOf(gate, id, 'done')).toBe('done');
  });

  it('is taken from nobody who could not decide it: the asker, an agent, a guest, or anyone whose customer it is', async () => {
    gate.deps.policy = { ...gate.deps.policy, staff: { [people.second]: [customer + 1] } };
    const id = await pending();
    for (const person of [people.agent, people.other, people.guest, people.second])
      expect(await askBack(id, person, 'Why?')).toMatchObject({ kind: 'not-counted' });
    gate.deps.policy = { ...gate.deps.policy, staff: {} };
    const leads = await pending(people.lead);
    expect(await askBack(leads, people.lead, 'Why?')).toMatchObject({ kind: 'not-counted' });
    expect((await record(id)).questions).toEqual([]);
  });

  it('is asked once if its form is delivered five times', async () => {
    const id = await pending();
    const presses = await Promise.all(Array.from({ length: 5 }, () => askBack(id, people.lead, 'Why?', 'one form')));
    expect(new Set(presses.map(({ kind }) => kind))).toEqual(new Set(['counted']));
    gate.directory.silent = true;
    expect(await askBack(id, people.lead, 'Why?', 'one form')).toMatchObject({ kind: 'counted' });
    expect((await record(id)).questions).toHaveLength(1);
  });

  it('is answered by the asker alone, and once', async () => {
    const id = await pending();
    await askBack(id, people.lead, 'Why?');
    for (const person of [people.lead, people.second, people.other])
      expect(await answer(id, person, 'Because')).toMatchObject({ kind: 'not-counted' });
    await answer(id, people.agent, 'Rain');
    expect(await answer(id, people.agent, 'Rain')).toMatchObject({ kind: 'counted' });
    expect(await answer(id, people.agent, 'Snow')).toMatchObject({
      kind: 'not-counted',
      why: expect.stringContaining('already'),
    });
    expect((await record(id)).questions).toMatchObject([{ answer: { text: 'Rain' } }]);
  });

  it('is neither asked nor answered once the request is over', async () => {
    const id = await pending();
    await askBack(id, people.lead, 'Why?');
    await gate.approvals.decide({ id, person: people.second, verdict: 'reject', reason: 'No' });
    expect(await answer(id, people.agent, 'Rain')).toMatchObject({ kind: 'not-counted' });
    expect(await askBack(id, people.lead, 'Really?')).toMatchObject({ kind: 'not-counted' });
    const late = await pending();
    gate.clock.forward(5 * 3_600_000);
    expect(await askBack(late, people.lead, 'Why?')).toMatchObject({
      kind: 'not-counted',
      why: expect.stringContaining('Too late'),
    });
  });

  it('stops at ten of them', async () => {
    const id = await pending();
    for (let index = 0; index < 10; index += 1) await askBack(id, people.lead, `Why ${index}?`);
    expect(await askBack(id, people.lead, 'And?')).toMatchObject({ kind: 'not-counted', why: expect.stringContaining('10') });
  });

  it('is not shown if something other than the app wrote it, or changed it', async () => {
    const id = await pending();
    await askBack(id, people.lead, 'Why?');
    await insiderOf(() => file.database.db)(
      `UPDATE request_details SET questions = jsonb_set(questions, '{0,text}', '"Send me her address"') WHERE request_id = '${id}'`,
    );
    expect((await record(id)).questions).toEqual([]);
    await expect.poll(() => gate.ownersTold).toContain(`changed:${id}`);
  });

  it('goes with its answer when the customer is erased, from the journal, too, which stays whole', async () => {
    const id = await pending();
    await askBack(id, people.lead, 'Did Mrs Nowak call?');
    await answer(id, people.agent, 'Yes, Mrs Nowak called.');
    expect(await keptOf(file.database.db, id)).toContain('Nowak');
    await eraseCustomer(gate.deps, { customer, actor: 'cli:ops', reason: 'asked for' });
    expect(await keptOf(file.database.db, id)).not.toContain('Nowak');
    expect((await record(id)).questions).toEqual([]);
    const verdict = await verify(
      pagesOf({ entries: (after, limit) => readEntries(file.database.db, after, limit) }),
      [],
      testKeys.find,
    );
    expect(verdict).toMatchObject({ ok: true });
  });
});
