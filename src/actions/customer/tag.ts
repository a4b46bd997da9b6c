import { z } from 'zod';
import { unchanged } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { mustExist, seenCustomer } from '../vocabulary/seen.ts';
import { sameTags, tagChanges, tagLines, tagSummary, tidyTags } from '../vocabulary/tags.ts';

/** Puts another list of tags in the place of the one that a customer has. */
export const tagCustomer = defineAction({
  name: 'customer.tag',
  label: 'Change tags',
  risk: 'routine',
  reason: 'optional',
  input: z.object({ customerId: z.number().int(), branchId: z.number().int(), tags: z.array(z.string()).transform(tidyTags) }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, tags }) {
    const found = await operations.customers.get({ params: { id: customerId } });
    const customer = seenCustomer(found);
    mustExist(customer);
    const before = tidyTags(found.tags ?? []);
    if (sameTags(before, tags))
      throw unchanged('These are the tags as they are now. Add some or take some away; commas stand between them.');
    return { customer, before };
  },
  riskOf: ({ before }, { tags }) => (tagChanges(before, tags).removed.length === 0 ? 'routine' : 'destructive'),
  fingerprint: ({ customer, before }) => ({
    Customer: customer.id,
    'Block state': customer.blockState,
    Tags: [...before].sort().join(', '),
  }),
  branch: (_seen, { branchId }) => branchId,
  preview({ customer, before }, { tags }, show) {
    const changes = tagChanges(before, tags);
    return {
      title: `${tagSummary(changes)}: ${show.person(customer)}`,
      lines: tagLines(changes),
      changes: [{ label: 'Tags', before: before.join(', '), after: tags.join(', ') }],
      ...(changes.removed.length === 0 ? {} : { warning: 'A tag that goes may take something with it that depends on it.' }),
      undo: 'Can be undone by writing the old list again.',
    };
  },
  execute: ({ operations }, { customerId, branchId, tags }) =>
    operations.customers.putTags({ params: { userId: customerId }, query: { branchId }, body: tags }),
  async settled({ operations }, { customerId, tags }) {
    const now = await operations.customers.get({ params: { id: customerId } });
    return sameTags(now.tags ?? [], tags) ? 'done' : 'not-done';
  },
  render({ customer, before }, { tags }, show) {
    return { title: `Tags of ${show.person(customer)} are changed`, lines: tagLines(tagChanges(before, tags)) };
  },
});
