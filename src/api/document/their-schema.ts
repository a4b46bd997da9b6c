/** Anything in a foreign document: nothing is known of it before it is looked at. */
export type Foreign = Readonly<Record<string, unknown>>;

export function isForeign(value: unknown): value is Foreign {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The document leads nowhere at a place that is needed: it is not whole. */
export class BrokenDocument extends Error {}

/** A schema as a comparison wants it: references followed, `allOf` and its like put together. Members are looked at when asked for. */
export type TheirSchema = {
  /** Undefined: anything. */
  types?: ReadonlySet<string>;
  /** Undefined: any value. */
  values?: ReadonlySet<unknown>;
  members: ReadonlyMap<string, () => TheirSchema>;
  required: ReadonlySet<string>;
  items?: () => TheirSchema;
  /** It takes members that it does not name. */
  open: boolean;
  /** Of a member of a shape that is used both ways: it comes and is never taken, or the other way round. */
  only?: 'answer' | 'body' | undefined;
};

/** Shapes that contain each other lead to the same member by many ways: it is put together once. */
function once(make: () => TheirSchema): () => TheirSchema {
  let made: TheirSchema | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const nothing: TheirSchema = { members: new Map(), required: new Set(), open: false };

/** Reads schemas of one document. A schema may contain itself: what is being read already adds nothing. */
export function schemaReader(document: Foreign): { read(schema: unknown): TheirSchema; follow(node: unknown): unknown } {
  const known = new WeakMap<object, TheirSchema>();

  const follow = (node: unknown): unknown => {
    let current = node;
    for (let steps = 0; isForeign(current) && typeof current.$ref === 'string'; steps += 1) {
      if (!isPlaceWithin(current.$ref)) return undefined;
      if (steps > 50) throw new BrokenDocument(`The reference ${current.$ref} leads in a circle.`);
      current = target(document, current.$ref);
    }
    return current;
  };

  const read = (schema: unknown): TheirSchema => {
    if (!isForeign(schema)) return nothing;
    const there = known.get(schema);
    if (there !== undefined) return there;
    known.set(schema, nothing);
    const view = withReference(schema);
    known.set(schema, view);
    return view;
  };

  const withReference = (schema: Foreign): TheirSchema => {
    if (typeof schema.$ref !== 'string') return composed(schema);
    const { $ref, ...beside } = schema;
    if (!isPlaceWithin($ref)) return { ...nothing };
    const meant = read(target(document, $ref));
    return Object.keys(beside).some((key) => key !== 'description') ? all([meant, composed(beside)]) : meant;
  };

  const composed = (schema: Foreign): TheirSchema => {
    const parts = [own(schema), ...listIn(schema.allOf).map(read)];
    for (const choice of [schema.oneOf, schema.anyOf]) {
      const options = listIn(choice).map(read);
      if (options.length > 0) parts.push(any(options));
    }
    return all(parts);
  };

  const own = (schema: Foreign): TheirSchema => {
    const members = Object.entries(isForeign(schema.properties) ? schema.properties : {});
    const types = typesOf(schema);
    const values = valuesOf(schema);
    const { additionalProperties, items } = schema;
    return {
      types,
      values,
      members: new Map(members.map(([name, member]) => [name, once(() => read(member))])),
      required: new Set(listIn(schema.required).filter((name) => typeof name === 'string')),
      items: items === undefined ? undefined : () => read(items),
      open: additionalProperties === true || isForeign(additionalProperties),
      only: schema.readOnly === true ? 'answer' : schema.writeOnly === true ? 'body' : undefined,
    };
  };
  return { read, follow };
}

/** What another file says, or a part by its own name (`#customer`), is not known, which is no reason to know nothing of the rest. */
const isPlaceWithin = (reference: string) => /^#(?:\/|$)/.test(reference);

function target(document: Foreign, reference: string): unknown {
  const found = reference
    .slice(1)
    .split('/')
    .filter((part) => part !== '')
    .map((part) => unescaped(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, part) => (isForeign(node) || Array.isArray(node) ? memberOf(node, part) : undefined), document);
  if (found === undefined || found === null)
    throw new BrokenDocument(`It refers to ${short(reference)}, which is not in it: it is not whole.`);
  return found;
}

/** Of its own: `constructor` is no part of a document. */
function memberOf(node: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(node, name)?.value;
}

const short = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text).replace(/[^\x20-\x7e…]/g, '?');

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** `null` is no type of its own here: both ways of saying that something may be missing mean the same. */
function typesOf(schema: Foreign): ReadonlySet<string> | undefined {
  const named = [schema.type].flat().filter((type) => typeof type === 'string');
  if (named.length > 0) return new Set(named.filter((type) => type !== 'null'));
  if (isForeign(schema.properties)) return new Set(['object']);
  if (schema.items !== undefined) return new Set(['array']);
  const values = valuesOf(schema);
  return values === undefined
    ? undefined
    : new Set([...values].map((value) => (typeof value === 'number' ? 'number' : typeof value)));
}

function valuesOf(schema: Foreign): ReadonlySet<unknown> | undefined {
  if (Array.isArray(schema.enum)) return new Set(schema.enum.filter((value) => value !== null));
  return schema.const === undefined || schema.const === null ? undefined : new Set([schema.const]);
}

function all(parts: readonly TheirSchema[]): TheirSchema {
  const [first = nothing, ...rest] = parts.filter((part) => part !== nothing);
  return rest.reduce((one, other) => both(one, other), first);
}

function both(one: TheirSchema, other: TheirSchema): TheirSchema {
  const types = common(one.types, other.types);
  const values = common(one.values, other.values);
  const members = new Map(one.members);
  for (const [name, member] of other.members) {
    const there = members.get(name);
    members.set(name, there === undefined ? member : once(() => both(there(), member())));
  }
  const items = one.items ?? other.items;
  return {
    types,
    values,
    members,
    required: new Set([...one.required, ...other.required]),
    items,
    open: one.open || other.open,
    only: one.only ?? other.only,
  };
}

/** What both allow; if that is nothing, they were written without care, and each may be meant. */
function common<T>(one: ReadonlySet<T> | undefined, other: ReadonlySet<T> | undefined): ReadonlySet<T> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const shared = [...one].filter((value) => other.has(value));
  return new Set(shared.length === 0 ? [...one, ...other] : shared);
}

function any(options: readonly TheirSchema[]): TheirSchema {
  const real = options.filter((option) => option.types?.size !== 0);
  const [first] = real;
  if (first === undefined || real.length === 1) return first ?? nothing;
  const members = new Map<string, () => TheirSchema>();
  for (const name of new Set(real.flatMap((option) => [...option.members.keys()]))) {
    const found = real.flatMap((option) => option.members.get(name) ?? []);
    members.set(
      name,
      once(() => any(found.map((member) => member()))),
    );
  }
  const types = union(real.map((option) => option.types));
  const values = union(real.map((option) => option.values));
  const items = real.flatMap((option) => option.items ?? []);
  return {
    types,
    values,
    members,
    required: new Set([...first.required].filter((name) => real.every((option) => option.required.has(name)))),
    items: items.length === 0 ? undefined : once(() => any(items.map((item) => item()))),
    open: real.some((option) => option.open),
    only: real.every((option) => option.only === first.only) ? first.only : undefined,
  };
}

function union<T>(sets: readonly (ReadonlySet<T> | undefined)[]): ReadonlySet<T> | undefined {
  const known = sets.flatMap((set) => (set === undefined ? [] : [set]));
  return known.length < sets.length ? undefined : new Set(known.flatMap((set) => [...set]));
}

/** Names of members, and of what lies one level below. */
export function namesIn(schema: TheirSchema): string[] {
  return [...schema.members].flatMap(([name, member]) => [
    name,
    ...[...member().members.keys()].map((inner) => `${name}.${inner}`),
  ]);
}
