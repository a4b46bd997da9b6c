/** How the second tenant writes what the first one writes as assumed. Written by hand, and not with the product's own profiles. */

export type Thing = Record<string, unknown>;

export const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of a field that this tenant does not know by this name. */
export class UnknownField extends Error {}

type Words = readonly (readonly [assumed: string, here: string])[];

const blockStates: Words = [
  ['NOT_BLOCKED', 'FREE'],
  ['BLOCKED', 'LOCKED'],
  ['ADMIN_BLOCKED', 'LOCKED_BY_STAFF'],
  ['DELETED', 'GONE'],
];
const creditStatuses: Words = [['APPROVED', 'POSITIVE']];
const signInMethods: Words = [
  ['EMAIL', 'PASSWORD'],
  ['EMAIL_CODE', 'MAIL_CODE'],
];
const cardStates: Words = [
  ['UNASSIGNED', 'AVAILABLE'],
  ['ASSIGNED', 'HANDED_OUT'],
];
const roles: Words = [['ADMIN', 'MANAGER']];
const ratingStatuses: Words = [['PENDING', 'OPEN']];

const here = (words: Words, value: unknown): unknown =>
  Array.isArray(value) ? value.map((one) => here(words, one)) : (words.find(([assumed]) => assumed === value)?.[1] ?? value);

/** A word that only the first tenant has is refused here. */
function assumed(words: Words, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => assumed(words, one));
  if (words.some(([word]) => word === value)) throw new UnknownField(String(value));
  return words.find(([, word]) => word === value)?.[0] ?? value;
}

type Shape = {
  /** assumed → here. */
  names?: Readonly<Record<string, string>>;
  /** Assumed names that are in an object here, by their names in it. */
  inside?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  words?: Readonly<Record<string, Words>>;
  of?: Readonly<Record<string, Shape>>;
};

const card: Shape = { names: { cardNumber: 'number', state: 'status' }, words: { state: cardStates } };

const customer: Shape = {
  names: { birthdate: 'dateOfBirth', email: 'emailAddress', firstName: 'givenName' },
  inside: { address: { street: 'street', postcode: 'zip', city: 'town', country: 'countryCode' } },
  words: { blockState: blockStates, creditStatus: creditStatuses, signInMethods, authenticationType: signInMethods },
  of: { identityCards: card },
};

const group: Shape = { names: { name: 'title' }, inside: { contact: { vatNumber: 'vat' } }, words: { blockState: blockStates } };
const membership: Shape = { names: { costCenterId: 'costCentre' }, words: { role: roles }, of: { user: customer } };
const rating: Shape = { words: { status: ratingStatuses } };
const unit: Shape = { names: { timezone: 'timeZone' } };

export const shapes = {
  card,
  customer,
  group,
  membership,
  rating,
  unit,
  cardState: { words: { state: cardStates } },
  method: { words: { method: signInMethods } },
} satisfies Record<string, Shape>;

/** As this tenant answers it. */
export function toHere(shape: Shape, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => toHere(shape, one));
  if (!isThing(value)) return value;
  const written: Thing = {};
  for (const [name, member] of Object.entries(value)) {
    const inner = shape.of?.[name] === undefined ? member : toHere(shape.of[name], member);
    const said = shape.words?.[name] === undefined ? inner : here(shape.words[name], inner);
    const holder = Object.entries(shape.inside ?? {}).find(([, names]) => names[name] !== undefined);
    if (holder === undefined) written[shape.names?.[name] ?? name] = said;
    else
      written[holder[0]] = {
        ...(isThing(written[holder[0]]) ? (written[holder[0]] as Thing) : {}),
        [holder[1][name] ?? name]: said,
      }; // safe: just asked
  }
  return written;
}

/** As assumed, out of what was sent here. A name that only the first tenant has is refused. */
export function fromHere(shape: Shape, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => fromHere(shape, one));
  if (!isThing(value)) return value;
  const read: Thing = {};
  const put = (name: string, member: unknown) => {
    read[name] = shape.words?.[name] === undefined ? member : assumed(shape.words[name], member);
  };
  for (const [name, member] of Object.entries(value)) {
    const holder = shape.inside?.[name];
    if (holder !== undefined && isThing(member)) {
      for (const [inner, one] of Object.entries(member))
        put(Object.keys(holder).find((key) => holder[key] === inner) ?? inner, one);
      continue;
    }
    const foreign =
      shape.names?.[name] !== undefined || Object.values(shape.inside ?? {}).some((names) => names[name] !== undefined);
    if (foreign) throw new UnknownField(name);
    put(Object.keys(shape.names ?? {}).find((key) => shape.names?.[key] === name) ?? name, member);
  }
  return read;
}
