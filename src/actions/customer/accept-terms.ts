import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { inQuotes } from '../../lib/text.ts';
import { stateWord } from '../../states/interpret.ts';
import { defineAction } from '../define.ts';
import { branchNameIn } from '../shared/branches.ts';
import { blockFact, blockWarning, mustExist, seenCustomer } from '../shared/snapshots.ts';
import { termsInForce } from '../terms/shared.ts';

/** Accepts a branch's terms in a customer's name, if the operator's process allows that. */
export const acceptTerms = defineAction({
  name: 'customer.accept-terms',
  label: 'Accept terms',
  risk: 'sensitive',
  input: z.object({ customerId: z.number().int(), branchId: z.number().int() }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, branchId }) {
    const [details, branches] = await Promise.all([
      operations.customers.details({ params: { id: customerId }, query: { branchId } }),
      operations.branches.list({ query: {} }),
    ]);
    const customer = seenCustomer(details);
    mustExist(customer);
    const branch = branchNameIn(branches.items, branchId);
    const acceptance = details.termsAndConditionsAcceptanceState;
    if (acceptance === 'ACCEPTED') throw refuse(speak('This customer has accepted the terms of {branch} already.', { branch }));
    const found = await termsInForce({ operations }, branchId, branches.items);
    return {
      customer,
      branch,
      acceptance,
      terms:
        found === undefined
          ? undefined
          : { id: found.terms.id, label: found.terms.termsAndConditionsText, of: found.isOwn ? undefined : found.of },
    };
  },
  fingerprint: ({ customer, acceptance, terms }) => ({
    Customer: customer.id,
    'Block state': blockFact(customer),
    Terms: stateWord('terms', acceptance),
    'Terms to accept': terms?.id ?? null,
  }),
  branches: ({ customer }) => [customer.branchId],
  concerns: ({ customer }, redactor) => [blockWarning(customer, redactor)],
  preview({ customer, branch, acceptance, terms }, _input, redactor) {
    return {
      title: speak('Accept the terms of {branch} for {customer}', { branch, customer: redactor.person(customer) }),
      lines: termsLines(branch, terms),
      changes: [
        { label: speak('Terms of {branch}', { branch }), before: stateWord('terms', acceptance), after: speak('accepted') },
      ],
      warning: speak('This is binding for the customer. Only do it if they have agreed and that is documented.'),
      undo: speak('Can’t be undone here.'),
    };
  },
  execute: ({ operations }, { customerId, branchId }, _context, { terms }) =>
    operations.customers.acceptTerms({
      params: { id: customerId },
      query: terms === undefined ? { branchId } : { branchId, tacId: terms.id },
    }),
  async verify({ operations }, { customerId, branchId }) {
    const details = await operations.customers.details({ params: { id: customerId }, query: { branchId } });
    return details.termsAndConditionsAcceptanceState === 'ACCEPTED' ? 'done' : 'not-done';
  },
  render: ({ customer, branch, terms }, _input, redactor) => ({
    title: speak('The terms of {branch}{rest} are accepted for {customer}', {
      branch,
      rest: terms === undefined ? '' : ` (${terms.id})`,
      customer: redactor.person(customer),
    }),
  }),
});

function termsLines(
  branch: string,
  terms: { id: number; label?: string | undefined; of?: string | undefined } | undefined,
): string[] {
  if (terms === undefined) return [];
  return [
    speak('Terms {terms}{rest}.', { terms: terms.id, rest: terms.label === undefined ? '' : `, ${inQuotes(terms.label)}` }),
    ...(terms.of === undefined
      ? []
      : [speak('{branch} has no terms of its own: those of {of} apply there.', { branch, of: terms.of })]),
  ];
}
