import { z } from 'zod';
import { defineAction } from '../define.ts';
import { blockFact, blockWarning, existingCustomer } from '../shared/snapshots.ts';
import { sameTags, tagChangeOf, tagFact, tagListShape, tagPreview, tagResult, tagRisk } from '../shared/tags.ts';

/** Puts another list of tags in the place of the one that a customer has. */
export const tagCustomer = defineAction({
  name: 'customer.tag',
  label: 'Change tags',
  risk: 'routine',
  input: z.object({ customerId: z.number().int(), branchId: z.number().int(), ...tagListShape }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, ...wanted }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    return { customer, ...tagChangeOf(found.tags, wanted) };
  },
  riskOf: (snapshot) => tagRisk(snapshot),
  fingerprint: ({ customer, before }) => ({
    Customer: customer.id,
    'Block state': blockFact(customer),
    Tags: tagFact(before),
  }),
  branches: ({ customer }) => [customer.branchId],
  concerns: ({ customer }, redactor) => [blockWarning(customer, redactor)],
  preview: (snapshot, _input, redactor) => tagPreview(snapshot, redactor.person(snapshot.customer)),
  execute: ({ operations }, { customerId, branchId }, _context, { after }) =>
    operations.customers.putTags({ params: { userId: customerId }, query: { branchId }, body: after }),
  async verify({ operations }, { customerId }, { after }) {
    const now = await operations.customers.get({ params: { id: customerId } });
    return sameTags(now.tags ?? [], after) ? 'done' : 'not-done';
  },
  render: (snapshot, _input, redactor) => tagResult(snapshot, redactor.person(snapshot.customer)),
});
