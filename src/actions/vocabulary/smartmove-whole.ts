import type { SmartmoveUserWrite } from '../../api/smartmove/index.ts';
import {
  factsOf,
  fieldChoices,
  fieldsOfGroup,
  type SmartmoveField,
  type SmartmoveValues,
  smartmoveFieldNames,
} from './smartmove-user.ts';

/** The body of a PUT: every field, those that were read and those that change. Parts of it may be lacking; `missingFor` says which. */
export function wholeUser(values: SmartmoveValues): Partial<SmartmoveUserWrite> {
  const { customerAccounts, ...whole } = {
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
  return defined({ ...whole, ...(customerAccounts === undefined ? {} : { customerAccounts }) }) as Partial<SmartmoveUserWrite>; // safe: the schema of the row reads it before it is sent, and `missingFor` before that
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
  const accounts = {
    ...(defaultPaymentAccountId === undefined
      ? {}
      : { privateAccount: { defaultPaymentAccountId: Number(defaultPaymentAccountId) } }),
    ...(Object.keys(business).length === 0 ? {} : { businessAccount: business }),
  };
  return Object.keys(accounts).length === 0 ? undefined : accounts;
}

function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  }; // safe: only what is undefined was taken out
}

/** What Smartmove needs and these values lack, in words. */
export function missingFor(values: SmartmoveValues): string[] {
  const fields = smartmoveFieldNames.filter((field) => factsOf(field).needed === true && values[field] === undefined);
  const hasContact = fieldsOfGroup('main').some((field) => field.startsWith('contact') && values[field] !== undefined);
  const hasBilling = fieldsOfGroup('billing').some((field) => values[field] !== undefined);
  return [
    ...fields.map((field) => factsOf(field).label),
    ...(hasContact ? [] : ['contact address']),
    ...(hasBilling ? [] : ['billing address']),
  ];
}

/** Why a value cannot be written into a field; undefined when it can. */
export function whyNot(field: SmartmoveField, value: string): string | undefined {
  const { kind, label } = factsOf(field);
  // The status is an open list upstream; language and type are closed ones.
  const choices = kind === undefined || kind === 'status' ? undefined : fieldChoices[kind];
  if (choices !== undefined && !choices.includes(value)) return `${label}: Smartmove takes only ${choices.join(' or ')}.`;
  if (kind === 'date' && (!/^\d{4}-\d{2}-\d{2}(T|$)/.test(value) || Number.isNaN(Date.parse(value))))
    return `${label}: a date such as 1990-04-30 is needed.`;
  if (kind === 'whole-number' && !/^\d{1,15}$/.test(value)) return `${label}: digits alone are needed.`;
  return undefined;
}
