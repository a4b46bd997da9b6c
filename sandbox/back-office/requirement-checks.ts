import type { Clock } from '../../src/lib/clock.ts';
import { termsState } from './terms-state.ts';
import type { ProfileField, RequirementClass } from './world/requirement-classes.ts';
import type { Branch, Customer, CustomerFile, Group, Membership, World } from './world/types.ts';

/** One requirement as answered. */
export type Outcome = { type: string; fulfilled: boolean; errorCode?: string; message?: string; missing?: string[] };

export type Facts = {
  world: World;
  clock: Clock;
  customer: Customer;
  file: CustomerFile;
  branch: Branch;
  group: Group | undefined;
  membership: Membership | undefined;
  wanted: RequirementClass | undefined;
  categoryIsOffered: boolean;
  /** YYYY-MM-DD, like the dates that they are compared with. */
  startDay: string;
  endDay: string;
};

const outcome = (type: string, fulfilled: boolean, errorCode: string, message: string, missing: string[] = []): Outcome =>
  fulfilled ? { type, fulfilled } : { type, fulfilled, errorCode, message, missing: missing.length > 0 ? missing : undefined };

/** What is asked of everybody, whatever they drive. */
export function standing({ world, customer, file, branch, categoryIsOffered }: Facts): Outcome[] {
  const terms = termsState(world, customer.id, branch.id);
  const open = branch.state === 'OPERATIONAL';
  return [
    open || !categoryIsOffered
      ? outcome('BRANCH', categoryIsOffered, 'U803', 'This category is not offered in this branch.')
      : outcome(
          'BRANCH',
          false,
          branch.state === 'HIBERNATION' ? 'R105' : 'R106',
          `The branch is in ${branch.state.toLowerCase().replace('_', ' ')}.`,
        ),
    outcome(
      'BLOCKED',
      customer.blockState === 'NOT_BLOCKED',
      customer.blockState === 'DELETED' ? 'U107' : 'U131',
      customer.blockState === 'DELETED' ? 'The account is deleted.' : 'The account is locked.',
    ),
    outcome(
      'TERMS',
      terms === 'ACCEPTED',
      terms === 'OUTDATED' ? 'U602' : 'U601',
      terms === 'OUTDATED' ? 'The newest terms are not accepted.' : 'The terms were never accepted.',
    ),
    outcome(
      'UNPAID_INVOICES',
      !customer.blockedByUnpaidInvoices,
      'U134',
      `Invoices are open: ${file.statistics.openInvoicesGross} ${file.statistics.currency}.`,
    ),
  ];
}

/** What is asked when the rental runs on a business account. */
export function accountRequirements({ group, membership }: Facts): Outcome[] {
  if (group === undefined) return [];
  const member = membership?.userGroupId === group.id;
  if (!member) return [outcome('BUSINESS_ACCOUNT', false, 'UG105', 'The user is not in this business account.')];
  if (membership.state !== 'ACTIVE') return [outcome('BUSINESS_ACCOUNT', false, 'UG109', 'The membership is inactive.')];
  const paid = group.paymentState === 'INVOICING' || group.paymentState === 'SOURCE_ADDED';
  return [outcome('BUSINESS_ACCOUNT', paid, 'UG110', 'The business account has no way to pay.')];
}

const profileCodes: Readonly<Record<ProfileField, string>> = {
  email: 'U130.3',
  phone: 'U130.4',
  firstName: 'U130.5',
  lastName: 'U130.6',
  birthdate: 'U130.7',
  street: 'U135',
  postcode: 'U136',
  city: 'U137',
  country: 'U138',
};

/** What this category asks for in this branch. */
export function checksOf(facts: Facts, wanted: RequirementClass): Outcome[] {
  const { customer, file, group } = facts;
  const found: Outcome[] = [];
  const missing = wanted.profile.filter((field) => customer[field] === undefined);
  const [first] = missing;
  found.push(outcome('PROFILE', first === undefined, first ? profileCodes[first] : '', 'The profile is incomplete.', missing));
  if (wanted.emailVerified)
    found.push(outcome('EMAIL_VERIFIED', customer.emailIsVerified, 'U401', 'The e-mail address is not verified.'));
  if (wanted.phoneVerified)
    found.push(outcome('PHONE_VERIFIED', customer.phoneIsVerified, 'U301', 'The phone number is not verified.'));
  found.push(...ageCheck(facts, wanted));
  if (wanted.license) found.push(...licenseChecks(facts, wanted.license));
  if (wanted.idDocument) found.push(idCheck(facts));
  if (wanted.manualVerification) {
    found.push(
      outcome(
        'MANUAL_VERIFICATION',
        customer.manualVerificationState === 'VERIFIED',
        'U505',
        `Manual verification is ${customer.manualVerificationState}.`,
      ),
    );
  }
  // A business account pays for its people.
  if (wanted.payment && group === undefined)
    found.push(
      outcome(
        'PAYMENT_SOURCE',
        customer.paymentSourceIsAvailable || customer.paymentState === 'INVOICING',
        'P101',
        'There is no payment source.',
      ),
    );
  if (wanted.signedUp) found.push(outcome('SIGNED_UP', customer.signupSettled, 'U139', 'The sign-up is not finished.'));
  if (wanted.package) {
    const bought = (facts.world.vouchers.get(customer.id) ?? []).some(({ voucherType }) => voucherType === 'PACKAGE');
    found.push(outcome('PACKAGE', bought, 'U139', 'No package was bought.'));
  }
  if (wanted.creditCard) {
    const sources = facts.world.paymentSources.get(customer.id) ?? [];
    found.push(
      outcome(
        'CREDIT_CARD',
        sources.some(({ type }) => type === 'CREDIT_CARD'),
        'P102',
        'There is no credit card.',
      ),
    );
  }
  if (wanted.signupFee) found.push(outcome('SIGNUP_FEE', customer.signupSettled, 'U139', 'The sign-up package is not bought.'));
  if (wanted.credit) {
    const status = group?.creditStatus ?? customer.creditStatus;
    found.push(outcome('CREDIT', status === 'APPROVED', 'UES101', `The credit rating is ${status}.`));
  }
  if (wanted.minimumBalance !== undefined && group === undefined) {
    found.push(
      outcome(
        'BALANCE',
        file.balance >= wanted.minimumBalance,
        'J101',
        `The balance of ${file.balance} ${facts.world.currency} is below ${wanted.minimumBalance}.`,
      ),
    );
  }
  if (wanted.own) found.push(outcome(wanted.own.type, customer.tags.includes(wanted.own.tag), 'X901', wanted.own.message));
  return found;
}

/** Nothing is reported about the age of somebody whose birth date is missing: that is the profile's matter. */
function ageCheck({ customer, startDay }: Facts, { minimumAge, maximumAge }: RequirementClass): Outcome[] {
  if (customer.birthdate === undefined || (minimumAge === undefined && maximumAge === undefined)) return [];
  const years =
    Number(startDay.slice(0, 4)) -
    Number(customer.birthdate.slice(0, 4)) -
    (startDay.slice(5) < customer.birthdate.slice(5) ? 1 : 0);
  if (minimumAge !== undefined && years < minimumAge) return [outcome('AGE', false, 'U132', `The minimum age is ${minimumAge}.`)];
  return [outcome('AGE', maximumAge === undefined || years <= maximumAge, 'U133', `The maximum age is ${maximumAge}.`)];
}

function licenseChecks({ customer, group, endDay }: Facts, categories: readonly string[]): Outcome[] {
  const state = customer.licenseVerificationState;
  const lasts = customer.licenseExpirationDate === undefined || customer.licenseExpirationDate >= endDay;
  const passed = state === 'VERIFIED' || state === 'VERIFIED_BUT_NEEDS_CHECK';
  const found = [
    passed && !lasts
      ? outcome('DRIVING_LICENSE', false, 'U502', 'The licence is out of date then.')
      : outcome('DRIVING_LICENSE', passed, 'U501', `The licence verification is ${state}.`),
  ];
  if (group?.settings.shouldIgnoreBCategoryRentalRequirement && categories.includes('B')) return found;
  const held = customer.drivingLicenseCategories.some((category) => categories.includes(category));
  found.push(outcome('LICENSE_CATEGORY', held, 'U503', `One of these licence categories is needed: ${categories.join(', ')}.`));
  return found;
}

function idCheck({ customer, endDay }: Facts): Outcome {
  const passed = customer.idVerificationState === 'VERIFIED';
  const lasts = customer.idExpirationDate === undefined || customer.idExpirationDate >= endDay;
  return passed && !lasts
    ? outcome('ID_DOCUMENT', false, 'U507', 'The identity document is out of date then.')
    : outcome('ID_DOCUMENT', passed, 'U506', `The identity verification is ${customer.idVerificationState}.`);
}
