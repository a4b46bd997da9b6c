import { z } from 'zod';
import type { Customer } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import type { Show } from '../../lib/mask.ts';
import { samePhone } from '../../lib/phone.ts';
import { defineAction } from '../define.ts';
import { CustomerEdit, type EditableField, editableFields } from '../vocabulary/customer-edit.ts';
import { existingCustomer } from '../vocabulary/seen.ts';

type Value = string | boolean | undefined;
type FieldChange = { field: EditableField; before: Value; after: Value };

/** Corrects a customer's data; sends the fields that differ and no other. */
export const updateCustomer = defineAction({
  name: 'customer.update',
  label: 'Edit data',
  risk: 'sensitive',
  reason: 'required',
  input: z.object({ customerId: z.number().int(), edit: CustomerEdit }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, edit }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    const changes = changesOf(found, edit);
    if (changes.length === 0) throw refuse('Nothing would change: the customer has these values already.');
    return { customer, changes };
  },
  // Whoever holds the e-mail address or the phone holds the account.
  riskOf: ({ changes }) => (changes.some(({ field }) => field === 'email' || field === 'phone') ? 'destructive' : 'sensitive'),
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, changes }) => ({
    Customer: customer.id,
    'Block state': customer.blockState,
    ...Object.fromEntries(changes.map(({ field, before }) => [editableFields[field], before ?? null])),
  }),
  preview: ({ customer, changes }, _input, show) => ({
    title: `Change ${changes.map(({ field }) => editableFields[field].toLowerCase()).join(', ')} of ${show.person(customer)}`,
    changes: changes.map(({ field, before, after }) => ({
      label: editableFields[field],
      before: word(field, before, show),
      after: word(field, after, show),
    })),
    undo: 'Can be changed back by another edit.',
    ...(changes.some(({ field }) => field === 'email' || field === 'phone')
      ? { warning: 'Whoever holds this e-mail address or phone can take over the account.' }
      : {}),
  }),
  execute: ({ operations }, { customerId }, _told, { changes }) =>
    operations.customers.update({
      params: { id: customerId },
      body: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
    }),
  async settled({ operations }, { customerId }, { changes }) {
    const now = await operations.customers.get({ params: { id: customerId } });
    return changes.every(({ field, after }) => isSame(field, after, now[field])) ? 'done' : 'not-done';
  },
  render: ({ customer, changes }, _input, show) => ({
    title: `${show.person(customer)}: ${changes.map(({ field }) => editableFields[field].toLowerCase()).join(', ')} changed`,
  }),
});

function changesOf(customer: Customer, edit: CustomerEdit): FieldChange[] {
  const fields = Object.keys(editableFields) as EditableField[]; // safe: the record's keys are exactly these
  return fields.flatMap((field) => {
    const after = edit[field];
    return after === undefined || isSame(field, after, customer[field]) ? [] : [{ field, before: customer[field], after }];
  });
}

/** Back offices write a phone number in their own way; all else must be equal to the letter. */
function isSame(field: EditableField, one: Value, other: Value): boolean {
  if (one === other) return true;
  return field === 'phone' && typeof one === 'string' && typeof other === 'string' && samePhone(one, other);
}

function word(field: EditableField, value: Value, show: Show): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (field === 'email') return show.email(value);
  if (field === 'phone') return show.phone(value);
  if (field === 'birthdate') return show.birthdate(value);
  return show.text(value);
}
