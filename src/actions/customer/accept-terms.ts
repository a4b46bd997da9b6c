import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { branchNameIn } from '../vocabulary/branch-name.ts';
import { mustExist, seenCustomer } from '../vocabulary/seen.ts';

const acceptanceWords: Readonly<Record<string, string>> = {
  OUTDATED: 'an older version accepted',
  NOT_ACCEPTED: 'never accepted',
};

/** Accepts a branch's terms in a customer's name, where the operator's process allows that. */
export const acceptTerms = defineAction({
  name: 'customer.accept-terms',
  label: 'Accept terms',
  risk: 'sensitive',
  reason: 'required',
  input: z.object({ customerId: z.number().int(), branchId: z.number().int() }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, branchId }) {
    const [details, terms, branches] = await Promise.all([
      operations.customers.details({ params: { id: customerId }, query: { branchId } }),
      operations.terms.list({ query: { branchId } }),
      operations.branches.list({ query: {} }),
    ]);
    const customer = seenCustomer(details);
    mustExist(customer);
    const branch = branchNameIn(branches.items, branchId);
    const acceptance = details.termsAndConditionsAcceptanceState ?? 'NOT_ACCEPTED';
    if (acceptance === 'ACCEPTED') throw refuse(`This customer has accepted the terms of ${branch} already.`);
    const current = terms.items
      .filter(({ active, branchId: of }) => active !== false && (of === undefined || of === branchId))
      .sort((a, b) => (b.validFrom ?? '').localeCompare(a.validFrom ?? ''))[0];
    return {
      customer,
      branch,
      acceptance,
      terms: current === undefined ? undefined : { id: current.id, version: current.version, title: current.title },
    };
  },
  fingerprint: ({ customer, acceptance, terms }) => ({
    Customer: customer.id,
    'Block state': customer.blockState,
    Terms: acceptanceWords[acceptance] ?? acceptance,
    'Version of the terms': terms?.version ?? null,
  }),
  branches: ({ customer }) => [customer.branchId],
  preview({ customer, branch, acceptance, terms }, _input, show) {
    const version = terms?.version === undefined ? 'the current terms' : `version ${terms.version} of the terms`;
    return {
      title: `Accept ${version} of ${branch} for ${show.person(customer)}`,
      changes: [{ label: `Terms of ${branch}`, before: acceptanceWords[acceptance] ?? acceptance, after: 'accepted' }],
      warning: 'This binds the customer as if they had accepted by themselves. Do it only when they have agreed, on the record.',
      undo: 'Cannot be undone here.',
    };
  },
  execute: ({ operations }, { customerId, branchId }, _told, { terms }) =>
    operations.customers.acceptTerms({
      params: { id: customerId },
      query: terms === undefined ? { branchId } : { branchId, tacId: terms.id },
    }),
  async settled({ operations }, { customerId, branchId }) {
    const details = await operations.customers.details({ params: { id: customerId }, query: { branchId } });
    return details.termsAndConditionsAcceptanceState === 'ACCEPTED' ? 'done' : 'not-done';
  },
  render: ({ customer, branch, terms }, _input, show) => ({
    title: `The terms of ${branch}${terms?.version === undefined ? '' : ` (version ${terms.version})`} are accepted for ${show.person(customer)}`,
  }),
});
