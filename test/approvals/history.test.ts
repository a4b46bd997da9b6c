import { expect, it, onTestFinished } from 'vitest';
import { eraseCustomer } from '../../src/approvals/erase.ts';
import { noteRecent, recentOf } from '../../src/db/recent-customers.ts';
import type { Jobs } from '../../src/jobs/jobs.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, openGate, stateOf } from '../support/gate.ts';
import { people } from '../support/people.ts';

const file = fileDatabase({ emptied: true });

async function gate() {
  const opened = openGate(file.database);
  onTestFinished(() => opened.stop());
  return opened;
}

it('says what was requested and given for a customer, newest first, page by page, and nothing of anybody else', async () => {
  const harness = await gate();
  const ids: string[] = [];
  for (const amount of [10, 50, 11]) {
    ids.unshift(await askFor(harness, amount, { customer: 1010 }));
    await stateOf(harness, ids[0] ?? '', amount === 50 ? 'pending' : 'done');
    harness.clock.forward(60_000);
  }
  await stateOf(harness, await askFor(harness, 12, { customer: 1011 }), 'done');
  const whole = await harness.approvals.history({ customer: 1010, from: 0, size: 8 });
  expect(whole.requests.map(({ id }) => id)).toEqual(ids);
  expect(whole.hasMore).toBe(false);
  expect(whole.requests.map(({ state, asker }) => ({ state, asker }))).toContainEqual({ state: 'pending', asker: people.agent });
  const first = await harness.approvals.history({ customer: 1010, from: 0, size: 2 });
  expect([first.requests.length, first.hasMore]).toEqual([2, true]);
  const second = await harness.approvals.history({ customer: 1010, from: 2, size: 2 });
  expect(second.requests.map(({ id }) => id)).toEqual(ids.slice(2));
});

it('erasing a customer takes them out of everybody’s recent customers and draws those Homes again', async () => {
  const harness = await gate();
  const { db } = harness.deps;
  await noteRecent(db, people.agent, { id: 1010, name: 'Lena Novak' }, harness.clock.now());
  await noteRecent(db, people.agent, { id: 1011, name: 'Elif Yıldız' }, harness.clock.now());
  const scheduled: unknown[] = [];
  const jobs: Jobs = {
    ...harness.deps.jobs,
    scheduleAll: (tx, wanted) => {
      scheduled.push(...wanted);
      return harness.deps.jobs.scheduleAll(tx, wanted);
    },
  };
  await eraseCustomer({ ...harness.deps, jobs }, { customer: 1010, actor: 'cli:ops', reason: 'asked for by the customer' });
  expect(await recentOf(db, people.agent)).toEqual([{ id: 1011, name: 'Elif Yıldız' }]);
  expect(scheduled).toEqual([{ kind: 'home', ref: people.agent }]);
});
