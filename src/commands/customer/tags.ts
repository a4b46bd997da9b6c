import type { z } from 'zod';
import type { tagCustomer } from '../../actions/customer/tag.ts';
import { customerById, understandCustomer } from '../form/filling.ts';
import { tagsForm } from '../form/tags-form.ts';
import { chooseCustomer } from './one-customer-form.ts';
import { splitCustomer } from './words.ts';

/** `/customer tags <customer> [+tag] [-tag]`. */
export const tagCustomerForm = tagsForm<z.output<(typeof tagCustomer)['input']>>({
  kind: 'customer',
  action: 'customer.tag',
  choose: chooseCustomer,
  async understand(kit, words, branch) {
    const { customer, rest } = splitCustomer(words, (word) => /^[+−–-]./.test(word));
    return { holder: customer === '' ? undefined : await understandCustomer(kit, customer, branch), rest };
  },
  byId: customerById,
  pointed: ({ customer }) => customer,
  tagsNow: async (kit, id) => (await kit.readers.operations.customers.get({ params: { id } })).tags ?? [],
  input: (customerId, list, branchId) => ({ customerId, branchId, ...list }),
  asked: ({ customerId, branchId, ...list }) => ({ id: customerId, list, branch: branchId }),
});
