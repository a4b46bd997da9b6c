/** Look-up, eligibility, cards, vouchers, sign-in and members once more, before a tenant whose API is another in every kind of place. */
import { afterAll, describe, expect, test } from 'vitest';

const files = ['actions', 'customers-and-access', 'business-accounts'] as const;
const before = process.env.TENANT;
process.env.TENANT = 'second';
afterAll(() => {
  if (before === undefined) delete process.env.TENANT;
  else process.env.TENANT = before;
});

for (const file of files)
  describe(`${file}, on the second tenant behind its profile`, async () => {
    await import(`./${file}.test.ts`);
  });

test('the tenant stands before the back office', () => {
  expect(process.env.TENANT).toBe('second');
});
