import { z } from 'zod';
import type { createSmartmoveUser } from '../../actions/smartmove/create.ts';
import { fieldsOfGroup, type SmartmoveField } from '../../actions/smartmove/shared/user.ts';
import { defined } from '../../lib/defined.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import type { Field } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import { defineForm, type Filled } from '../engine/action-form.ts';
import { fieldOf } from '../engine/edit-field.ts';
import { fill, homeBranch } from '../subjects/understand.ts';
import { mustBeConfigured } from './configured.ts';
import { userLook } from './fields.ts';

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

const hints: Partial<Record<SmartmoveField, string>> = spoken({
  productKey: 'The product’s key, as Smartmove calls it.',
  contactCountryCode: 'Two letters, such as AT.',
  billingCountryCode: 'Two letters, such as AT.',
});

/** `/smartmove create [e-mail] [first name] [last name]` */
export const createUserForm = defineForm<Input>({
  action: 'smartmove.create',
  title: 'Create a Smartmove user',
  submit: 'Create',
  names: [email, billing, ...all],
  async fromWords(app, _who, words) {
    mustBeConfigured(app);
    const address = words.find((word) => word.includes('@'));
    const [firstName, ...lastName] = words.filter((word) => word !== address);
    return filledWith(app, {
      email: address,
      firstName,
      lastName: lastName.length === 0 ? undefined : lastName.join(' '),
    });
  },
  async fromPointer(app) {
    mustBeConfigured(app);
    return filledWith(app, {});
  },
  async fromInput(app, _who, { contact: at, billing: bill, ...user }) {
    const { company: firm, vatNumber, ...billingAddress } = bill;
    const isSame = JSON.stringify(billingAddress) === JSON.stringify(at);
    return filledWith(
      app,
      {
        ...user,
        ...addressed('contact', at),
        ...addressed('billing', isSame ? undefined : billingAddress),
        billingCompany: firm,
        billingVatNumber: vatNumber,
      },
      isSame,
    );
  },
  async fields(_app, _who, filled) {
    const draw = (field: SmartmoveField) => createField(filled, field);
    const isCompany = filled.values.customerType?.value === 'Company';
    return [
      {
        kind: 'email',
        name: email,
        label: speak('E-mail'),
        hint: speak('Cannot be changed afterwards.'),
        initial: filled.values[email]?.value,
      },
      ...person.map(draw),
      ...contact.map(draw),
      ...(isCompany ? company.map(draw) : []),
      {
        kind: 'checkboxes',
        name: billing,
        label: speak('Billing address'),
        optional: true,
        dispatch: true,
        choices: [{ value: same, text: speak('The same as the contact address') }],
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
    const errors = defined({
      [email]: z.email().safeParse(text(email)).success ? undefined : speak('That’s not a valid e-mail address.'),
      ...Object.fromEntries(
        // The billing fields may not have been drawn yet when it was sent: the tick is always there.
        lacking.map((field) =>
          billed.includes(field)
            ? [billing, speak('Fill in the billing address, or tick this.')]
            : [field, speak('This is needed.')],
        ),
      ),
      ...wrongWords(filled, isSame),
    });
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
          company: text('billingCompany'),
          vatNumber: text('billingVatNumber'),
        },
      },
    };
  },
});

function wrongWords(filled: Filled, isSame: boolean): Record<string, string> {
  const countries = ['contactCountryCode', ...(isSame ? [] : ['billingCountryCode'])];
  const wrong = countries.filter((field) => !/^\p{L}{2}$/u.test(filled.values[field]?.value ?? 'AT'));
  const phone = filled.values.phone?.value;
  return defined({
    ...Object.fromEntries(wrong.map((field) => [field, speak('A country is two letters, such as AT.')])),
    phone: phone !== undefined && phone.length < 5 ? speak('A phone number has at least five digits.') : undefined,
  });
}

function isNeeded(field: SmartmoveField): boolean {
  return !field.endsWith('FederalState');
}

function isBilledThere(filled: Filled): boolean {
  const ticks = filled.lists?.[billing];
  return ticks === undefined || ticks.length > 0;
}

function createField(filled: Filled, field: SmartmoveField): Field {
  const initial = filled.values[field]?.value;
  const optional = !isNeeded(field) || company.some((one) => one === field);
  return fieldOf(userLook(field, initial), { name: field, optional, hint: hints[field], initial });
}

type Address = Input['contact'];
/** By field; undefined in one that is empty. */
type Typed = Readonly<Record<string, string | undefined>>;

function addressed(prefix: 'contact' | 'billing', at: Address | undefined): Typed {
  return {
    [`${prefix}Address`]: at?.address,
    [`${prefix}ZipCode`]: at?.zipCode,
    [`${prefix}City`]: at?.city,
    [`${prefix}CountryCode`]: at?.countryCode,
    [`${prefix}FederalState`]: at?.federalState,
  };
}

function addressIn({ values }: Filled, prefix: 'contact' | 'billing') {
  const text = (part: string) => values[`${prefix}${part}`]?.value;
  return {
    address: text('Address'),
    zipCode: text('ZipCode'),
    city: text('City'),
    countryCode: text('CountryCode')?.toUpperCase(),
    federalState: text('FederalState'),
  };
}

function filledWith(app: AppContext, typed: Typed, isSame = true): Filled {
  const values: Record<string, string> = { language: 'de', customerType: 'Private', ...defined(typed) };
  return {
    ...fill(
      homeBranch(app),
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value: { value, text: value } }])),
    ),
    lists: { [billing]: isSame ? [{ value: same, text: same }] : [] },
  };
}
