import { z } from 'zod';
import { Day, Id, Instant, openEnum, TextId } from '../../shapes.ts';
import { Card } from './card.ts';

export const blockStates = ['NOT_BLOCKED', 'BLOCKED', 'ADMIN_BLOCKED', 'DELETED'] as const;
export type BlockState = (typeof blockStates)[number];
export const paymentStates = ['NONE', 'PUSH_INITIATED', 'PUSH_COMPLETED', 'SOURCE_ADDED', 'INVOICING'] as const;
export const licenseVerificationStates = [
  'UNVERIFIED',
  'CREATED',
  'PROCESSING',
  'VERIFIED',
  'REJECTED',
  'RETRY',
  'VERIFIED_BUT_NEEDS_CHECK',
  'EXPIRED_LICENSE',
  'REVIEW',
  'PENDING_REVERIFICATION',
] as const;
export type PaymentState = (typeof paymentStates)[number];
export type LicenseVerificationState = (typeof licenseVerificationStates)[number];
/** No source lists the values of the identity check; these are the licence's that make sense there. */
export const idVerificationStates = ['UNVERIFIED', 'CREATED', 'PROCESSING', 'VERIFIED', 'REJECTED', 'RETRY', 'REVIEW'] as const;
export const manualVerificationStates = ['UNVERIFIED', 'PROCESSING', 'VERIFIED', 'REJECTED', 'RETRY'] as const;
export const creditStatuses = ['NONE', 'PENDING', 'APPROVED', 'REJECTED'] as const;
export const signInMethods = ['EMAIL', 'PHONE', 'EMAIL_CODE'] as const;
export const termsAcceptanceStates = ['ACCEPTED', 'OUTDATED', 'NOT_ACCEPTED'] as const;

export type IdVerificationState = (typeof idVerificationStates)[number];
export type ManualVerificationState = (typeof manualVerificationStates)[number];
export type CreditStatus = (typeof creditStatuses)[number];
export type TermsAcceptanceState = (typeof termsAcceptanceStates)[number];

export const SignInMethod = openEnum(signInMethods);
export type SignInMethod = z.output<typeof SignInMethod>;

/** What an account says of the person; the same in every shape of it. */
const personal = {
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  birthdate: Day.optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  language: z.string().optional(),
  street: z.string().optional(),
  postcode: z.string().optional(),
  city: z.string().optional(),
  country: z.string().optional(),
};

/** A user account, as lists and single reads give it. */
export const Customer = z.object({
  id: Id,
  ...personal,
  /** The branch that bills the customer; if it is given, the customer belongs there. */
  homeBillableBranchId: Id.optional(),
  branchId: Id.optional(),
  blockState: openEnum(blockStates).optional(),
  paymentState: openEnum(paymentStates).optional(),
  paymentSourceIsAvailable: z.boolean().optional(),
  emailIsVerified: z.boolean().optional(),
  phoneIsVerified: z.boolean().optional(),
  licenseVerificationState: openEnum(licenseVerificationStates).optional(),
  licenseExpirationDate: Day.optional(),
  drivingLicenseCategories: z.array(z.string()).optional(),
  idVerificationState: openEnum(idVerificationStates).optional(),
  idExpirationDate: Day.optional(),
  idDocumentType: z.string().optional(),
  manualVerificationState: openEnum(manualVerificationStates).optional(),
  customExternalVerificationState: z.string().optional(),
  creditStatus: openEnum(creditStatuses).optional(),
  signupSettled: z.boolean().optional(),
  blockedByUnpaidInvoices: z.boolean().optional(),
  signInMethods: z.array(SignInMethod).optional(),
  mfaEnabled: z.boolean().optional(),
  newsletter: z.boolean().optional(),
  /** Labels that the back office itself puts on; they are never written. */
  annotations: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
});
export type Customer = z.output<typeof Customer>;

/** Kilometres; money in whole units of `currency`. */
export const CustomerStatistics = z.object({
  rides: z.number().optional(),
  ridesKilometers: z.number().optional(),
  lastRentalAt: Instant.optional(),
  openInvoicesGross: z.number().optional(),
  currency: z.string().optional(),
});
export type CustomerStatistics = z.output<typeof CustomerStatistics>;

/** The profile in one branch: what a list does not say about terms, cards and open invoices. */
export const CustomerDetails = Customer.extend({
  termsAndConditionsAcceptanceState: openEnum(termsAcceptanceStates).optional(),
  identityCards: z.array(Card).optional(),
  statistics: CustomerStatistics.optional(),
});
export type CustomerDetails = z.output<typeof CustomerDetails>;

/** What the light search gives. */
export const CustomerHit = z.object({
  id: Id,
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  blockState: openEnum(blockStates).optional(),
});
export type CustomerHit = z.output<typeof CustomerHit>;

/** A payment source that this operator may see. */
export const PaymentSource = z.object({
  id: TextId,
  type: z.string().optional(),
  state: z.string().optional(),
  label: z.string().optional(),
  isDefault: z.boolean().optional(),
  expiresAt: z.string().optional(),
});
export type PaymentSource = z.output<typeof PaymentSource>;

/** One signed-in device. */
export const RefreshToken = z.object({
  id: TextId,
  createdAt: Instant.optional(),
  lastUsedAt: Instant.optional(),
  userAgent: z.string().optional(),
});
export type RefreshToken = z.output<typeof RefreshToken>;

export const CustomerCreate = z.object({
  authenticationType: z.enum(signInMethods),
  email: z.string().optional(),
  phone: z.string().optional(),
  branchId: z.number().int().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  birthdate: Day.optional(),
  licenseVerificationState: openEnum(licenseVerificationStates).optional(),
  drivingLicenseCategories: z.array(z.string()).optional(),
  language: z.string().optional(),
  newsletter: z.boolean().optional(),
  sendResetPassword: z.boolean().optional(),
});
export type CustomerCreate = z.input<typeof CustomerCreate>;

/** Only what changes, null if it is taken away: the guide warns against sending a whole customer back. */
export const CustomerChanges = z.object({
  firstName: personal.firstName.nullable(),
  lastName: personal.lastName.nullable(),
  birthdate: personal.birthdate.nullable(),
  email: personal.email.nullable(),
  phone: personal.phone.nullable(),
  language: personal.language.nullable(),
  street: personal.street.nullable(),
  postcode: personal.postcode.nullable(),
  city: personal.city.nullable(),
  country: personal.country.nullable(),
  newsletter: z.boolean().optional(),
});
export type CustomerChanges = z.input<typeof CustomerChanges>;
