import type { Dates } from './dates.ts';
import { makePhone } from './names.ts';
import type { Customer, CustomerFile } from './types.ts';

/** A customer with what lies beside it; `accepted` names the branches and whether the terms in force or the old ones were accepted. */
export type Person = { customer: Customer; file: CustomerFile };

export type PersonChanges = {
  customer?: { [K in keyof Customer]?: Customer[K] | undefined };
  file?: Partial<CustomerFile>;
  /** Branch id to the version accepted there; a branch that is absent was never accepted. */
  accepted?: Readonly<Record<number, 'current' | 'old'>>;
};

const termsId = (branchId: number, version: 'current' | 'old') => branchId * 10 + (version === 'current' ? 2 : 1);

/** Somebody who may drive everything in every city, changed in the named points; a field changed to undefined is one the back office does not have. */
export function makePerson(id: number, dates: Dates, changes: PersonChanges): Person {
  const perfect: Customer = {
    id,
    email: `rider.${id}@example.com`,
    phone: makePhone(id),
    birthdate: dates.born(34),
    language: 'de',
    street: 'Lindengasse 12',
    postcode: '1070',
    city: 'Vienna',
    country: 'AT',
    branchId: 1,
    blockState: 'NOT_BLOCKED',
    paymentState: 'SOURCE_ADDED',
    paymentSourceIsAvailable: true,
    emailIsVerified: true,
    phoneIsVerified: true,
    licenseVerificationState: 'VERIFIED',
    licenseExpirationDate: dates.day(2200),
    drivingLicenseCategories: ['AM', 'B'],
    idVerificationState: 'VERIFIED',
    idExpirationDate: dates.day(1500),
    idDocumentType: 'PASSPORT',
    manualVerificationState: 'VERIFIED',
    customExternalVerificationState: 'VERIFIED',
    creditStatus: 'APPROVED',
    signupSettled: true,
    blockedByUnpaidInvoices: false,
    signInMethods: ['EMAIL'],
    mfaEnabled: false,
    newsletter: false,
    annotations: [],
    tags: [],
  };
  const accepted = changes.accepted ?? { 1: 'current', 2: 'current', 3: 'current' };
  const file: CustomerFile = {
    acceptedTerms: new Map(
      Object.entries(accepted).map(([branch, version]) => [Number(branch), termsId(Number(branch), version)]),
    ),
    balance: 0,
    statistics: { rides: 0, ridesKilometers: 0, openInvoicesGross: 0, currency: 'EUR' },
    impersonated: false,
    passwordMails: [],
    ...changes.file,
  };
  return { customer: withChanges(perfect, changes.customer ?? {}), file };
}

/** The object with some members replaced; a member replaced by undefined or null is gone, as it would be in an answer. */
export function withChanges<T extends object>(object: T, changes: { [K in keyof T]?: T[K] | null | undefined }): T {
  const changed: { [K in keyof T]?: T[K] | null | undefined } = { ...object, ...changes };
  for (const name in changes) if (changed[name] === undefined || changed[name] === null) delete changed[name];
  return changed as T; // safe: only optional members are ever given as undefined or null
}
