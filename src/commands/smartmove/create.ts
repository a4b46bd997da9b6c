import { z } from 'zod';
import type { createSmartmoveUser } from '../../actions/smartmove/create.ts';
import { fieldsOfGroup, type SmartmoveField } from '../../actions/vocabulary/smartmove-user.ts';
import type { Field } from '../../views/form/form.ts';
import { defineForm, type Filled } from '../form/action-form.ts';
import { fill, homeBranch } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { mustBeConfigured } from './configured.ts';
import { userField } from './fields.ts';

type Input = z.output<(typeof createSmartmoveUser)['input']>;

const email = 'email';
/** A tick for what is so most of the time; without it the billing address is asked for. */
const billing = 'billing';
const same = 'same';

const person = ['firstName', 'lastName', 'dateOfBirth', 'phone', 'language', 'customerType', 'productKey'] as const;
const contact = fieldsOfGroup('main').filter((field) => field.startsWith('contact'));
const company = ['billingCompany', 'billingVatNumber'] as const;
const billed = fieldsOfGroup('billing').filter((field) => !company.some((one) => one === field));
const all: readonly SmartmoveField[] = [...person, ...contact, ...company, ...billed];

const hints: Partial<Record<SmartmoveField, string>> = {
  productKey: 'The product’s key, as Smartmove calls it.',
  contactCountryCode: 'Two letters, such as AT.',
  billingCountryCode: 'Two letters, such as AT.',
};

/** `/smartmove create [e-mail] [first name] [last name]` */
export const createUserForm = defineForm<Input>({
  action: 'smartmove.create',
  title: 'Create a Smartmove user',
  submit: 'Create',
  names: [email, billing, ...all],
  async fromWords(kit, _who, words) {
    mustBeConfigured(kit);
    const address = words.find((word) => word.includes('@'));
    const [firstName, ...lastName] = words.filter((word) => word !== address);
    return filledWith(kit, {
      ...(address === undefined ? {} : { email: address }),
      ...(firstName === undefined ? {} : { firstName }),
      ...(lastName.length === 0 ? {} : { lastName: lastName.join(' ') }),
    });
  },
  async fromPointer(kit) {
    mustBeConfigured(kit);
    return filledWith(kit, {});
  },
  async fromInput(kit, _who, { contact: at, billing: bill, ...user }) {
    const { company: firm, vatNumber, ...billingAddress } = bill;
    const isSame = JSON.stringify(billingAddress) === JSON.stringify(at);
    return filledWith(
      kit,
      {
        ...user,
        ...addressed('contact', at),
        ...(isSame ? {} : addressed('billing', billingAddress)),
        ...(firm === undefined ? {} : { billingCompany: firm }),
        ...(vatNumber === undefined ? {} : { billingVatNumber: vatNumber }),
      },
      isSame,
    );
  },
  async fields(_kit, _who, filled) {
    const draw = (field: SmartmoveField) => createField(filled, field);
    const isCompany = filled.values.customerType?.value === 'Company';
    return [
      {
        kind: 'email',
        name: email,
        label: 'E-mail',
        hint: 'Cannot be changed afterwards.',
        ...(filled.values[email] === undefined ? {} : { initial: filled.values[email].value }),
      },
      ...person.map(draw),
      ...contact.map(draw),
      ...(isCompany ? company.map(draw) : []),
      {
        kind: 'checkboxes',
        name: billing,
        label: 'Billing address',
        optional: true,
        dispatch: true,
        choices: [{ value: same, text: 'The same as the contact address' }],
        initial: isBilledThere(filled) ? [same] : [],
      },
      ...(isBilledThere(filled) ? [] : billed.map(draw)),
    ];
  },
  read(filled) {
    const text = (field: string) => filled.values[field]?.value;
    const isSame = isBilledThere(filled);
    const asked = [...person, ...contact, ...(isSame ? [] : billed)].filter(isNeeded);
    const lacking = asked.filter((field) => text(field) === undefined);
    const errors = {
      ...(z.email().safeParse(text(email)).success ? {} : { [email]: 'This is no e-mail address.' }),
      ...Object.fromEntries(
        // The billing fields may not have been drawn yet when it was sent: the tick is always there.
        lacking.map((field) =>
          billed.includes(field) ? [billing, 'Fill in the billing address, or tick this.'] : [field, 'This is needed.'],
        ),
      ),
      ...wrongWords(filled, isSame),
    };
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    const at = addressIn(filled, 'contact');
    return {
      ok: true,
      input: {
        email: text(email),
        ...Object.fromEntries(person.map((field) => [field, text(field)])),
        contact: at,
        billing: {
          ...(isSame ? at : addressIn(filled, 'billing')),
          ...(text('billingCompany') === undefined ? {} : { company: text('billingCompany') }),
          ...(text('billingVatNumber') === undefined ? {} : { vatNumber: text('billingVatNumber') }),
        },
      },
    };
  },
});

function wrongWords(filled: Filled, isSame: boolean): Record<string, string> {
  const countries = ['contactCountryCode', ...(isSame ? [] : ['billingCountryCode'])];
  const wrong = countries.filter((field) => !/^\p{L}{2}$/u.test(filled.values[field]?.value ?? 'AT'));
  const phone = filled.values.phone?.value;
  return {
    ...Object.fromEntries(wrong.map((field) => [field, 'A country is two letters, such as AT.'])),
    ...(phone !== undefined && phone.length < 5 ? { phone: 'A phone number has at least five digits.' } : {}),
  };
}

function isNeeded(field: SmartmoveField): boolean {
  return !field.endsWith('FederalState');
}

function isBilledThere(filled: Filled): boolean {
  const ticks = filled.lists?.[billing];
  return ticks === undefined || ticks.length > 0;
}

function createField(filled: Filled, field: SmartmoveField): Field {
  const hint = hints[field];
  return userField(field, {
    initial: filled.values[field]?.value,
    optional: !isNeeded(field) || company.some((one) => one === field),
    ...(hint === undefined ? {} : { hint }),
  });
}

type Address = Input['contact'];

function addressed(prefix: 'contact' | 'billing', at: Address): Record<string, string> {
  return {
    [`${prefix}Address`]: at.address,
    [`${prefix}ZipCode`]: at.zipCode,
    [`${prefix}City`]: at.city,
    [`${prefix}CountryCode`]: at.countryCode,
    ...(at.federalState === undefined ? {} : { [`${prefix}FederalState`]: at.federalState }),
  };
}

function addressIn({ values }: Filled, prefix: 'contact' | 'billing') {
  const text = (part: string) => values[`${prefix}${part}`]?.value;
  return {
    address: text('Address'),
    zipCode: text('ZipCode'),
    city: text('City'),
    countryCode: text('CountryCode')?.toUpperCase(),
    ...(text('FederalState') === undefined ? {} : { federalState: text('FederalState') }),
  };
}

function filledWith(kit: Kit, typed: Readonly<Record<string, string>>, isSame = true): Filled {
  const values = { language: 'de', customerType: 'Private', ...typed };
  return {
    ...fill(
      homeBranch(kit),
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value: { value, text: value } }])),
    ),
    lists: { [billing]: isSame ? [{ value: same, text: same }] : [] },
  };
}
