import { z } from 'zod';
import { defineAction } from '../define.ts';
import { existingCustomer } from '../vocabulary/seen.ts';
import { sameTags, tagChangeOf, tagFact, tagListShape, tagPreview, tagResult, tagRisk } from '../vocabulary/tags.ts';

/** Puts another list of tags in the place of the one that a customer has. */
export const tagCustomer = defineAction({
  name: 'customer.tag',
  label: 'Change tags',
  risk: 'routine',
  reason: 'optional',
  input: z.object({ customerId: z.number().int(), branchId: z.number().int(), ...tagListShape }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, ...wanted }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    return { customer, ...tagChangeOf(found.tags, wanted) };
  },
  riskOf: (seen) => tagRisk(seen),
  fingerprint: ({ customer, before }) => ({
    Customer: customer.id,
    'Block state': customer.blockState,
    Tags: tagFact(before),
  }),
  branches: ({ customer }) => [customer.branchId],
  preview: (seen, _input, show) => tagPreview(seen, show.person(seen.customer)),
  execute: ({ operations }, { customerId, branchId }, _told, { after }) =>
    operations.customers.putTags({ params: { userId: customerId }, query: { branchId }, body: after }),
  async settled({ operations }, { customerId }, { after }) {
    const now = await operations.customers.get({ params: { id: customerId } });
    return sameTags(now.tags ?? [], after) ? 'done' : 'not-done';
  },
  render: (seen, _input, show) => tagResult(seen, show.person(seen.customer)),
});
