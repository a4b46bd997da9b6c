import { isThing, type Thing, UnknownField } from '../second-tenant/shapes.ts';

/** How the third tenant writes what the first writes as assumed: by hand, and not with the product's own profiles. */
export type Shape = {
  /** assumed → here; `a.b` is one level down, `a[].b` in the only element of a list. What is not named has its name. */
  names?: Readonly<Record<string, string>>;
  words?: Readonly<Record<string, readonly (readonly [assumed: unknown, here: unknown])[]>>;
  of?: Readonly<Record<string, Shape>>;
};

const locks = [
  ['NOT_BLOCKED', 'open'],
  ['BLOCKED', 'locked'],
  ['ADMIN_BLOCKED', 'locked-by-us'],
  ['DELETED', 'gone'],
] as const;
const logins = [
  ['EMAIL', 'password'],
  ['PHONE', 'sms'],
  ['EMAIL_CODE', 'mail-code'],
] as const;
const cardStates = ['NEW', 'ASSIGNED', 'UNASSIGNED', 'BROKEN', 'LOST', 'ARCHIVED'].map((word, index) => [word, index] as const);
const perkKinds = [['CustomerCare', 'care']] as const;

const card: Shape = {
  names: {
    cardNumber: 'label',
    rfidUid: 'chip.uid',
    rfidType: 'chip.kind',
    state: 'status',
    userId: 'holder.id',
    branchId: 'site.id',
  },
  words: { state: cardStates },
};

const customer: Shape = {
  names: {
    firstName: 'name.given',
    lastName: 'name.family',
    birthdate: 'born',
    email: 'contact.mail.address',
    phone: 'phones[].number',
    street: 'addresses[].line',
    postcode: 'addresses[].zip',
    city: 'addresses[].town',
    country: 'addresses[].land',
    blockState: 'lock',
    mfaEnabled: 'security.secondFactor',
    newsletter: 'wantsNews',
    signInMethods: 'logins',
    licenseVerificationState: 'licence.state',
    licenseExpirationDate: 'licence.until',
    tags: 'labels',
    identityCards: 'tokens',
    termsAndConditionsAcceptanceState: 'consents.state',
    statistics: 'numbers',
  },
  words: {
    blockState: locks,
    mfaEnabled: [
      [true, 'ON'],
      [false, 'OFF'],
    ],
    newsletter: [
      [true, 1],
      [false, 0],
    ],
    signInMethods: logins,
    authenticationType: logins,
    licenseVerificationState: [
      ['VERIFIED', 'ok'],
      ['REJECTED', 'no'],
      ['UNVERIFIED', 'none'],
      ['RETRY', 'again'],
    ],
    termsAndConditionsAcceptanceState: [
      ['ACCEPTED', 'yes'],
      ['OUTDATED', 'old'],
      ['NOT_ACCEPTED', 'no'],
    ],
  },
  of: { identityCards: card, statistics: { names: { rides: 'rideCount' } } },
};

const bulk: Shape = { names: { successful: 'done', unsuccessful: 'notDone' } };
const remark: Shape = { names: { comment: 'remark' } };

export const shapes = {
  asIs: {},
  card,
  customer,
  person: { ...customer, names: { ...customer.names, id: 'person.id' } },
  newCustomer: { ...customer, names: { ...customer.names, branchId: 'site.id' } },
  assign: { names: { userId: 'holder.id' } },
  unassign: { names: { state: 'status' }, words: { state: cardStates } },
  mail: { names: { email: 'address' } },
  number: { names: { phone: 'numbers[]' } },
  login: { names: { method: 'login.kind' }, words: { method: logins } },
  everybody: { names: { branchId: 'site', loggedOut: 'done.count' } },
  template: {
    names: { valueGross: 'worth.amount', currency: 'worth.unit', accountType: 'audience', type: 'kind', active: 'live' },
    words: {
      type: perkKinds,
      accountType: [
        ['USER', 'person'],
        ['GROUP', 'company'],
      ],
    },
  },
  voucher: {
    names: {
      voucherableCode: 'perk.code',
      voucherType: 'kind',
      status: 'state',
      valueGross: 'worth.amount',
      currency: 'worth.unit',
      remainingValueGross: 'worth.left',
    },
    words: {
      status: [
        ['ACTIVE', 'usable'],
        ['EXPIRED', 'over'],
        ['USED_UP', 'empty'],
      ],
      voucherType: [['CUSTOMER_CARE', 'care']],
    },
  },
  gift: { names: { voucherableId: 'perks[].id', comment: 'remark.text' } },
  check: {
    names: { fulfilled: 'allowed', requirements: 'checks' },
    of: {
      requirements: {
        names: { type: 'kind', fulfilled: 'met', message: 'text' },
        words: {
          type: [
            ['DRIVING_LICENSE', 'licence'],
            ['TERMS', 'consent'],
          ],
          fulfilled: [
            [true, 'YES'],
            [false, 'NO'],
          ],
        },
      },
    },
  },
  company: {
    names: {
      name: 'title',
      code: 'joinCode',
      owner: 'boss',
      ownerId: 'boss.id',
      blockState: 'lock',
      billingCycle: 'invoicing',
      tags: 'labels',
      vatNumber: 'tax.number',
    },
    words: {
      blockState: locks,
      billingCycle: [
        ['NONE', 'never'],
        ['WEEKLY', 'every-week'],
        ['MONTHLY', 'every-month'],
      ],
    },
  },
  bill: { names: { openGross: 'open.gross', billedGross: 'billed.gross' } },
  member: {
    names: {
      user: 'person',
      userId: 'person.id',
      role: 'rank',
      state: 'standing',
      costCenterId: 'centre.id',
      superiorEmail: 'superior.mail',
    },
    words: {
      role: [
        ['OWNER', 'boss'],
        ['ADMIN', 'manager'],
        ['MEMBER', 'rider'],
      ],
      state: [
        ['ACTIVE', 'in'],
        ['INACTIVE', 'out'],
      ],
    },
    of: { user: customer },
  },
  people: { names: { userIds: 'people.ids' } },
  bulk,
  invitation: { names: { emails: 'addresses' } },
  entity: { names: { name: 'title', timezone: 'zone', taxPercentage: 'tax.percent' } },
  score: {
    names: { status: 'verdict', comment: 'remark' },
    words: {
      status: [
        ['PENDING', 'open'],
        ['APPROVED', 'yes'],
        ['REJECTED', 'no'],
      ],
    },
  },
  remark,
  verification: {
    names: { state: 'status', guserId: 'person.id' },
    of: { attempts: { names: { state: 'status', uuid: 'key' } } },
  },
  text: {
    names: {
      termsAndConditionsText: 'terms.label',
      termsAndConditionsUrl: 'terms.link',
      privacyGuidelinesText: 'privacy.label',
      privacyGuidelinesUrl: 'privacy.link',
    },
  },
  site: { names: { parent: 'above' } },
  right: { names: { exists: 'allowed' } },
} satisfies Record<string, Shape>;

/** As this tenant answers it. */
export function toThird(shape: Shape, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => toThird(shape, one));
  if (!isThing(value)) return value;
  const written: Thing = {};
  for (const [name, member] of Object.entries(value)) {
    const inner = shape.of?.[name] === undefined ? member : toThird(shape.of[name], member);
    put(written, (shape.names?.[name] ?? name).split('.'), inWords(shape.words?.[name], inner, 0));
  }
  return written;
}

/** As assumed, out of what was sent here. What is left over then is a name that nothing here has. */
export function fromThird(shape: Shape, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => fromThird(shape, one));
  if (!isThing(value)) return value;
  const left: Thing = structuredClone(value);
  const read: Thing = {};
  for (const name of Object.keys(value)) {
    // What is deeper first: an object and a field in it may both have a name of their own.
    const inside = Object.entries(shape.names ?? {})
      .filter(([, path]) => path.split(/\.|\[\]/)[0] === name)
      .sort(([, a], [, b]) => b.split('.').length - a.split('.').length);
    for (const [assumed, here] of inside) {
      const member = take(left, here.split('.'));
      if (member !== undefined) read[assumed] = inWords(shape.words?.[assumed], member, 1);
    }
    const isForeign =
      shape.names?.[name] !== undefined || Object.values(shape.names ?? {}).some((here) => here.startsWith(`${name}.`));
    if (name in left && isForeign) throw new UnknownField(`${name} ${JSON.stringify(left[name])}`);
    if (name in left) read[name] = inWords(shape.words?.[name], left[name], 1);
  }
  return read;
}

function inWords(words: NonNullable<Shape['words']>[string] | undefined, value: unknown, from: 0 | 1): unknown {
  if (Array.isArray(value)) return value.map((one) => inWords(words, one, from));
  const pair = words?.find((one) => one[from] === value);
  if (pair !== undefined) return pair[1 - from];
  // A word of the first tenant's is none here, and a digit is no number.
  if (from === 1 && words?.some(([assumed, here]) => assumed === value || String(here) === String(value)))
    throw new UnknownField(JSON.stringify(value));
  return value;
}

function put(holder: Thing, [part = '', ...rest]: readonly string[], value: unknown): void {
  const name = part.replace('[]', '');
  if (rest.length === 0) {
    // An object may be there already, for a field inside it.
    holder[name] = part !== name ? [value] : isThing(value) && isThing(holder[name]) ? { ...holder[name], ...value } : value;
    return;
  }
  const there = part === name ? holder[name] : Array.isArray(holder[name]) ? holder[name][0] : undefined;
  const inner: Thing = isThing(there) ? there : {};
  put(inner, rest, value);
  holder[name] = part === name ? inner : [inner];
}

function take(holder: Thing, [part = '', ...rest]: readonly string[]): unknown {
  const name = part.replace('[]', '');
  const there = holder[name];
  const inner = part === name ? there : Array.isArray(there) && there.length === 1 ? there[0] : undefined;
  if (rest.length === 0) {
    if (inner !== undefined) delete holder[name];
    return inner;
  }
  if (!isThing(inner)) return undefined;
  const value = take(inner, rest);
  if (Object.keys(inner).length === 0) delete holder[name];
  return value;
}
