import { expect, it } from 'vitest';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { staff } from '../../support/command-harness.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

it('a form says who else is at the customer as soon as that is chosen, before anything is changed', async () => {
  const harness = await openFormHarness(verbOf(customerFeature.verbs, 'edit'));
  const now = harness.app.clock.now();
  const asked: unknown[] = [];
  harness.app.approvals = {
    ...harness.app.approvals,
    lately: async (about) => {
      asked.push(about);
      return {
        now,
        others: [{ person: staff.lead, did: 'looked', at: now }],
        waiting: [{ id: 'A', label: 'Delete a customer', asker: staff.lead, state: 'pending' }],
      };
    },
  };
  const { text } = await harness.type(['1010']);
  expect(asked).toContainEqual({ subjects: ['customer:1010'], except: expect.any(String) });
  expect(text).toContain('In the last 10 minutes:');
  expect(text).toContain('Delete a customer');
});
