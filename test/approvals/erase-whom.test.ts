import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { eraseCustomer } from '../../src/approvals/erase.ts';
import { eraseAgain } from '../../src/approvals/erase-again.ts';
import { erasureFileOf, keepErasure } from '../../src/journal/erasure-file.ts';
import { keptOf } from '../support/erased.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people, testPolicy } from '../support/people.ts';

const file = fileDatabase();
let gate: Gate;
afterEach(() => gate.stop());

const kept = (id: string) => keptOf(file.database.db, id);
const telling = /Nowak|rain/;

describe('erasing somebody whom no request is about', () => {
  it('reaches the request that created them, whose form had all that is known of them', async () => {
    const created = 2_000;
    gate = openGate(file.database, { policy: testPolicy.replace('voucher.apply, card', 'customer.create, voucher.apply, card') });
    const creating = {
      name: 'customer.create',
      subjects: () => ['new:customer'],
      beneficiary: undefined,
      alreadyMade: undefined,
    };
    const creates = async () => `customer:${created}`;
    Object.assign(gate.deps.actions, { 'customer.create': { ...gate.deps.actions['voucher.apply'], ...creating, creates } });
    const asking = {
      action: 'customer.create',
      input: { customer: 1, amount: 1 },
      reason: 'Waited in the rain',
      asker: people.agent,
    };
    const { id } = await gate.approvals.ask({ ...asking, origin: `creates ${created}` });
    await stateOf(gate, id, 'pending');
    await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    await stateOf(gate, id, 'done');
    expect(await kept(id)).toMatch(telling);
    expect(await eraseCustomer(gate.deps, { customer: created, actor: 'cli:ops', reason: 'case 7' })).toMatchObject({
      requests: 1,
    });
    expect(await kept(id)).not.toMatch(telling);
  });

  it('is done again after a restored backup also for somebody whom a request only read, or created', async () => {
    gate = openGate(file.database);
    const headFile = `${file.files.directory}.head`;
    const [owner, created] = [2_001, 2_002];
    const action = gate.deps.actions['voucher.apply'];
    const precheck: NonNullable<typeof action>['precheck'] = async (...of) => ({
      ...((await action?.precheck(...of)) as object),
      owner: { id: owner, firstName: 'Anna', lastName: 'Nowak' },
    });
    const changed = { precheck, subjects: () => ['card:1'], beneficiary: undefined, creates: async () => `customer:${created}` };
    Object.assign(gate.deps.actions, { 'voucher.apply': { ...action, ...changed, alreadyMade: undefined } });
    for (const customer of [owner, created]) {
      const id = await askFor(gate, 50);
      await stateOf(gate, id, 'pending');
      await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
      await stateOf(gate, id, 'done');
      await keepErasure(headFile, `customer:${customer}`);
      expect(await eraseAgain(gate.deps, { headFile, actor: 'U0OWNER1' })).toBe('done');
      expect(await kept(id)).not.toMatch(telling);
      rmSync(erasureFileOf(headFile));
    }
  });
});
