import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { phoneToWrite, samePhone } from '../../lib/phone.ts';
import { blockSentence, isDeleted } from '../../states/interpret.ts';
import { signInWords } from '../access/shared.ts';
import { defineAction } from '../define.ts';
import { existingBranch } from '../shared/branches.ts';
import { holderOf, sameEmail } from './shared/contacts.ts';
import { CustomerNew } from './shared/new.ts';

/** Creates a customer, for somebody who cannot do it in the app. */
export const createCustomer = defineAction({
  name: 'customer.create',
  label: 'Create a customer',
  risk: 'sensitive',
  input: CustomerNew,
  // One after the other: what was free a moment ago must still be free.
  subjects: () => ['new:customer'],
  async precheck({ operations }, { email, phone: typed, branchId }, { country }) {
    const phone = typed === undefined ? undefined : phoneToWrite(typed, country);
    const [branch, holder] = await Promise.all([
      existingBranch(operations, branchId),
      holderOf(operations, { email, phone }, { country }),
    ]);
    if (holder !== undefined)
      throw refuse(
        speak('Customer {holder} has this {what} already. Look them up: /customer lookup {holder}', {
          holder: holder.id,
          what: holder.what,
        }),
      );
    return { branch, phone };
  },
  fingerprint: ({ branch }) => ({ Branch: branch }),
  branches: (_snapshot, { branchId }) => [branchId],
  alwaysAsks: (_snapshot, { licenseVerificationState }) =>
    licenseVerificationState === undefined || licenseVerificationState === 'UNVERIFIED'
      ? undefined
      : speak('the licence of a new customer would count as more than unverified'),
  preview: ({ branch, phone }, input, redactor) => ({
    title: speak('Create {person} in {branch}', { person: personIn(input, redactor), branch }),
    lines: [
      speak('Signs in with: {signInWords}', { signInWords: signInWords[input.authenticationType] }),
      ...known('E-mail', input.email, redactor.email),
      ...known(speak('Phone'), phone, redactor.phone),
      ...known(speak('Birth date'), input.birthdate, redactor.birthdate),
      ...known(speak('Language'), input.language, (language) => language ?? ''),
      ...(input.drivingLicenseCategories === undefined
        ? []
        : [
            speak('Licence classes: {drivingLicenseCategories}', {
              drivingLicenseCategories: input.drivingLicenseCategories.join(', '),
            }),
          ]),
      ...(input.newsletter === true ? [speak('Gets the newsletter.')] : []),
      ...(input.sendResetPassword === true ? [speak('Gets an e-mail to choose a password.')] : []),
      speak('What {branch} asks for before a rental depends on the vehicle, too: /eligibility says afterwards what is missing.', {
        branch,
      }),
    ],
    warning:
      input.licenseVerificationState === 'VERIFIED'
        ? speak('The driving licence counts as verified, without a check by the provider. Do it only with the licence in hand.')
        : undefined,
    undo: speak('Can be undone only by deleting the customer.'),
  }),
  execute: ({ operations }, input, _context, { phone }) =>
    operations.customers.create({ body: { ...input, phone: phone ?? input.phone } }),
  async creates({ operations }, input, result) {
    const id = result?.id ?? (await holderOf(operations, input))?.id;
    return id === undefined ? undefined : `customer:${id}`;
  },
  async verify({ operations }, input, snapshot, _context, result) {
    const phone = snapshot.phone ?? input.phone;
    // With its id lost, the contact tells: nobody had it just before.
    const id = result?.id ?? (await holderOf(operations, { email: input.email, phone }))?.id;
    if (id === undefined) return 'not-done';
    const found = await operations.customers.get({ params: { id } });
    const isTheirs =
      (input.email === undefined || sameEmail(found.email, input.email)) &&
      (phone === undefined || samePhone(found.phone, phone)) &&
      found.firstName === input.firstName &&
      found.lastName === input.lastName;
    if (isTheirs && !isDeleted(found.blockState)) return 'done';
    return result === undefined ? 'cannot-tell' : 'not-done';
  },
  render: ({ branch }, input, redactor, result) => ({
    title:
      result === undefined
        ? speak('{person} was created in {branch}', { person: personIn(input, redactor), branch })
        : speak('{value} was created in {branch}', {
            value: redactor.person({ id: result.id, firstName: input.firstName, lastName: input.lastName }),
            branch,
          }),
    lines:
      result === undefined
        ? []
        : [
            ...oddState(result.blockState),
            speak('What is missing for a rental, by branch and vehicle: /eligibility {result} "{branch}"', {
              result: result.id,
              branch,
            }),
          ],
  }),
});

/** A new customer is not blocked; any other word is told, for nobody is fine by the absence of a bad one. */
function oddState(state: string | undefined): string[] {
  const sentence = state === undefined ? undefined : blockSentence(speak('The new customer'), state);
  return sentence === undefined ? [] : [sentence];
}

function personIn({ firstName, lastName }: CustomerNew, redactor: Redactor): string {
  const name = [firstName, lastName].filter((part) => part !== undefined).join(' ');
  return name === '' || redactor.audience === 'many' ? speak('a customer') : name;
}

function known(label: string, value: string | undefined, word: (value: string | undefined) => string): string[] {
  return value === undefined ? [] : [`${label}: ${word(value)}`];
}
