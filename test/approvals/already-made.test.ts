import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people } from '../support/people.ts';

const files = fileDatabase();
let gate: Gate;
let given: Gate['backOffice']['given'];
/** A customer that no other test has given anything. */
let customer = 100;

beforeAll(async () => {
  gate = openGate(files.database);
});
afterAll(async () => {
  await gate.stop();
});
beforeEach(() => {
  customer += 1;
  given = gate.backOffice.given;
  given.length = 0;
  gate.backOffice.saysWhose = true;
});

const yes = (id: string) => gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
const pending = async (more: Parameters<typeof askFor>[2] = {}) => {
  const id = await askFor(gate, 50, { customer, ...more });
  await stateOf(gate, id, 'pending');
  return id;
};

describe('a voucher like this one that somebody else gave since it was asked for', () => {
  it('stops the request by name, though nothing was restored', async () => {
    const id = await pending();
    given.push({ customer, amount: 50 });
    await yes(id);
    await stateOf(gate, id, 'stale');
    expect((await gate.approvals.postedMessages.load(id))?.differences).toMatchObject([
      { label: 'Gift', after: 'a gift of 50 is there already' },
    ]);
    expect(given).toHaveLength(1);
  });

  it.each([true, false])('does not stop it if this app gave that one (the back office says whose: %s)', async (says) => {
    gate.backOffice.saysWhose = says;
    const [one, other] = [await pending(), await pending({ asker: people.other })];
    await yes(one);
    await stateOf(gate, one, 'done');
    await yes(other);
    await stateOf(gate, other, 'done');
    expect(given).toHaveLength(2);
  });

  it('stops the second of two if a third voucher is nobody’s', async () => {
    gate.backOffice.saysWhose = false;
    const [one, other] = [await pending(), await pending({ asker: people.other })];
    await yes(one);
    await stateOf(gate, one, 'done');
    given.push({ customer, amount: 50 });
    await yes(other);
    await stateOf(gate, other, 'stale');
    expect(given).toHaveLength(2);
  });
});
