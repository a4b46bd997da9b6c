import type { SmartmoveUserWrite } from '../../../api/smartmove/index.ts';
import { defined } from '../../../lib/defined.ts';
import { speak } from '../../../lib/language/speak.ts';
import { factsOf, fieldChoices, fieldsOfGroup, type SmartmoveField, type SmartmoveValues, smartmoveFieldNames } from './user.ts';

/** The body of a PUT: every field, those that were read and those that change. Parts of it may be lacking; `missingFor` says which. */
export function wholeUser(values: SmartmoveValues): Partial<SmartmoveUserWrite> {
  const whole = {
    ...common(values),
    emailVerified: values.emailVerified === undefined ? undefined : values.emailVerified === 'yes',
    status: values.status,
    drivinglicenseIssuingAuthority: values.drivinglicenseIssuingAuthority,
    drivinglicenseIssuingDate: values.drivinglicenseIssuingDate,
    drivinglicenseNumber: values.drivinglicenseNumber,
    identificationIssuingAuthority: values.identificationIssuingAuthority,
    identificationIssuingDate: values.identificationIssuingDate,
    identificationNumber: values.identificationNumber,
    identificationType: values.identificationType,
    customerAccounts: accountsOf(values),
  };
  return defined(whole) as Partial<SmartmoveUserWrite>; // safe: the schema of the row reads it before it is sent, and `missingFor` before that
}

/** What creating and replacing have in common. */
export function common(values: SmartmoveValues) {
  return {
    firstName: values.firstName,
    lastName: values.lastName,
    dateOfBirth: values.dateOfBirth,
    language: values.language,
    phone: values.phone,
    contactAddress: defined({
      address: values.contactAddress,
      city: values.contactCity,
      zipCode: values.contactZipCode,
      countryCode: values.contactCountryCode,
      federalState: values.contactFederalState,
    }),
    billingAddress: defined({
      address: values.billingAddress,
      city: values.billingCity,
      zipCode: values.billingZipCode,
      countryCode: values.billingCountryCode,
      federalState: values.billingFederalState,
      company: values.billingCompany,
      vatNumber: values.billingVatNumber,
    }),
    customerType: values.customerType,
    productKey: values.productKey,
  };
}

function accountsOf({ defaultPaymentAccountId, paymentMadeBy, costCenter }: SmartmoveValues) {
  const business = defined({ paymentMadeBy, costCenter });
  const accounts = defined({
    privateAccount:
      defaultPaymentAccountId === undefined ? undefined : { defaultPaymentAccountId: Number(defaultPaymentAccountId) },
    businessAccount: Object.keys(business).length === 0 ? undefined : business,
  });
  return Object.keys(accounts).length === 0 ? undefined : accounts;
}

/** What Smartmove needs and these values lack, in words. */
export function missingFor(values: SmartmoveValues): string[] {
  const fields = smartmoveFieldNames.filter((field) => factsOf(field).needed === true && values[field] === undefined);
  const hasContact = fieldsOfGroup('main').some((field) => field.startsWith('contact') && values[field] !== undefined);
  const hasBilling = fieldsOfGroup('billing').some((field) => values[field] !== undefined);
  return [
    ...fields.map((field) => factsOf(field).label),
    ...(hasContact ? [] : [speak('contact address')]),
    ...(hasBilling ? [] : [speak('billing address')]),
  ];
}

/** Why a value cannot be written into a field; undefined when it can. */
export function whyNot(field: SmartmoveField, value: string): string | undefined {
  const { kind, label } = factsOf(field);
  // The status is an open list upstream; language and type are closed ones.
  const choices = kind === undefined || kind === 'status' ? undefined : fieldChoices[kind];
  if (choices !== undefined && !choices.includes(value))
    return speak('{label}: Smartmove takes only {choices}.', { label, choices: choices.join(speak(' or ')) });
  if (kind === 'date' && (!/^\d{4}-\d{2}-\d{2}(T|$)/.test(value) || Number.isNaN(Date.parse(value))))
    return speak('{label}: a date such as 1990-04-30 is needed.', { label });
  if (kind === 'whole-number' && !/^\d{1,15}$/.test(value)) return speak('{label}: digits alone are needed.', { label });
  return undefined;
}
