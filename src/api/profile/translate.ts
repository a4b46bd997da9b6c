import { ownShape } from '../document/compare-sent.ts';
import type { Components, OurSchema } from '../document/schema.ts';
import { type Profile, type Renames, renamesIn, type ValuePairs, valuesIn } from './profile.ts';

type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Theirs → ours: what came, as the shapes of the tables have it. */
export function toOurs(
  profile: Profile,
  schema: OurSchema,
  components: Components,
  value: unknown,
  ofCall: Renames = {},
): unknown {
  const shape = ownShape(schema, components);
  const { items } = shape;
  if (Array.isArray(value))
    return items === undefined ? value : value.map((one) => toOurs(profile, items, components, one, ofCall));
  if (!isMembers(value) || shape.properties === undefined) return value;
  const renames = renamesIn(profile, shape, ofCall);
  let ours: Members = { ...value };
  // All are read before any is written: two fields may have changed places.
  const read = [...renames].map(([field, theirs]) => [field, memberAt(value, theirs.split('.'))] as const);
  for (const [field] of read) ours = without(ours, field.split('.'));
  for (const [field, member] of read) if (member !== undefined) ours = withMember(ours, field.split('.'), member);
  for (const [field, member] of Object.entries(shape.properties)) {
    const there = ours[field];
    if (there !== undefined)
      ours[field] = valueToOurs(toOurs(profile, member, components, there), valuesIn(profile, shape, field));
  }
  return ours;
}

/** Ours → theirs: what goes out, where and under which names it is wanted. */
export function toTheirs(
  profile: Profile,
  schema: OurSchema,
  components: Components,
  value: unknown,
  ofCall: Renames = {},
): unknown {
  const shape = ownShape(schema, components);
  const { items } = shape;
  if (Array.isArray(value))
    return items === undefined ? value : value.map((one) => toTheirs(profile, items, components, one, ofCall));
  if (!isMembers(value)) return value;
  const renames = renamesIn(profile, shape, ofCall);
  const levels = [...renames].filter(([field]) => field.includes('.'));
  let theirs: Members = {};
  for (const [field, member] of Object.entries(value)) {
    const inner = toTheirs(profile, shape.properties?.[field] ?? {}, components, member);
    const kept = levels.reduce<unknown>((rest, [path]) => {
      const [holder, ...below] = path.split('.');
      return holder === field && isMembers(rest) ? without(rest, below) : rest;
    }, inner);
    const isEmptied = isMembers(kept) && Object.keys(kept).length === 0 && isMembers(inner) && Object.keys(inner).length > 0;
    if (!isEmptied)
      theirs = withMember(theirs, (renames.get(field) ?? field).split('.'), valueToTheirs(kept, valuesIn(profile, shape, field)));
  }
  for (const [field, name] of levels) {
    const member = memberAt(value, field.split('.'));
    if (member !== undefined) theirs = withMember(theirs, name.split('.'), member);
  }
  return theirs;
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((holder, part) => {
    const name = part.replace(/\[\]$/, '');
    const member = isMembers(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
    return part === name ? member : Array.isArray(member) ? member[0] : member;
  }, value);
}

/** A copy without this member; an object that is empty then goes, too. */
function without(members: Members, [part = '', ...rest]: readonly string[]): Members {
  const { [part]: member, ...others } = members;
  if (rest.length === 0 || member === undefined) return others;
  if (!isMembers(member)) return members;
  const inner = without(member, rest);
  return Object.keys(inner).length === 0 ? others : { ...others, [part]: inner };
}

/** A copy with this member; `x[]` puts it into a list, what comes before a dot is an object around it. */
function withMember(members: Members, [part = '', ...rest]: readonly string[], value: unknown): Members {
  const name = part.replace(/\[\]$/, '');
  const there = members[name];
  const holder = part === name ? there : Array.isArray(there) ? there[0] : undefined;
  const inner = rest.length === 0 ? value : withMember(isMembers(holder) ? holder : {}, rest, value);
  return { ...members, [name]: part === name ? inner : [inner] };
}

function valueToOurs(value: unknown, values: ValuePairs | undefined): unknown {
  if (values === undefined) return value;
  if (Array.isArray(value)) return value.map((one) => valueToOurs(one, values));
  if (typeof value === 'object') return value;
  const pair = values.find(([theirs]) => String(theirs) === String(value));
  return pair === undefined ? value : pair[1];
}

export function valueToTheirs(value: unknown, values: ValuePairs | undefined): unknown {
  if (values === undefined) return value;
  if (Array.isArray(value)) return value.map((one) => valueToTheirs(one, values));
  const pair = values.find(([, ours]) => ours === value);
  return pair === undefined ? value : pair[0];
}
