import { afterEach, beforeEach } from 'vitest';
import { meaningOf } from '../../src/approvals/seal/meaning.ts';
import type { Database } from '../../src/db/database.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { pagesOf } from '../../src/journal/source.ts';
import { verify } from '../../src/journal/verify.ts';
import { askFor, type Gate, openGate, stateOf } from './gate.ts';
import { testKeys } from './keys.ts';
import { people } from './people.ts';

/** Leads Tom and Sue, and Ben and Cleo, who can stand in for them. */
export const [tom, sue, ben, cleo] = ['U0TOM', 'U0SUE', 'U0BEN', 'U0CLEO'] as const;

const policy = `
version: 1
currency: EUR
branch: 1
roles:
  agent: { users: [U0AGENT1, U0TOM, U0BEN] }
  lead: { users: [U0TOM, U0SUE] }
  senior: { users: [U0BEN, U0CLEO, U0GUEST1] }
grants:
  agent: [read.*, voucher.apply]
owners: [U0OWNER]
away: { roles: [lead], standIn: [senior], longest: 21d }
approvals:
  - name: large
    match: { action: voucher.apply, amount: { min: 100 } }
    require: { role: lead, count: 2 }
    decideWithin: 48h
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 1 }
    decideWithin: 48h
`;

/** A gate whose leads go away: opened anew for each test. */
export function awayDesk(database: () => Database) {
  let gate: Gate;
  beforeEach(() => {
    gate = openGate(database(), { policy });
  });
  let others: Gate[] = [];
  afterEach(async () => {
    for (const one of [gate, ...others]) await one.stop();
    others = [];
  });
  /** Another replica: it has the database and the time of day in common with the first. */
  const replica = () => {
    const other = openGate(database(), { policy, clock: gate.clock });
    others.push(other);
    return other;
  };

  let customer = 0;
  const pending = async (amount = 50, asker: string = people.agent) => {
    customer += 1;
    const id = await askFor(gate, amount, { asker, customer });
    await stateOf(gate, id, 'pending');
    return id;
  };
  let form = 0;
  const hours = (count: number) => new Date(gate.clock.now().getTime() + count * 3_600_000);
  const leave = (person: string, standIn?: string, more: { from?: Date; until?: Date; origin?: string } = {}) => {
    form += 1;
    return gate.approvals.away.leave({
      person,
      standIn,
      from: more.from ?? gate.clock.now(),
      until: more.until ?? hours(8),
      origin: more.origin ?? `form ${form}`,
    });
  };
  const press = (id: string, person: string, verdict: 'approve' | 'reject' = 'approve') =>
    gate.approvals.decide({ id, person, verdict, reason: verdict === 'reject' ? 'No' : undefined });
  const record = async (id: string) => {
    const found = await gate.approvals.postedMessages.load(id);
    if (found === undefined) throw new Error('no such request');
    return found;
  };
  const votes = async (id: string) => (await record(id)).votes.map(({ person, givenFor }) => ({ person, givenFor }));
  const entries = () => readEntries(database().db, 0, 100_000);
  const whole = async () =>
    verify(
      pagesOf({ entries: (after, limit) => readEntries(database().db, after, limit) }),
      [],
      testKeys.find,
      meaningOf(testKeys.find),
    );
  return {
    gate: () => gate,
    replica,
    pending,
    nextCustomer: () => customer + 1,
    hours,
    leave,
    press,
    record,
    votes,
    entries,
    whole,
  };
}
