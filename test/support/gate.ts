import { z } from 'zod';
import { type AnyAction, defineAction, type Risk } from '../../src/actions/define.ts';
import type { Core } from '../../src/approvals/core.ts';
import { parsePolicy } from '../../src/approvals/policy/parse.ts';
import type { Directory, Probe, Standing } from '../../src/approvals/ports.ts';
import { policyDigestOf } from '../../src/approvals/seal/statement.ts';
import { type Approvals, createApprovals } from '../../src/approvals/service.ts';
import type { Database } from '../../src/db/database.ts';
import { Fault, refuse } from '../../src/errors.ts';
import { createJobs, type Jobs } from '../../src/jobs/jobs.ts';
import { createJournal } from '../../src/journal/journal.ts';
import { createSeals } from '../../src/journal/seals.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { type HandClock, restlessClock } from './clock.ts';
import { silentLog } from './database.ts';
import { testKeys } from './keys.ts';

export const people = { agent: 'U0AGENT1', other: 'U0AGENT2', lead: 'U0LEAD1', second: 'U0LEAD2', guest: 'U0GUEST1' } as const;

export const testPolicy = `
version: 1
currency: EUR
branch: 1
roles:
  agent: { users: [U0AGENT1, U0AGENT2, U0LEAD1] }
  lead: { users: [U0LEAD1, U0LEAD2] }
  board: { users: [U0LEAD1, U0LEAD2, U0AGENT1] }
grants:
  agent: [read.*, voucher.apply, card.*]
approvals:
  - name: small goodwill
    match: { action: voucher.apply, amount: { max: 20 }, sameCustomer: { max: 40, within: 30d } }
    require: none
  - name: large goodwill
    match: { action: voucher.apply, amount: { min: 200 } }
    require: { role: board, count: 2 }
    channel: C0APPROVALS
    decideWithin: 4h
    executeWithin: 1h
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 1 }
    channel: C0APPROVALS
    decideWithin: 4h
    executeWithin: 1h
`;

/** A back office of one action: gives money to customers, and behaves as it is told. */
export type Till = {
  /** What was written: one entry a write that arrived. */
  given: { customer: number; amount: number }[];
  /** How the next writes are answered; `yes` when the list is empty. */
  answers: ('yes' | 'refuse' | 'lose-undone' | 'lose-done' | 'unreachable' | 'yes-undone')[];
  /** A fact that an approval is tied to. */
  blockState: string;
  /** Faults that the next reads run into. */
  readFaults: Fault[];
  risk: Risk;
  /** It gives more than money alone. */
  givesMore: boolean;
  /** Where the customer belongs. */
  branch: number | undefined;
  /** The accounts that a customer is in. */
  around: (customer: number) => string[] | null;
  /** Called when a write has arrived, before it is done. */
  onWrite: () => void | Promise<void>;
};

export function giving(till: Till): AnyAction {
  return defineAction({
    name: 'voucher.apply',
    label: 'Give money',
    risk: 'costly',
    reason: 'required',
    input: z.object({ customer: z.number(), amount: z.number(), currency: z.string().default('EUR') }),
    subjects: ({ customer }) => [`customer:${customer}`],
    beneficiary: ({ customer }) => `customer:${customer}`,
    async precheck(_readers, { customer }) {
      const fault = till.readFaults.shift();
      if (fault) throw fault;
      if (till.blockState === 'DELETED') throw refuse('The customer is gone.');
      return { customer, blockState: till.blockState, before: till.given.length };
    },
    riskOf: () => till.risk,
    fingerprint: ({ customer, blockState }) => ({ Customer: customer, 'Block state': blockState }),
    worth: (_seen, { amount, currency }) => ({ money: { amount, currency }, givesMore: till.givesMore }),
    party: (_seen, { customer }) => ({ target: `customer:${customer}`, around: till.around(customer) }),
    branches: () => [till.branch],
    preview: (_seen, { customer, amount }, show) => ({
      title: `Give ${amount} to ${show.person({ id: customer, firstName: 'Anna', lastName: 'Nowak' })}`,
    }),
    async execute(_writers, { customer, amount }) {
      await till.onWrite();
      const answer = till.answers.shift() ?? 'yes';
      if (answer === 'refuse') throw new Fault('upstream_refused', 'The back office said no.');
      if (answer === 'unreachable') throw new Fault('upstream_unreachable', 'The back office cannot be reached.');
      if (answer !== 'lose-undone' && answer !== 'yes-undone') till.given.push({ customer, amount });
      if (answer === 'lose-done' || answer === 'lose-undone') throw new Fault('outcome_unknown', 'The answer was lost.');
      return amount;
    },
    async settled(_readers, _input, { before }) {
      return till.given.length > before ? 'done' : 'not-done';
    },
    render: (_seen, { customer, amount }, show) => ({
      title: `Gave ${amount} to ${show.person({ id: customer, firstName: 'Anna', lastName: 'Nowak' })}`,
    }),
  });
}

export type Gate = {
  approvals: Approvals;
  core: Core;
  jobs: Jobs;
  till: Till;
  clock: HandClock;
  directory: FakeDirectory;
  /** The reminders that would be posted: `<request>:<person>:<why>`. */
  reminded: string[];
  /** What the owners would be told: `changed:<request>`. */
  ownersTold: string[];
  stop(): Promise<void>;
};

export type FakeDirectory = Directory & {
  barred: Map<string, string>;
  members: Map<string, string[]>;
  silent: boolean;
  groups: Map<string, string>;
};

function fakeDirectory(members: Map<string, string[]>): FakeDirectory {
  const barred = new Map<string, string>([[people.guest, 'Guests cannot use Wheelhouse.']]);
  const standing = (id: string): Standing => ({ id, name: id, timeZone: 'Europe/Vienna', barred: barred.get(id) });
  const directory: FakeDirectory = {
    barred,
    members,
    silent: false,
    groups: new Map(),
    rightsOf: async (id, roles) =>
      spoken({ standing: standing(id), roles: roles.filter((role) => members.get(role)?.includes(id)), asOf: [] }),
    standing: async (id) => spoken(standing(id)),
    seatsOf: async (id, roles) =>
      spoken(
        roles.flatMap((role) =>
          (members.get(role) ?? []).includes(id) ? [{ role, group: directory.groups.get(`${role} ${id}`) }] : [],
        ),
      ),
    peopleOf: async ({ users }) => spoken([...users]),
    rolesOf: async (id) => spoken([...members].filter(([, ids]) => ids.includes(id)).map(([role]) => role)),
    holders: async (role) => spoken((members.get(role) ?? []).map(standing).filter((one) => one.barred === undefined)),
  };
  const spoken = <T>(value: T): T => {
    if (directory.silent) throw new Fault('slack_unavailable', 'Slack did not answer in time.');
    return value;
  };
  return directory;
}

/** The gate on a real database, with a till behind it; `start` false leaves the jobs lying, as after a crash. */
export function openGate(
  database: Database,
  options: { policy?: string; till?: Partial<Till>; clock?: HandClock; start?: boolean; probe?: Probe; pollMs?: number } = {},
): Gate {
  const parsed = parsePolicy(options.policy ?? testPolicy);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ say }) => say).join('\n'));
  const clock = options.clock ?? restlessClock();
  const till: Till = {
    given: [],
    answers: [],
    blockState: 'NONE',
    readFaults: [],
    risk: 'costly',
    givesMore: false,
    branch: 1,
    around: () => [],
    onWrite: () => {},
    ...options.till,
  };
  const members = new Map(Object.entries(parsed.policy.roles).map(([role, { users }]) => [role, [...users]]));
  const directory = fakeDirectory(members);
  const jobs = createJobs({
    db: database.db,
    clock,
    log: silentLog,
    replica: randomIds.uuid(),
    pollMs: options.pollMs ?? 25,
    leaseMs: 2_000,
  });
  const core: Core = {
    db: database.db,
    clock,
    ids: randomIds,
    log: silentLog,
    jobs,
    journal: createJournal({ keys: testKeys, now: clock.now }),
    keys: testKeys,
    seals: createSeals(testKeys),
    policy: parsed.policy,
    policyDigest: policyDigestOf(parsed.policy),
    profileDigest: 'none',
    directory,
    actions: { 'voucher.apply': giving(till) },
    readers: {} as Core['readers'], // safe: the till's action reads nothing else
    writers: {} as Core['writers'], // safe: as above
    probe: options.probe,
  };
  const approvals = createApprovals(core);
  const reminded: string[] = [];
  const ownersTold: string[] = [];
  const done = async () => 'done' as const;
  const takeDown = async (ref: string) => {
    reminded.push(ref);
    return 'done' as const;
  };
  if (options.start !== false)
    jobs.start({
      ...approvals.jobs,
      draw: done,
      remind: takeDown,
      notify: done,
      home: done,
      head: done,
      forget: done,
      'delete-file': done,
      owners: async (ref) => {
        ownersTold.push(ref);
        return 'done' as const;
      },
    });
  return { approvals, core, jobs, till, clock, directory, reminded, ownersTold, stop: () => jobs.stop(2_000) };
}

/** Asks for an amount and gives the request's id. */
export async function askFor(
  gate: Gate,
  amount: number,
  more: { asker?: string; origin?: string; customer?: number; currency?: string } = {},
): Promise<string> {
  const { id } = await gate.approvals.ask({
    action: 'voucher.apply',
    input: { customer: more.customer ?? 1, amount, ...(more.currency === undefined ? {} : { currency: more.currency }) },
    reason: 'Waited in the rain',
    asker: more.asker ?? people.agent,
    origin: more.origin ?? randomIds.uuid(),
  });
  return id;
}

/** The request once it is in one of these states; looks again until it is, and says what it is when it never gets there. */
export async function stateOf(gate: Gate, id: string, ...states: string[]): Promise<string> {
  const endMs = Date.now() + 10_000;
  for (;;) {
    const record = await gate.approvals.gallery.load(id);
    const state = record?.state ?? 'none';
    if (states.includes(state)) return state;
    if (Date.now() > endMs)
      throw new Error(`request ${id} is ${state}, and not ${states.join(' or ')}: ${record?.explanation ?? ''}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
