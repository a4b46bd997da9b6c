import type { CallChange, ValuePairs } from '../profile/profile.ts';
import { type Names, ownShape, typesIn, withoutThose } from './compare-sent.ts';
import { type DocumentDifference, difference } from './difference.ts';
import { candidatesFor } from './nearest.ts';
import type { OurSchema } from './schema.ts';
import { namesIn, type TheirSchema } from './their-schema.ts';

/** What we read of an answer, held against what comes. */
export function compareAnswer(ours: OurSchema, theirs: TheirSchema, names: Names, change: CallChange): DocumentDifference[] {
  if (change.items === undefined) return compared(ours, theirs, names, 'answer', change.answer);
  const list = memberAt(theirs, change.items);
  if (list === undefined) return [difference('answer', 'envelope', change.items, null, listsIn(theirs))];
  return compared(ours, list, names, 'answer', change.answer);
}

function compared(
  schema: OurSchema,
  theirs: TheirSchema,
  names: Names,
  at: string,
  ofCall: Readonly<Record<string, string>> = {},
  mapped?: ValuePairs,
): DocumentDifference[] {
  const shape = ownShape(schema, names.components);
  const types = typesIn(shape);
  if (types.length === 1 && types[0] === 'array') return comparedList(shape, theirs, names, at, ofCall, mapped);
  const strangers = [...(theirs.types ?? [])].filter((type) => !reads(types, type) && mapped === undefined);
  if (strangers.length > 0) return [difference(at, 'type', types.join(' or '), [...(theirs.types ?? [])].join(' or '))];
  if (shape.properties !== undefined) return comparedObject(shape, theirs, names, at, ofCall);
  const known = new Set([...(shape.enum ?? []), ...(mapped ?? []).map(([theirs]) => theirs)].map(String));
  const unknown = shape.enum === undefined ? [] : [...(theirs.values ?? [])].map(String).filter((value) => !known.has(value));
  return unknown.length === 0 ? [] : [difference(at, 'values', [...known].join(', '), unknown.join(', '))];
}

/** A list of ours in an object of theirs is in an envelope; what is in it is compared all the same. */
function comparedList(
  shape: OurSchema,
  theirs: TheirSchema,
  names: Names,
  at: string,
  ofCall: Readonly<Record<string, string>>,
  mapped?: ValuePairs,
): DocumentDifference[] {
  const compareItems = (list: TheirSchema) =>
    shape.items === undefined || list.items === undefined
      ? [difference(at, 'not described', 'a list', null)]
      : compared(shape.items, list.items(), names, at, ofCall, mapped);
  if (theirs.types?.has('array') ?? theirs.items !== undefined) return compareItems(theirs);
  const [inside, ...others] = listsIn(theirs).filter((name) =>
    couldBe(ownShape(shape.items ?? {}, names.components), memberAt(theirs, name), theirs),
  );
  if (inside !== undefined) {
    const envelope = difference(at, 'envelope', 'a list', `an object with the list in ${inside}`, [inside, ...others]);
    const list = memberAt(theirs, inside);
    return [envelope, ...(others.length > 0 || list === undefined ? [] : compareItems(list))];
  }
  if (theirs.types === undefined) return [difference(at, 'not described', 'a list', null)];
  return [difference(at, 'type', 'array', [...theirs.types].join(' or '))];
}

function comparedObject(
  shape: OurSchema,
  theirs: TheirSchema,
  names: Names,
  at: string,
  ofCall: Readonly<Record<string, string>>,
): DocumentDifference[] {
  const fields = Object.entries(shape.properties ?? {});
  if (fields.length === 0) return [];
  if (theirs.members.size === 0) return [difference(at, 'not described', 'an object', null)];
  const renames = names.renames(shape, ofCall);
  const coming = withoutThose(theirs, 'body');
  const used = new Set(fields.map(([field]) => renames.get(field) ?? field));
  const free = namesIn(coming).filter((name) => !used.has(name));
  return fields.flatMap(([field, member]) => {
    const place = `${at}.${field}`;
    const name = renames.get(field) ?? field;
    const view = memberAt(coming, name);
    if (view === undefined) return [difference(place, 'missing', name, null, candidatesFor(field, free))];
    return compared(member, view, names, place, {}, names.values(shape, field));
  });
}

/** The member at `a.b`; of `x[]` the element. */
export function memberAt(schema: TheirSchema, path: string): TheirSchema | undefined {
  return path.split('.').reduce<TheirSchema | undefined>((view, part) => {
    const member = view?.members.get(part.replace(/\[\]$/, ''))?.();
    return part.endsWith('[]') ? member?.items?.() : member;
  }, schema);
}

function listsIn(schema: TheirSchema): string[] {
  const lists = namesIn(schema).filter((name) => memberAt(schema, name)?.types?.has('array') === true);
  const direct = lists.filter((name) => !name.includes('.'));
  return direct.length > 0 ? direct : lists;
}

function reads(ours: readonly string[], theirs: string): boolean {
  if (ours.length === 0 || ours.includes(theirs)) return true;
  return (theirs === 'integer' && ours.includes('number')) || (theirs === 'number' && ours.includes('integer'));
}

/** Whether a list in an object of theirs could be ours: its elements have more of our fields than the object itself, or nobody describes them. */
function couldBe(ours: OurSchema, list: TheirSchema | undefined, around: TheirSchema): boolean {
  const theirs = list?.items?.();
  const fields = Object.keys(ours.properties ?? {});
  if (theirs === undefined || fields.length === 0) return true;
  if (theirs.members.size === 0) return theirs.types === undefined || theirs.types.has('object');
  const shared = (view: TheirSchema) => fields.filter((field) => view.members.has(field)).length;
  return shared(theirs) > shared(around);
}
