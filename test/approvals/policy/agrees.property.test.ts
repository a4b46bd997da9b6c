import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { treeOf } from '../../../src/approvals/policy/branches.ts';
import { readHistory } from '../../../src/approvals/policy/history.ts';
import { parsePolicy } from '../../../src/approvals/policy/parse.ts';
import { replay } from '../../../src/approvals/policy/replay.ts';
import { explainPolicy } from '../../../src/cli/policy-explain.ts';
import { pagesOf, sourceOf } from '../../../src/journal/source.ts';
import { fileWith } from '../../cli/run.ts';
import { emptyDatabase } from '../../support/database.ts';
import { fc } from '../../support/fast-check.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { askFor, openGate, stateOf } from '../../support/gate.ts';
import { people, testPolicy } from '../../support/people.ts';

const fresh = fileDatabase({ emptied: true });

const bound = fc.integer({ min: 0, max: 60 });
const limit = fc.record({ max: bound, within: fc.constantFrom('1d', '30d') });
const match = fc
  .tuple(
    fc.record({
      action: fc.constantFrom('voucher.apply', 'voucher.*'),
      risk: fc.constant(['costly']),
      amount: fc.oneof(
        bound.map((max) => ({ max })),
        bound.map((min) => ({ min })),
      ),
      branch: fc.subarray([1, 2], { minLength: 1 }),
      sameCustomer: limit,
      sameAsker: limit,
      count: fc.oneof(
        fc.integer({ min: 1, max: 3 }).map((max) => ({ max })),
        fc.integer({ min: 1, max: 3 }).map((min) => ({ min })),
      ),
      sameAction: fc.record({ max: fc.nat(4), within: fc.constant('1d') }),
    }),
    fc.subarray(['risk', 'amount', 'branch', 'count', 'sameCustomer', 'sameAsker', 'sameAction'], { minLength: 1, maxLength: 3 }),
  )
  .map(([all, keys]) => Object.fromEntries(Object.entries(all).filter(([key]) => key === 'action' || keys.includes(key))));
const require = fc.oneof(
  fc.constant('none'),
  fc.constant('none'),
  fc.record({ role: fc.constant('lead'), count: fc.constantFrom(1, 2) }),
  fc.constant({ role: 'lead', count: 2, distinct: 'usergroup' }),
);
const rules = fc
  .array(fc.record({ match, require }), { minLength: 1, maxLength: 4 })
  .map((list) => list.map((rule, index) => ({ name: `rule ${index}`, ...rule })));
const step = fc.record({
  customer: fc.constantFrom(1, 2),
  amount: fc.integer({ min: 1, max: 40 }),
  asker: fc.constantFrom(people.agent, people.other),
  branch: fc.constantFrom(1, 2, undefined),
  givesMore: fc.constantFrom(false, false, false, true),
  touches: fc.constantFrom(1, 1, 2, 3),
  isNew: fc.constantFrom(false, false, false, true),
  verdict: fc.constantFrom('approve', 'approve', 'reject', undefined),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const isNewCustomer = 'the asker created this customer in the last 24 hours';
const branches = [{ id: 1 }, { id: 2 }];
const tree = { branches: { list: async () => ({ items: branches }) } };
const branchFile = fileWith(JSON.stringify(branches), 'branches.json');
const roles = testPolicy.slice(0, testPolicy.indexOf('approvals:'));
const policyOf = (approvals: unknown) => `${roles}${stringify({ approvals })}`;

it('gate, form, explain and replay come to the same for random policies and requests, and check calls no rule unreachable that decides', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(rules, fc.array(step, { minLength: 2, maxLength: 5 }), fc.boolean(), async (list, steps, areOneGroup) => {
      const policy = policyOf(list);
      const parsed = parsePolicy(policy);
      // What check refuses is not run; that it refuses none that could decide is a property of its own (properties.test.ts).
      fc.pre(parsed.ok);
      if (!parsed.ok) return;
      await emptyDatabase(fresh.database);
      const file = fileWith(policy);
      const gate = openGate(fresh.database, { policy });
      gate.deps.readers = { operations: tree } as unknown as typeof gate.deps.readers; // safe: nothing else is read
      const spentBefore: Step[] = [];
      for (const person of [people.lead, people.second])
        gate.directory.groups.set(`lead ${person}`, areOneGroup ? 'S0ONE' : `S0${person}`);
      const ran: { rule: string | null; waited: boolean; distinct: string | undefined; count: number }[] = [];
      const admitted: Step[] = [];
      try {
        for (const one of steps) {
          const sum = (some: readonly Step[]) => some.reduce((total, { amount }) => total + amount, 0);
          const { branch, givesMore, touches } = one;
          Object.assign(gate.backOffice, { branch, givesMore, touches, alwaysAsks: one.isNew ? isNewCustomer : undefined });
          const explained = await explainPolicy({ environment: {} }, 'voucher.apply', {
            file,
            amount: String(one.amount),
            branch: one.branch === undefined ? 'unknown' : String(one.branch),
            given: String(sum(spentBefore.filter(({ customer }) => customer === one.customer))),
            gave: String(sum(spentBefore.filter(({ asker }) => asker === one.asker))),
            asked: String(admitted.filter(({ asker }) => asker === one.asker).length),
            more: givesMore,
            count: String(touches),
            alwaysAsking: one.isNew,
            branches: branchFile,
          });
          const snapshot = await gate.approvals.preview({
            action: 'voucher.apply',
            input: { customer: one.customer, amount: one.amount },
            asker: one.asker,
          });
          const id = await askFor(gate, one.amount, { customer: one.customer, asker: one.asker });
          const state = await stateOf(gate, id, 'pending', 'done', 'refused');
          const words = explained.lines.join('\n');
          if (state === 'refused') {
            // Two of distinct groups, and there is one group: nobody is asked for what can't be decided.
            expect(areOneGroup).toBe(true);
            expect(snapshot).toMatchObject({ kind: 'ready', gate: { kind: 'nobody' } });
            expect(words).toContain('asks 2 of the role lead, no two from the same group');
            continue;
          }
          admitted.push(one);
          const waited = state === 'pending';
          const record = await gate.approvals.postedMessages.load(id);
          const rule = record?.rule ?? null;
          ran.push({ rule, waited, distinct: record?.distinct, count: record?.votesNeeded ?? 0 });
          expect(snapshot).toMatchObject({
            kind: 'ready',
            gate: waited ? { kind: 'asks', rule, role: record?.role, count: record?.votesNeeded } : { kind: 'at-once', rule },
          });
          expect(words.includes('no two from the same group')).toBe(record?.distinct !== undefined);
          expect(words).toMatch(waited ? new RegExp(`asks ${record?.votesNeeded} `, 'i') : /runs (at once|when confirmed)/i);
          if (waited && one.verdict !== undefined) {
            await gate.approvals.decide({ id, person: people.lead, verdict: one.verdict, reason: 'so' });
            if (one.verdict === 'approve' && record?.votesNeeded === 2)
              await gate.approvals.decide({ id, person: people.second, verdict: 'approve' });
            await stateOf(gate, id, 'done', 'rejected', 'stale');
          }
          // The money of what gives more than money counts into sums as well.
          if ((await gate.approvals.postedMessages.load(id))?.state === 'done') spentBefore.push(one);
        }
        const history = await readHistory(pagesOf(sourceOf(fresh.database.db, undefined)));
        const again = replay(parsed.policy, history, treeOf(branches));
        const asIs = again.map(({ gate: { rule, ...to } }) =>
          to.kind === 'votes'
            ? { rule, waited: true, distinct: to.distinct, count: to.count }
            : { rule, waited: false, distinct: undefined, count: 0 },
        );
        expect(asIs).toEqual(ran);
      } finally {
        await gate.stop();
      }
    }),
    { numRuns: 20, endOnFailure: true },
  );
});
