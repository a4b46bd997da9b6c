import { z } from 'zod';
import type { Customer } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { phoneToWrite, samePhone } from '../../lib/phone.ts';
import { inSentence } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import { blockFact, blockWarning, existingCustomer } from '../shared/snapshots.ts';
import { CustomerEdit, type EditableField, editableFields } from './shared/edit.ts';

type Value = string | boolean | undefined;
type FieldChange = { field: EditableField; before: Value; after: Value | null };

/** Corrects a customer's data; sends the fields that differ and no other. */
export const updateCustomer = defineAction({
  name: 'customer.update',
  label: 'Edit details',
  risk: 'sensitive',
  input: z.object({ customerId: z.number().int(), edit: CustomerEdit }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, edit: typed }, { country }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    const edit = typed.phone == null ? typed : { ...typed, phone: phoneToWrite(typed.phone, country) };
    mustStillSignIn(found, edit);
    const changes = changesOf(found, edit);
    if (changes.length === 0) throw refuse(speak('Nothing would change: the customer has these values already.'));
    return { customer, changes };
  },
  // Anyone who holds the e-mail address or the phone holds the account.
  riskOf: ({ changes }) => (changes.some(({ field }) => field === 'email' || field === 'phone') ? 'destructive' : 'sensitive'),
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, changes }) => ({
    Customer: customer.id,
    'Block state': blockFact(customer),
    ...Object.fromEntries(changes.map(({ field, before }) => [editableFields[field], before ?? null])),
  }),
  concerns: ({ customer }, redactor) => [blockWarning(customer, redactor)],
  preview: ({ customer, changes }, _input, redactor) => ({
    title: speak('Change {changes} of {customer}', {
      changes: changes.map(({ field }) => inSentence(editableFields[field])).join(', '),
      customer: redactor.person(customer),
    }),
    changes: changes.map(({ field, before, after }) => ({
      label: editableFields[field],
      before: word(field, before, redactor),
      after: word(field, after ?? undefined, redactor),
    })),
    undo: speak('Can be changed back by another edit.'),
    warning: changes.some(({ field }) => field === 'email' || field === 'phone')
      ? speak('Anyone with this e-mail address or phone can take over the account.')
      : undefined,
  }),
  execute: ({ operations }, { customerId }, _context, { changes }) =>
    operations.customers.update({
      params: { id: customerId },
      body: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
    }),
  async verify({ operations }, { customerId }, { changes }) {
    const now = await operations.customers.get({ params: { id: customerId } });
    return changes.every(({ field, after }) => isSame(field, after ?? undefined, now[field])) ? 'done' : 'not-done';
  },
  render: ({ customer, changes }, _input, redactor) => ({
    title: speak('{customer}: {changes} changed', {
      customer: redactor.person(customer),
      changes: changes.map(({ field }) => inSentence(editableFields[field])).join(', '),
    }),
  }),
});

function changesOf(customer: Customer, edit: CustomerEdit): FieldChange[] {
  const fields = Object.keys(editableFields) as EditableField[]; // safe: the record's keys are exactly these
  return fields.flatMap((field) => {
    const after = edit[field];
    return after === undefined || isSame(field, after ?? undefined, customer[field])
      ? []
      : [{ field, before: customer[field], after }];
  });
}

/** Taking away what somebody signs in with would lock them out. */
function mustStillSignIn({ signInMethods = [] }: Customer, edit: CustomerEdit): void {
  if (edit.email === null && signInMethods.some((method) => method !== 'PHONE'))
    throw refuse(speak('The customer signs in with this e-mail address, so it cannot be removed. Type another one.'));
  if (edit.phone === null && signInMethods.includes('PHONE'))
    throw refuse(speak('The customer signs in with this phone number, so it cannot be removed. Type another one.'));
}

/** Back offices write a phone number in their own way; all else must be equal to the letter. */
function isSame(field: EditableField, one: Value, other: Value): boolean {
  if (one === other) return true;
  return field === 'phone' && typeof one === 'string' && typeof other === 'string' && samePhone(one, other);
}

function word(field: EditableField, value: Value, redactor: Redactor): string {
  if (typeof value === 'boolean') return value ? speak('yes') : speak('no');
  if (field === 'email') return redactor.email(value);
  if (field === 'phone') return redactor.phone(value);
  if (field === 'birthdate') return redactor.birthdate(value);
  return redactor.text(value);
}
