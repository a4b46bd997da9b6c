import { knownSmartmoveUser } from '../../../sandbox/back-office/index.ts';
import type { World } from '../../../sandbox/back-office/world/types.ts';
import { accountFeature } from '../../../src/commands/account/index.ts';
import { unitFeature } from '../../../src/commands/business-unit/index.ts';
import { cardFeature } from '../../../src/commands/card/index.ts';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import type { FormVerb } from '../../../src/commands/feature.ts';
import { smartmoveFeature } from '../../../src/commands/smartmove/index.ts';
import { termsFeature } from '../../../src/commands/terms/index.ts';
import { fc } from '../../support/fast-check.ts';
import { type Typed, verbOf } from '../../support/form-harness.ts';

type Thing = Record<string, unknown>;
type Value = string | number | readonly string[] | undefined;
/** A field of a form, and where its value is in the back office and in the body. */
export type Spec = {
  field: string;
  values: fc.Arbitrary<string>;
  isOptional?: true;
  isChosen?: true;
  read(thing: Thing): Value;
  write(thing: Thing, value: string | undefined): void;
  /** What the body says of it; undefined is what a PUT leaves out. */
  inBody(value: string | undefined): Thing;
};
type Case = {
  verb: FormVerb;
  words: readonly string[];
  holder: string;
  chosen: Typed;
  thing(world: World): Thing;
  specs: readonly Spec[];
  /** A PUT writes everything; a PATCH what changes. */
  isWhole?: true;
};

const words = fc
  .string({ unit: fc.constantFrom(...'abcdefgäñ  -,"', 'ß', '😀'), minLength: 1, maxLength: 12 })
  // Forms send what is typed with one blank between words.
  .map((text) => text.replace(/ {2,}/g, ' '))
  .map((text) => `x${text.trim()}y`);
const links = fc.nat(9_999).map((n) => `https://operator.example/${n}`);
const days = fc.integer({ min: 1, max: 28 }).map((day) => `1990-04-${String(day).padStart(2, '0')}`);
const emails = fc.nat(9_999).map((n) => `q${n}@example.org`);
const phones = fc.integer({ min: 1_000_000, max: 9_999_999 }).map((n) => `+43660${n}`);

function plain(
  field: string,
  values: fc.Arbitrary<string>,
  more: Pick<Spec, 'isOptional' | 'isChosen'> & { name?: string; whole?: true } = {},
): Spec {
  const { name = field, whole, ...rest } = more;
  return {
    field,
    values,
    ...rest,
    read: (thing) => thing[name] as Value, // safe: a value of the fake's own thing
    write(thing, value) {
      if (value === undefined) delete thing[name];
      else thing[name] = value;
    },
    inBody: (value) => ({ [name]: value ?? (whole === true ? undefined : null) }),
  };
}
const optional = { isOptional: true } as const;
const chosen = { isChosen: true } as const;
export const cases: readonly Case[] = [
  {
    verb: verbOf(customerFeature.verbs, 'edit'),
    words: ['1001'],
    holder: '1001',
    chosen: { customer: { choose: '1001' } },
    thing: (world) => Object.assign(found(world.customers.get(1001)), { signInMethods: [] }),
    specs: [
      ...['firstName', 'lastName', 'street', 'postcode', 'city', 'country'].map((name) => plain(name, words, optional)),
      plain('language', fc.constantFrom('de', 'en', 'fr', 'hr'), optional),
      plain('birthdate', days, optional),
      plain('email', emails, optional),
      plain('phone', phones, optional),
    ],
  },
  {
    verb: verbOf(cardFeature.verbs, 'edit'),
    words: ['3001'],
    holder: '3001',
    chosen: { card: { choose: '3001' } },
    thing: (world) => found(world.cards.get(3001)),
    specs: [
      plain(
        'cardNumber',
        fc.nat(99_999).map((n) => `Q-${n}`),
      ),
      plain(
        'rfidUid',
        fc.nat(99_999).map((n) => `F${n}`),
        optional,
      ),
      plain('rfidType', words, optional),
    ],
  },
  {
    verb: verbOf(accountFeature.verbs, 'edit'),
    words: ['7001'],
    holder: '7001',
    chosen: { account: { choose: '7001' } },
    thing: (world) => found(world.groups.get(7001)),
    specs: [
      plain('name', words),
      plain('code', words, optional),
      plain('billingCycle', fc.constantFrom('WEEKLY', 'MONTHLY'), { ...optional, ...chosen }),
      reference('costCenterId', 'defaultCostCenter', fc.constant('70010')),
      reference('unitId', 'defaultBusinessUnit', fc.constantFrom('501', '502', '505')),
    ],
  },
  {
    verb: verbOf(accountFeature.verbs, 'role'),
    words: ['7001', '1016'],
    holder: '7001.1016',
    chosen: { account: { choose: '7001' }, customer: { choose: '1016' } },
    thing: (world) => found(world.memberships.get(1016)),
    isWhole: true,
    specs: [
      plain('role', fc.constantFrom('MEMBER', 'ADMIN'), chosen),
      plain('state', fc.constantFrom('ACTIVE', 'INACTIVE'), chosen),
      { ...plain('cost-center', fc.constant('70010'), { ...optional, ...chosen }), ...numbered('costCenterId') },
      plain('superior', emails, { ...optional, name: 'superiorEmail', whole: true }),
    ],
  },
  {
    verb: verbOf(termsFeature.verbs, 'edit'),
    words: ['12'],
    holder: '12',
    chosen: { terms: { choose: '12' } },
    thing: (world) => found(world.terms.get(12)),
    isWhole: true,
    specs: [
      plain('termsAndConditionsText', words),
      plain('termsAndConditionsUrl', links),
      plain('privacyGuidelinesText', words, { ...optional, whole: true }),
      plain('privacyGuidelinesUrl', links, { ...optional, whole: true }),
    ],
  },
  {
    verb: verbOf(unitFeature.verbs, 'edit'),
    words: ['501'],
    holder: '501',
    chosen: { unit: { choose: '501' } },
    thing: (world) => found(world.businessUnits.get(501)),
    isWhole: true,
    specs: [plain('name', words), plain('timezone', fc.constantFrom('Europe/Vienna', 'Europe/Zurich', 'UTC'))],
  },
  {
    verb: verbOf(smartmoveFeature.verbs, 'edit'),
    words: [knownSmartmoveUser],
    holder: knownSmartmoveUser,
    chosen: { user: knownSmartmoveUser },
    thing: (world) => found(world.smartmoveUsers.get(knownSmartmoveUser)),
    isWhole: true,
    specs: [
      plain('firstName', words, { whole: true }),
      plain('lastName', words, { whole: true }),
      plain('phone', phones, { whole: true }),
      plain('language', fc.constantFrom('de', 'en'), { ...chosen, whole: true }),
    ],
  },
];

function reference(field: string, name: string, values: fc.Arbitrary<string>): Spec {
  return {
    field,
    values,
    isOptional: true,
    isChosen: true,
    read: (thing) => (thing[name] as { id: number } | undefined)?.id, // safe: the fake's own shape
    write(thing, value) {
      if (value === undefined) delete thing[name];
      else thing[name] = { id: Number(value), name: `no. ${value}` };
    },
    inBody: (value) => ({ [name]: value === undefined ? null : { id: Number(value) } }),
  };
}

function numbered(name: string): Pick<Spec, 'read' | 'write' | 'inBody'> {
  return {
    read: (thing) => thing[name] as number | undefined, // safe: the fake's own shape
    write(thing, value) {
      if (value === undefined) delete thing[name];
      else thing[name] = Number(value);
    },
    inBody: (value) => ({ [name]: value === undefined ? undefined : Number(value) }),
  };
}

export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is not there');
  return value;
}
