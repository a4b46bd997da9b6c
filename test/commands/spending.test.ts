import { expect, it } from 'vitest';
import { createReader } from '../../src/api/client.ts';
import { operations } from '../../src/api/operations/index.ts';
import { smartmove } from '../../src/api/smartmove/index.ts';
import type { CallOptions } from '../../src/api/table.ts';
import type { AppContext } from '../../src/commands/app-context.ts';
import { spendingApp } from '../../src/commands/own-app.ts';
import { readOnce } from '../../src/commands/read-once.ts';

function appWith(perPerson: number | null) {
  const asked: (CallOptions | undefined)[] = [];
  const run = async (_call: string, _row: unknown, _args: unknown, options?: CallOptions) => void asked.push(options);
  const readers = { operations: createReader(operations, run), smartmove: createReader(smartmove, run) };
  const app = { readers, policy: { dailyBudget: { all: null, perPerson } } } as unknown as Pick<AppContext, 'readers' | 'policy'>; // safe: nothing else is looked at
  return { app, asked };
}

it('what is read for somebody says for whom, with what else the call says, and through what reads once', async () => {
  const { app, asked } = appWith(100);
  const own = readOnce(spendingApp(app, 'U0ANA'));
  await own.readers.operations.customers.get({ params: { id: 1 } }, { canWait: true });
  await own.readers.smartmove.users.get({ params: { customerId: 'x' } });
  expect(asked).toEqual([{ canWait: true, onBehalfOf: 'U0ANA' }, { onBehalfOf: 'U0ANA' }]);
});

it('without a limit for each person nothing is reported', () => {
  const { app } = appWith(null);
  expect(spendingApp(app, 'U0ANA')).toBe(app);
});
