import type { z } from 'zod';
import type { tagCustomer } from '../../actions/customer/tag.ts';
import { tagsText } from '../../actions/vocabulary/tags.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../form/filling.ts';
import { tagsField, tagsFromWords, tagsName, tagsOf } from '../form/tags-field.ts';
import type { Kit } from '../kit.ts';
import { chooseCustomer } from './one-customer-form.ts';
import { splitCustomer } from './words.ts';

/** `/customer tags <customer> [+tag] [-tag]`: the field holds the whole list as it is to be. */
export const tagCustomerForm = defineForm<z.output<(typeof tagCustomer)['input']>>({
  action: 'customer.tag',
  title: 'Change tags',
  submit: 'Change',
  names: [names.customer, tagsName],
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    const { customer, rest } = splitCustomer(words, (word) => /^[+−–-]./.test(word));
    const found = customer === '' ? undefined : await understandCustomer(kit, customer, branch);
    if (rest.length === 0) return fill(branch, { customer: found });
    const id = Number(found?.value?.value);
    if (found?.value === undefined)
      return fill(branch, { customer: found, [tagsName]: { problem: `Then change the tags: ${rest.join(' ')}.` } });
    const text = tagsText(tagsFromWords(await tagsNow(kit, id), rest));
    return fill(branch, { customer: found, [tagsName]: { value: { value: text, text } } });
  },
  async fromPointer(kit, _who, { customer, branch = homeBranch(kit) }) {
    return fill(branch, customer === undefined ? {} : { customer: { value: await customerById(kit, customer) } });
  },
  async fromInput(kit, _who, { customerId, branchId, tags }) {
    const text = tagsText(tags);
    return fill(branchId, {
      customer: { value: await customerById(kit, customerId) },
      [tagsName]: { value: { value: text, text } },
    });
  },
  async fields(kit, _who, filled) {
    const customerId = filledId(filled, names.customer);
    return [
      finderField(filled, 'customer'),
      ...(customerId === undefined ? [] : [tagsField(filled, customerId, await tagsNow(kit, customerId))]),
    ];
  },
  read(filled) {
    const customerId = filledId(filled, names.customer);
    if (customerId === undefined) return { ok: false, errors: { [names.customer]: chooseCustomer } };
    const tags = tagsOf(filled, customerId);
    // The list of whoever was just chosen has not been drawn yet: it comes with the answer to that choice.
    if (tags === undefined)
      return { ok: false, errors: { [names.customer]: 'Wait until this customer’s tags are shown, then change them.' } };
    return { ok: true, input: { customerId, branchId: filled.branch, tags } };
  },
});

async function tagsNow(kit: Kit, id: number): Promise<readonly string[]> {
  return (await kit.readers.operations.customers.get({ params: { id } })).tags ?? [];
}
