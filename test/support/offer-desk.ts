import { afterEach, beforeEach, expect } from 'vitest';
import { meaningOf } from '../../src/approvals/seal/meaning.ts';
import type { Database } from '../../src/db/database.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { pagesOf } from '../../src/journal/source.ts';
import { verify } from '../../src/journal/verify.ts';
import { askFor, type Gate, openGate, stateOf } from './gate.ts';
import { testKeys } from './keys.ts';
import { people } from './people.ts';

export const counted = (state: string) => ({ kind: 'counted', state });
export const notCounted = (why: string) => ({ kind: 'not-counted', why: expect.stringContaining(why) });

/** A gate at which less is offered: opened anew for each test. */
export function offerDesk(database: () => Database) {
  let gate: Gate;
  beforeEach(() => {
    gate = openGate(database());
  });
  afterEach(() => gate.stop());

  let customer = 17_000;
  const pending = async (amount = 250, asker: string = people.agent) => {
    customer += 1;
    const id = await askFor(gate, amount, { asker, customer });
    await stateOf(gate, id, 'pending');
    return id;
  };
  const record = async (id: string) => {
    const found = await gate.approvals.postedMessages.load(id);
    if (found === undefined) throw new Error('no such request');
    return found;
  };
  const newest = async (id: string) => (await record(id)).offers.at(-1)?.id ?? '';
  const accept = async (id: string, person: string = people.agent, which?: string) =>
    gate.approvals.offers.accept({ id, person, offer: which ?? (await newest(id)) });
  return {
    gate: () => gate,
    /** The same database under another policy. */
    async under(policy: string) {
      await gate.stop();
      gate = openGate(database(), { policy });
    },
    customer: () => customer,
    pending,
    record,
    newest,
    accept,
    offer: (id: string, amount: number | string, more: { person?: string; revision?: number; origin?: string } = {}) =>
      gate.approvals.offers.make({
        id,
        person: more.person ?? people.lead,
        revision: more.revision ?? 0,
        choice: String(amount),
        reason: 'A short delay',
        origin: more.origin ?? `${id} ${amount} ${more.person}`,
      }),
    decline: async (id: string, person: string = people.agent) =>
      gate.approvals.offers.decline({ id, person, offer: await newest(id) }),
    yes: (id: string, person: string, revision = 0) => gate.approvals.decide({ id, person, verdict: 'approve', revision }),
    kinds: async (id: string) =>
      (await readEntries(database().db, 0, 100_000)).filter(({ requestId }) => requestId === id).map(({ kind }) => kind),
    given: () => gate.backOffice.given.filter((one) => one.customer === customer).map(({ amount }) => amount),
    told: (ref: RegExp) => expect.poll(() => gate.reminded.filter((one) => ref.test(one)).length).toBe(1),
    judged: () =>
      verify(
        pagesOf({ entries: (after, limit) => readEntries(database().db, after, limit) }),
        [],
        testKeys.find,
        meaningOf(testKeys.find),
      ),
  };
}
