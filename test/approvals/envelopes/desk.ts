import { z } from 'zod';
import { type AnyAction, defineAction } from '../../../src/actions/define.ts';
import type { ApprovalDeps } from '../../../src/approvals/deps.ts';
import type { Database } from '../../../src/db/database.ts';
import { refuse, refuseTemplate } from '../../../src/errors.ts';
import { randomIds } from '../../../src/lib/ids.ts';
import { type FakeBackOffice, type Gate, giving, openGate, stateOf } from '../../support/gate.ts';
import { people } from '../../support/people.ts';

/** A desk that may open envelopes: agents give, a lead decides, a head of support decides what is much. */
export const deskPolicy = `
version: 1
currency: EUR
branch: 1
roles:
  agent: { users: [U0AGENT1, U0AGENT2, U0LEAD1] }
  lead: { users: [U0LEAD1, U0LEAD2] }
grants:
  agent: [read.*, voucher.apply, voucher.envelope]
owners: [U0LEAD1]
envelopes: { most: 50, longest: 24h }
approvals:
  - name: small goodwill
    match: { action: voucher.apply, amount: { max: 20 }, sameCustomer: { max: 20, within: 30d } }
    require: none
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 1 }
`;

/** What the fake back office has as its one template; one that is not offered is not there. */
export type Template = { name: string; amount: number; currency: string; isOffered: boolean };

/** Gives the template that the back office has now. */
function drawing(backOffice: FakeBackOffice, template: () => Template): AnyAction {
  const plain = giving(backOffice);
  return {
    ...plain,
    async precheck(readers, input, at) {
      const before = await plain.precheck(readers, input, at);
      if (!template().isOffered) throw refuseTemplate(7, 'Not offered.');
      return before;
    },
    template: () => ({ id: 7, name: template().name }),
    fingerprint: (snapshot) => ({ ...plain.fingerprint(snapshot), Voucher: template().name, Worth: template().amount }),
  };
}

function opening(template: () => Template): AnyAction {
  return defineAction({
    name: 'voucher.envelope',
    label: 'Open an envelope',
    risk: 'costly',
    input: z.object({ count: z.number().int(), until: z.iso.datetime(), branchId: z.number().default(1) }),
    subjects: ({ branchId }) => [`envelope-of:${branchId}`],
    async precheck(_readers, { until }, { now, envelopes }) {
      if (!envelopes || new Date(until) <= now) throw refuse('Not now.');
      if (!template().isOffered) throw refuseTemplate(7, 'Not offered.');
      return { ...template() };
    },
    fingerprint: ({ name, amount }) => ({ Voucher: name, Worth: amount, Branch: 1 }),
    worth: ({ amount, currency }, { count }) => ({ money: { amount: amount * count, currency }, givesMore: false }),
    template: ({ name }) => ({ id: 7, name }),
    opens: (_snapshot, { count, until, branchId }) => ({ template: 7, branch: branchId, most: count, until }),
    branches: (_snapshot, { branchId }) => [branchId],
    preview: (_snapshot, { count }) => ({ title: `Envelope of ${count}` }),
    execute: async () => ({ open: true }),
    verify: async () => 'done' as const,
    render: (_snapshot, { count }) => ({ title: `Envelope of ${count}` }),
  });
}

export type Desk = Gate & { template: Template };

/** A gate whose one template can be changed, and whose branches can be read: 1, with 2 below it, and 3. */
export function openDesk(database: Database, options: Parameters<typeof openGate>[1] = {}): Desk {
  const gate = openGate(database, { policy: deskPolicy, ...options, start: false });
  const template: Template = { name: 'Goodwill 50', amount: 50, currency: 'EUR', isOffered: true };
  const branches = [{ id: 1 }, { id: 2, parent: { id: 1 } }, { id: 3 }];
  Object.assign(gate.deps.actions, {
    'voucher.apply': drawing(gate.backOffice, () => template),
    'voucher.envelope': opening(() => template),
  });
  Object.assign(gate.deps, {
    readers: { operations: { branches: { list: async () => ({ items: branches }) } } } as unknown as ApprovalDeps['readers'], // safe: nothing else is read
  });
  const done = async () => 'done' as const;
  const others = { draw: done, notify: done, quiet: done, digest: done, home: done, head: done, forget: done, redact: done };
  if (options.start !== false)
    gate.jobs.start({
      ...gate.approvals.jobs,
      ...others,
      ...{ 'delete-file': done, remind: done, 'away-note': done, webhook: done, nudge: done, 'workflow-step': done },
      owners: async (ref) => {
        gate.ownersTold.push(ref);
        return 'done';
      },
    });
  return Object.assign(gate, { template });
}

let nextCustomer = 20_000;
export const newCustomer = (): number => (nextCustomer += 1);

/** Asks for an envelope, and has a lead approve it if that is needed. */
export async function openEnvelope(
  desk: Desk,
  count: number,
  more: { asker?: string; untilMs?: number; reason?: string; branch?: number; by?: string } = {},
): Promise<string> {
  const { id } = await desk.approvals.ask({
    action: 'voucher.envelope',
    input: {
      count,
      until: new Date(desk.clock.now().getTime() + (more.untilMs ?? 3_600_000)).toISOString(),
      branchId: more.branch ?? 1,
    },
    reason: more.reason ?? 'Tram strike',
    asker: more.asker ?? people.agent,
    origin: randomIds.uuid(),
  });
  if ((await stateOf(desk, id, 'pending', 'done', 'refused')) === 'pending') {
    await desk.approvals.decide({ id, person: more.by ?? people.second, verdict: 'approve' });
    await stateOf(desk, id, 'done', 'stale', 'failed', 'expired');
  }
  return id;
}

/** Asks for one voucher of the template, and gives the request's id. */
export async function draw(desk: Desk, more: { asker?: string; customer?: number } = {}): Promise<string> {
  const { id } = await desk.approvals.ask({
    action: 'voucher.apply',
    input: { customer: more.customer ?? newCustomer(), amount: desk.template.amount },
    reason: 'Waited in the rain',
    asker: more.asker ?? people.agent,
    origin: randomIds.uuid(),
  });
  return id;
}

/** What became of it so far as it moves by itself. */
export const outcomeOf = (desk: Desk, id: string): Promise<string> =>
  stateOf(desk, id, 'pending', 'done', 'failed', 'unknown', 'stale', 'refused', 'expired');

export async function recordOf(desk: Desk, id: string) {
  const record = await desk.approvals.postedMessages.load(id);
  if (record === undefined) throw new Error('no such request');
  return record;
}
