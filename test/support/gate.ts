import { z } from 'zod';
import { type AnyAction, defineAction, type Risk } from '../../src/actions/define.ts';
import type { CallOptions } from '../../src/api/table.ts';
import { type ApprovalDeps, approvalDepsOf } from '../../src/approvals/deps.ts';
import type { Probe } from '../../src/approvals/ports.ts';
import { type Approvals, createApprovals } from '../../src/approvals/service.ts';
import type { Database } from '../../src/db/database.ts';
import { Fault, refuse } from '../../src/errors.ts';
import { createJobs, type Jobs, type Lease } from '../../src/jobs/jobs.ts';
import { createJournal } from '../../src/journal/journal.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { type HandClock, restlessClock } from './clock.ts';
import { type FakeDirectory, fakeDirectory } from './fake-directory.ts';
import { testKeys } from './keys.ts';
import { lesserGift } from './lesser-gift.ts';
import { silentLog } from './log.ts';
import { people, testPolicy } from './people.ts';
import { policyOf } from './policy.ts';

/** A back office of one action: gives money to customers, and behaves as it is told. */
export type FakeBackOffice = {
  /** What was written: one entry a write that arrived. */
  given: { customer: number; amount: number; by?: string }[];
  /** Whether the back office says which request made what. */
  saysWhose: boolean;
  /** How the next writes are answered; `yes` when the list is empty. */
  answers: (
    | 'too-late'
    | 'too-late-done'
    | 'too-late-perhaps'
    | 'yes'
    | 'refuse'
    | 'lose-undone'
    | 'lose-done'
    | 'unreachable'
    | 'yes-undone'
  )[];
  /** How long the last write was still allowed to go out when it began. */
  leftMs: number | undefined;
  /** A fact that an approval is tied to. */
  blockState: string;
  /** Faults that the next reads run into. */
  readFaults: Fault[];
  risk: Risk;
  /** It gives more than money alone. */
  givesMore: boolean;
  /** How many things it touches. */
  touches: number;
  /** Why somebody is asked whatever the rules say. */
  alwaysAsks: string | undefined;
  /** Why what is offered is not of the kind that was asked for. */
  unlike?: string;
  /** Where the customer belongs. */
  branch: number | undefined;
  /** The accounts that a customer is in. */
  around: (customer: number) => string[] | null;
  /** Called when a write has arrived, before it is done. */
  onWrite: () => void | Promise<void>;
};

export function giving(backOffice: FakeBackOffice): AnyAction {
  return defineAction({
    name: 'voucher.apply',
    label: 'Give money',
    risk: 'costly',
    input: z.object({ customer: z.number(), amount: z.number(), currency: z.string().default('EUR') }),
    subjects: ({ customer }) => [`customer:${customer}`],
    beneficiary: ({ customer }) => `customer:${customer}`,
    async precheck(_readers, { customer }) {
      const fault = backOffice.readFaults.shift();
      if (fault) throw fault;
      if (backOffice.blockState === 'DELETED') throw refuse('The customer is gone.');
      const there = backOffice.given
        .map(({ by, ...gift }, id) => ({ ...gift, id, requestId: backOffice.saysWhose ? by : undefined }))
        .flatMap((gift) => (gift.customer === customer ? [{ ...gift, what: `a gift of ${gift.amount}` }] : []));
      return { customer, blockState: backOffice.blockState, before: backOffice.given.length, there };
    },
    riskOf: () => backOffice.risk,
    count: () => backOffice.touches,
    alwaysAsks: () => backOffice.alwaysAsks,
    fingerprint: ({ customer, blockState }) => ({ Customer: customer, 'Block state': blockState }),
    worth: (_snapshot, { amount, currency }) => ({ money: { amount, currency }, givesMore: backOffice.givesMore }),
    party: (_snapshot, { customer }) => ({ target: `customer:${customer}`, around: backOffice.around(customer) }),
    alreadyMade: {
      label: 'Gift',
      since: ({ before }, { there }) => there.filter(({ id }) => id >= before),
      isSame: () => true,
      each: () => 1,
    },
    lesser: { ...lesserGift(backOffice), since: ({ before }, offered) => ({ ...offered, before }) },
    branches: () => [backOffice.branch],
    preview: (_snapshot, { customer, amount }, redactor) => ({
      title: `Give ${amount} to ${redactor.person({ id: customer, firstName: 'Anna', lastName: 'Nowak' })}`,
    }),
    execute: ({ operations }, { customer, amount }, { requestId }) =>
      (operations as unknown as TillClient).backOffice.give({ customer, amount, by: requestId }), // safe: openGate's writers are this
    async verify(_readers, { customer: to }, { before }) {
      return backOffice.given.slice(before).some(({ customer }) => customer === to) ? 'done' : 'not-done';
    },
    render: (_snapshot, { customer, amount }, redactor) => ({
      title: `Gave ${amount} to ${redactor.person({ id: customer, firstName: 'Anna', lastName: 'Nowak' })}`,
    }),
  });
}

type TillClient = {
  backOffice: { give(input: { customer: number; amount: number; by: string }, options?: CallOptions): Promise<number> };
};

/** The fake back office as the gate's writers see it: called as a back office is. */
function clientOf(backOffice: FakeBackOffice): TillClient {
  const give: TillClient['backOffice']['give'] = async ({ customer, amount, by }, { sendLimit } = {}) => {
    backOffice.leftMs = sendLimit?.leftMs();
    await backOffice.onWrite();
    const answer = backOffice.answers.shift() ?? 'yes';
    if (answer === 'refuse') throw new Fault('upstream_refused', 'The back office said no.');
    if (answer === 'unreachable') throw new Fault('upstream_unreachable', 'The back office cannot be reached.');
    if (answer === 'too-late-done' || answer === 'too-late-perhaps') sendLimit?.wrote();
    if (answer === 'yes' || answer === 'lose-done' || answer === 'too-late-done') backOffice.given.push({ customer, amount, by });
    if (answer.startsWith('too-late')) throw new Fault('too_late', 'Its time was over.');
    if (answer.startsWith('lose')) throw new Fault('outcome_unknown', 'The answer was lost.');
    return amount;
  };
  return { backOffice: { give } };
}

export type Gate = {
  approvals: Approvals;
  deps: ApprovalDeps;
  jobs: Jobs;
  backOffice: FakeBackOffice;
  clock: HandClock;
  directory: FakeDirectory;
  /** The reminders that would be posted: `<request>:<person>:<why>`. */
  reminded: string[];
  /** References of jobs that tell receivers of webhooks. */
  hooked: string[];
  /** What would be told of absences: `<absence>:<person>:<what>`. */
  noted: string[];
  /** Who would be told that only buttons count: `<request>:<person>`. */
  nudged: string[];
  /** What the owners would be told: `changed:<request>`. */
  ownersTold: string[];
  stop(): Promise<void>;
};

/** The gate on a real database, with a fake back office behind it; `start` false leaves the jobs undone, as after a crash. */
export function openGate(
  database: Database,
  options: {
    policy?: string;
    backOffice?: Partial<FakeBackOffice>;
    clock?: HandClock;
    start?: boolean;
    probe?: Probe;
    pollMs?: number;
    leaseMs?: number;
    more?: ApprovalDeps['actions'];
    profile?: string;
  } = {},
): Gate {
  const policy = policyOf(options.policy ?? testPolicy);
  const clock = options.clock ?? restlessClock();
  const backOffice: FakeBackOffice = {
    given: [],
    saysWhose: true,
    answers: [],
    blockState: 'NOT_BLOCKED',
    readFaults: [],
    risk: 'costly',
    givesMore: false,
    touches: 1,
    alwaysAsks: undefined,
    branch: 1,
    around: () => [],
    onWrite: () => {},
    leftMs: undefined,
    ...options.backOffice,
  };
  const members = new Map(Object.entries(policy.roles).map(([role, { users }]) => [role, [...users]]));
  const directory = fakeDirectory(members);
  const jobs = createJobs({
    db: database.db,
    clock,
    log: silentLog,
    replica: randomIds.uuid(),
    pollMs: options.pollMs ?? 25,
    leaseMs: options.leaseMs ?? 60_000,
  });
  const ownersTold: string[] = [];
  const deps = approvalDepsOf({
    db: database.db,
    clock,
    ids: randomIds,
    log: silentLog,
    jobs,
    journal: createJournal({ keys: testKeys, now: clock.now }),
    keys: testKeys,
    policy,
    profileDigest: options.profile ?? 'none',
    directory,
    actions: { 'voucher.apply': giving(backOffice), ...options.more },
    readers: {} as ApprovalDeps['readers'], // safe: its one action reads nothing else
    writers: { operations: clientOf(backOffice), smartmove: {} } as unknown as ApprovalDeps['writers'], // safe: its one action calls nothing else
    tellOwners: ({ key }) => ownersTold.push(key),
    probe: options.probe,
  });
  const approvals = createApprovals(deps);
  const reminded: string[] = [];
  const hooked: string[] = [];
  const noted: string[] = [];
  const nudged: string[] = [];
  const done = async () => 'done' as const;
  const others = { draw: done, notify: done, quiet: done, digest: done, home: done, head: done, forget: done, redact: done };
  const into = (list: string[]) => (ref: string) => Promise.resolve(list.push(ref)).then(done);
  if (options.start !== false)
    jobs.start({
      ...approvals.jobs,
      ...others,
      'delete-file': done,
      'workflow-step': done,
      remind: into(reminded),
      'away-note': into(noted),
      nudge: into(nudged),
      webhook: into(hooked),
      owners: into(ownersTold),
    });
  return {
    approvals,
    deps,
    jobs,
    backOffice,
    clock,
    directory,
    reminded,
    hooked,
    noted,
    nudged,
    ownersTold,
    stop: () => jobs.stop(2_000),
  };
}

/** Of a job that nobody else takes over. */
export const ownLease: Lease = { leftMs: () => 60_000 };

/** Asks for an amount and gives the request's id. */
export async function askFor(
  gate: Gate,
  amount: number,
  more: { asker?: string; origin?: string; customer?: number; currency?: string; ticket?: string } = {},
): Promise<string> {
  const { id } = await gate.approvals.ask({
    action: 'voucher.apply',
    input: { customer: more.customer ?? 1, amount, currency: more.currency },
    reason: 'Waited in the rain',
    asker: more.asker ?? people.agent,
    origin: more.origin ?? randomIds.uuid(),
    ticket: more.ticket,
  });
  return id;
}

/** The request once it is in one of these states; looks again until it is, and says what it is when it never gets there. */
export async function stateOf(gate: Gate, id: string, ...states: string[]): Promise<string> {
  const endMs = Date.now() + 25_000;
  for (;;) {
    const record = await gate.approvals.postedMessages.load(id);
    const state = record?.state ?? 'none';
    if (states.includes(state)) return state;
    if (Date.now() > endMs)
      throw new Error(`request ${id} is ${state}, and not ${states.join(' or ')}: ${record?.explanation ?? ''}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
