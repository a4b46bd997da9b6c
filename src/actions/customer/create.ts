import { refuse } from '../../errors.ts';
import type { Show } from '../../lib/mask.ts';
import { samePhone } from '../../lib/phone.ts';
import { defineAction } from '../define.ts';
import { holderOf, sameEmail } from '../vocabulary/contacts.ts';
import { CustomerNew } from '../vocabulary/customer-new.ts';
import { existingBranch } from '../vocabulary/existing-branch.ts';
import { signInWords } from '../vocabulary/sign-in.ts';

/** Creates a customer, for somebody who cannot do it in the app. */
export const createCustomer = defineAction({
  name: 'customer.create',
  label: 'Create a customer',
  risk: 'sensitive',
  reason: 'required',
  input: CustomerNew,
  // One after the other: what was free a moment ago must still be free.
  subjects: () => ['new:customer'],
  async precheck({ operations }, { email, phone, branchId }) {
    const [branch, holder] = await Promise.all([existingBranch(operations, branchId), holderOf(operations, { email, phone })]);
    if (holder !== undefined)
      throw refuse(`Customer ${holder.id} has this ${holder.what} already. Look them up: /customer lookup ${holder.id}`);
    return { branch };
  },
  fingerprint: ({ branch }) => ({ Branch: branch }),
  branches: (_seen, { branchId }) => [branchId],
  alwaysAsks: (_seen, { licenseVerificationState }) =>
    licenseVerificationState === undefined || licenseVerificationState === 'UNVERIFIED'
      ? undefined
      : 'the licence of a new customer would count as more than unverified',
  preview: ({ branch }, input, show) => ({
    title: `Create ${personIn(input, show)} in ${branch}`,
    lines: [
      `Signs in with: ${signInWords[input.authenticationType]}`,
      ...known('E-mail', input.email, show.email),
      ...known('Phone', input.phone, show.phone),
      ...known('Birth date', input.birthdate, show.birthdate),
      ...known('Language', input.language, (language) => language ?? ''),
      ...(input.drivingLicenseCategories === undefined ? [] : [`Licence classes: ${input.drivingLicenseCategories.join(', ')}`]),
      ...(input.newsletter === true ? ['Gets the newsletter.'] : []),
      ...(input.sendResetPassword === true ? ['Gets an e-mail to choose a password.'] : []),
      `What ${branch} asks for before a rental depends on the vehicle, too: /eligibility says afterwards what is missing.`,
    ],
    ...(input.licenseVerificationState === 'VERIFIED'
      ? {
          warning:
            'The driving licence counts as verified, without a check by the provider. Do it only with the licence in hand.',
        }
      : {}),
    undo: 'Can be undone only by deleting the customer.',
  }),
  execute: ({ operations }, input) => operations.customers.create({ body: input }),
  async creates({ operations }, input, result) {
    const id = result?.id ?? (await holderOf(operations, input))?.id;
    return id === undefined ? undefined : `customer:${id}`;
  },
  async settled({ operations }, input, _seen, _told, result) {
    // With its id lost, the contact tells: nobody had it just before.
    const id = result?.id ?? (await holderOf(operations, input))?.id;
    if (id === undefined) return 'not-done';
    const found = await operations.customers.get({ params: { id } });
    const isTheirs =
      (input.email === undefined || sameEmail(found.email, input.email)) &&
      (input.phone === undefined || samePhone(found.phone, input.phone)) &&
      found.firstName === input.firstName &&
      found.lastName === input.lastName;
    if (isTheirs && found.blockState !== 'DELETED') return 'done';
    return result === undefined ? 'cannot-tell' : 'not-done';
  },
  render: ({ branch }, input, show, result) => ({
    title:
      result === undefined
        ? `${personIn(input, show)} is created in ${branch}`
        : `${show.person({ id: result.id, firstName: input.firstName, lastName: input.lastName })} is created in ${branch}`,
    lines:
      result === undefined ? [] : [`What is missing for a rental, by branch and vehicle: /eligibility ${result.id} "${branch}"`],
  }),
});

function personIn({ firstName, lastName }: CustomerNew, show: Show): string {
  const name = [firstName, lastName].filter((part) => part !== undefined).join(' ');
  return name === '' || show.audience === 'many' ? 'a customer' : name;
}

function known(label: string, value: string | undefined, word: (value: string | undefined) => string): string[] {
  return value === undefined ? [] : [`${label}: ${word(value)}`];
}
