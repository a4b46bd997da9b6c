import type { ValuePairs } from '../profile/profile.ts';
import { type DocumentDifference, difference } from './difference.ts';
import { candidatesFor, nearest } from './nearest.ts';
import type { Components, OurSchema } from './schema.ts';
import { namesIn, type TheirSchema } from './their-schema.ts';

/** How a profile, or none, names what is in our shapes. */
export type Names = {
  renames(shape: OurSchema, ofCall?: Readonly<Record<string, string>>): ReadonlyMap<string, string>;
  values(shape: OurSchema, field: string): ValuePairs | undefined;
  components: Components;
};

/** What we send, by the names under which it goes out. `at` says where it comes from, in our names. */
export type SentDocument = {
  at: string;
  types: readonly string[];
  values?: readonly unknown[];
  members: ReadonlyMap<string, SentDocument>;
  items?: SentDocument;
};

export function ownShape(schema: OurSchema, components: Components): OurSchema {
  return schema.$ref === undefined ? schema : (components[schema.$ref.replace('#/components/schemas/', '')] ?? {});
}

export const typesIn = (schema: OurSchema): string[] => [schema.type ?? []].flat();

/** Our shape as it goes out. */
export function sentTree(
  schema: OurSchema,
  names: Names,
  ofCall: Readonly<Record<string, string>>,
  at: string,
  mapped?: ValuePairs,
): SentDocument {
  const shape = ownShape(schema, names.components);
  const known = typesIn(shape).includes('boolean') && mapped !== undefined ? [true, false] : shape.enum;
  const values = shape.default === undefined ? known : [shape.default];
  const renames = names.renames(shape, ofCall);
  let members: ReadonlyMap<string, SentDocument> = new Map();
  for (const [field, member] of Object.entries(shape.properties ?? {})) {
    const sent = sentTree(member, names, {}, `${at}.${field}`, names.values(shape, field));
    members = placed(members, (renames.get(field) ?? field).split('.'), sent);
  }
  return {
    at,
    types: typesFor(shape, values, mapped),
    values: values?.map((value) => theirsFor(value, mapped)),
    members,
    items: shape.items === undefined ? undefined : sentTree(shape.items, names, ofCall, at, mapped),
  };
}

function theirsFor(ours: unknown, mapped: ValuePairs = []): unknown {
  return mapped.find(([, value]) => value === ours)?.[0] ?? ours;
}

/** A value that a profile maps goes out as what it is there: a yes as a word, a word as a number. */
function typesFor(shape: OurSchema, values: readonly unknown[] | undefined, mapped: ValuePairs | undefined): string[] {
  const types = typesIn(shape);
  if (mapped === undefined || values === undefined || types.includes('array')) return types;
  const sent = new Set(values.map((value) => theirsFor(value, mapped)));
  return [...new Set([...sent].map((value) => (Number.isInteger(value) ? 'integer' : typeof value)))];
}

/** With this member put in: `a.b` one level down, `x[]` as the element of a list. */
function placed(
  members: ReadonlyMap<string, SentDocument>,
  [part = '', ...rest]: readonly string[],
  sent: SentDocument,
): ReadonlyMap<string, SentDocument> {
  const name = part.replace(/\[\]$/, '');
  const there = members.get(name);
  const inner: SentDocument =
    rest.length === 0 ? sent : { at: sent.at, types: ['object'], members: placed(there?.members ?? new Map(), rest, sent) };
  const member: SentDocument = part === name ? inner : { at: sent.at, types: ['array'], members: new Map(), items: inner };
  return new Map([...members, [name, member]]);
}

/** What we send, held against what is taken. */
export function compareSent(
  sent: SentDocument,
  theirs: TheirSchema,
  place: 'query' | 'body',
  parents = place as string,
): DocumentDifference[] {
  const wrongType =
    sent.types.length > 0 && theirs.types !== undefined && !sent.types.some((type) => takes(theirs.types, type, place));
  if (wrongType) return [difference(sent.at, 'type', sent.types.join(' or '), [...(theirs.types ?? [])].join(' or '))];
  const { items } = theirs;
  if (sent.items !== undefined && sent.types.length === 1 && items !== undefined)
    return compareSent(sent.items, items(), place, parents);
  const refused = (sent.values ?? []).filter((value) => theirs.values !== undefined && !theirs.values.has(value));
  if (refused.length > 0) {
    const words = (values: Iterable<unknown>) => [...values].map(String).join(', ');
    return [difference(sent.at, 'values', words(refused), words(theirs.values ?? []))];
  }
  if (sent.types[0] !== 'object') return [];
  const taken = withoutThose(theirs, 'answer');
  const silent = place === 'body' && theirs.members.size === 0 && !theirs.open;
  if (silent) return sent.members.size === 0 ? [] : [difference(sent.at, 'not described', 'an object', null)];
  const free = (place === 'body' ? namesIn(taken) : [...taken.members.keys()]).filter((name) => !sent.members.has(name));
  const unknown = [...sent.members]
    .filter(([name]) => !taken.members.has(name) && !taken.open)
    .map(([name, member]) => difference(member.at, 'not known', name, null, candidatesFor(name, free)));
  // What is required there and most like what we send by another name is that other name: one difference and not two.
  const renamed = new Set(unknown.map(({ ours }) => nearest(ours ?? '', free)[0]?.name));
  return [
    ...unknown,
    ...[...sent.members].flatMap(([name, member]) => {
      const view = taken.members.get(name);
      return view === undefined ? [] : compareSent(member, view(), place, `${parents}.${name}`);
    }),
    ...[...taken.required]
      .filter((name) => !sent.members.has(name) && !renamed.has(name))
      .map((name) => difference(`${parents}.${name}`, 'required', null, name)),
  ];
}

/** Without the members that exist in one direction alone. */
export function withoutThose(schema: TheirSchema, only: 'answer' | 'body'): TheirSchema {
  const members = new Map([...schema.members].filter(([, member]) => member().only !== only));
  if (members.size === schema.members.size) return schema;
  const required = new Set([...schema.required].filter((name) => members.has(name) || !schema.members.has(name)));
  return { ...schema, members, required };
}

/** Everything in an address is text, and one value is a list of one. */
function takes(types: ReadonlySet<string> | undefined, ours: string, place: 'query' | 'body'): boolean {
  if (types === undefined || types.has(ours) || (ours === 'integer' && types.has('number'))) return true;
  return place === 'query' && (types.has('string') || (types.has('array') && ours !== 'object'));
}
