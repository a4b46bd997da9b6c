import { customerTypes, languages, type SmartmoveUser, userStatuses } from '../../../api/smartmove/index.ts';
import { speak, spoken } from '../../../lib/language/speak.ts';
import type { Redactor } from '../../../lib/mask.ts';
import { clip, oneLine } from '../../../lib/text.ts';

/**
 * A Smartmove user as flat fields of text: what is read nested is written flat and under other names (docs.smartmove.eu, update-user).
 * `kept` says how a value may be worded: `plain` to everybody, the others as personal data.
 */
type FieldFacts = {
  label: string;
  group: FieldGroup;
  kept: 'plain' | 'name' | 'text' | 'phone' | 'birthdate' | 'number';
  kind?: 'date' | 'language' | 'type' | 'status' | 'yes-no' | 'whole-number';
  /** A user cannot be written without it. */
  needed?: true;
};
export type FieldGroup = 'main' | 'billing' | 'licence' | 'identity' | 'accounts';

export const smartmoveFields = spoken({
  firstName: { label: 'First name', group: 'main', kept: 'name', needed: true },
  lastName: { label: 'Last name', group: 'main', kept: 'name', needed: true },
  dateOfBirth: { label: 'Birth date', group: 'main', kept: 'birthdate', kind: 'date', needed: true },
  phone: { label: 'Phone', group: 'main', kept: 'phone', needed: true },
  language: { label: 'Language', group: 'main', kept: 'plain', kind: 'language', needed: true },
  status: { label: 'Status', group: 'main', kept: 'plain', kind: 'status' },
  emailVerified: { label: 'E-mail verified', group: 'main', kept: 'plain', kind: 'yes-no' },
  productKey: { label: 'Product', group: 'main', kept: 'plain', needed: true },
  customerType: { label: 'Customer type', group: 'main', kept: 'plain', kind: 'type', needed: true },
  contactAddress: { label: 'Address', group: 'main', kept: 'text' },
  contactZipCode: { label: 'Postcode', group: 'main', kept: 'text' },
  contactCity: { label: 'City', group: 'main', kept: 'text' },
  contactCountryCode: { label: 'Country', group: 'main', kept: 'text' },
  contactFederalState: { label: 'Federal state', group: 'main', kept: 'text' },
  billingCompany: { label: 'Billing company', group: 'billing', kept: 'text' },
  billingVatNumber: { label: 'VAT number', group: 'billing', kept: 'text' },
  billingAddress: { label: 'Billing address', group: 'billing', kept: 'text' },
  billingZipCode: { label: 'Billing postcode', group: 'billing', kept: 'text' },
  billingCity: { label: 'Billing city', group: 'billing', kept: 'text' },
  billingCountryCode: { label: 'Billing country', group: 'billing', kept: 'text' },
  billingFederalState: { label: 'Billing federal state', group: 'billing', kept: 'text' },
  drivinglicenseNumber: { label: 'Licence number', group: 'licence', kept: 'number' },
  drivinglicenseIssuingAuthority: { label: 'Licence issued by', group: 'licence', kept: 'text' },
  drivinglicenseIssuingDate: { label: 'Licence issued on', group: 'licence', kept: 'text', kind: 'date' },
  identificationType: { label: 'Identity document', group: 'identity', kept: 'text' },
  identificationNumber: { label: 'Document number', group: 'identity', kept: 'number' },
  identificationIssuingAuthority: { label: 'Document issued by', group: 'identity', kept: 'text' },
  identificationIssuingDate: { label: 'Document issued on', group: 'identity', kept: 'text', kind: 'date' },
  defaultPaymentAccountId: { label: 'Default payment account', group: 'accounts', kept: 'text', kind: 'whole-number' },
  paymentMadeBy: { label: 'Payment made by', group: 'accounts', kept: 'text' },
  costCenter: { label: 'Cost centre', group: 'accounts', kept: 'text' },
}) satisfies Record<string, FieldFacts>;

export type SmartmoveField = keyof typeof smartmoveFields;
export const smartmoveFieldNames = Object.keys(smartmoveFields) as SmartmoveField[]; // safe: the record's keys are exactly these
/** By field, as text: a date as it came, a tick as `yes` or `no`. What is not there is left out. */
export type SmartmoveValues = Partial<Record<SmartmoveField, string>>;

export function factsOf(field: SmartmoveField): FieldFacts {
  return smartmoveFields[field];
}

export function fieldsOfGroup(group: FieldGroup): SmartmoveField[] {
  return smartmoveFieldNames.filter((field) => factsOf(field).group === group);
}

/** They can be written and not read, so nobody can carry them over: what is not given again may be gone. */
export const unreadable: readonly SmartmoveField[] = fieldsOfGroup('accounts');

/** What each field may hold where it is not any text. */
export const fieldChoices: Partial<Record<NonNullable<FieldFacts['kind']>, readonly string[]>> = {
  language: languages,
  type: customerTypes,
  status: userStatuses,
  'yes-no': ['yes', 'no'],
};

/** A user as read. */
export function valuesOf(user: SmartmoveUser): SmartmoveValues {
  const { contactAddress: contact, billingAddress: billing, driversLicense: licence, identificationDocument: identity } = user;
  return present({
    firstName: user.firstName,
    lastName: user.lastName,
    dateOfBirth: user.dateOfBirth,
    phone: user.phone,
    language: user.language,
    status: user.status,
    emailVerified: user.emailVerified === undefined ? undefined : user.emailVerified ? 'yes' : 'no',
    productKey: user.productKey,
    customerType: user.customerType,
    contactAddress: contact?.address,
    contactZipCode: contact?.zipCode,
    contactCity: contact?.city,
    contactCountryCode: contact?.countryCode,
    contactFederalState: contact?.federalState,
    billingCompany: billing?.company,
    billingVatNumber: billing?.vatNumber,
    billingAddress: billing?.address,
    billingZipCode: billing?.zipCode,
    billingCity: billing?.city,
    billingCountryCode: billing?.countryCode,
    billingFederalState: billing?.federalState,
    drivinglicenseNumber: licence?.licenseNumber,
    drivinglicenseIssuingAuthority: licence?.issuingAuthority,
    drivinglicenseIssuingDate: licence?.issueDate,
    identificationType: identity?.documentType,
    identificationNumber: identity?.documentNumber,
    identificationIssuingAuthority: identity?.issuingAuthority,
    identificationIssuingDate: identity?.issueDate,
  });
}

function present(values: { [F in SmartmoveField]?: string | undefined }): SmartmoveValues {
  const held = Object.entries(values).filter(([, value]) => value !== undefined && value.trim() !== '');
  return Object.fromEntries(held) as SmartmoveValues; // safe: keys are the fields that came in, values the texts that were there
}

/** A day of what may be a day or an instant; anything else as it is. */
export function dayOf(value: string): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? value;
}

/** Whether two values of a field say the same. */
export function isSameValue(field: SmartmoveField, one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return factsOf(field).kind === 'date' ? dayOf(one) === dayOf(other) : oneLine(one) === oneLine(other);
}

/** A value worded for those who read it. */
export function wordOf(field: SmartmoveField, value: string | undefined, redactor: Redactor): string {
  if (value === undefined) return speak('none');
  const { kept, kind } = factsOf(field);
  switch (kept) {
    case 'plain':
      return oneLine(value);
    case 'phone':
    // A document's number is kept as a phone's: its last digits tell it from another.
    case 'number':
      return redactor.phone(value);
    case 'birthdate':
      return redactor.birthdate(dayOf(value));
    case 'name':
    case 'text':
      return redactor.text(kind === 'date' ? dayOf(value) : value);
  }
}

/** `Maja Horvat (Smartmove user 3c90c3cc…)`, to many by initials; without an id it is a new one. */
export function userName(
  user: { id?: string; firstName?: string | undefined; lastName?: string | undefined },
  redactor: Redactor,
): string {
  const id = user.id === undefined ? speak('new Smartmove user') : speak('Smartmove user {user}…', { user: user.id.slice(0, 8) });
  const names = [user.firstName, user.lastName].map((name) => oneLine(name ?? '')).filter((name) => name !== '');
  if (names.length === 0) return id;
  if (redactor.audience === 'many')
    return `${names.map((name) => `${(name.match(/\p{L}/u)?.[0] ?? '•').toUpperCase()}.`).join('')} · ${id}`;
  return `${clip(names.join(' '), 120)} (${id})`;
}
