import { type Profile, renamesIn } from '../profile/profile.ts';
import type { DescribedCall } from './calls.ts';
import { ownShape, typesIn } from './compare-sent.ts';
import { type DocumentDifference, difference } from './difference.ts';
import { nearest } from './nearest.ts';
import type { OurSchema } from './schema.ts';
import { isForeign } from './their-schema.ts';

/** What came of an answer, held against what is read of it. `neverCame`: fields that may just have been empty this time. */
export type Came = { differences: DocumentDifference[]; neverCame: string[]; elements: number };

/**
 * Compares an answer with its shape and says nothing of what is in it: names of fields and types, and of a closed list a word that is not
 * known, when it is written as one.
 */
export function compareCame(call: DescribedCall, answer: unknown, profile: Profile): Came {
  const notes: Came = { differences: [], neverCame: [], elements: 0 };
  if (call.answer === undefined) return notes;
  if (Array.isArray(answer)) notes.elements = answer.length;
  look(call.answer, [answer], 'answer', { call, profile, notes });
  return notes;
}

type Work = { call: DescribedCall; profile: Profile; notes: Came };

/** A name is like ours from here on: more is asked about than in a document, which says what there is. */
const alike = 0.3;

/** All that came at this place, which for a list is many. */
function look(schema: OurSchema, came: readonly unknown[], at: string, work: Work): void {
  const { call, notes } = work;
  const shape = ownShape(schema, call.components);
  const types = typesIn(shape);
  const values = came.filter((value) => value !== undefined && value !== null);
  const strangers = new Set(
    values
      .map(typeOf)
      .filter((type) => types.length > 0 && !types.includes(type) && !(type === 'integer' && types.includes('number'))),
  );
  if (shape.items !== undefined && types[0] === 'array' && strangers.has('object')) {
    const lists = [...new Set(values.flatMap((value) => (isForeign(value) ? listsIn(value) : [])))];
    notes.differences.push(difference(at, 'envelope', 'a list', 'an object', lists));
    return;
  }
  if (strangers.size > 0) {
    notes.differences.push(difference(at, 'type', types.join(' or '), [...strangers].join(' or ')));
    return;
  }
  if (shape.items !== undefined) {
    const elements = values.filter(Array.isArray).flat();
    if (elements.length > 0) look(shape.items, elements, at, work);
    return;
  }
  if (shape.enum !== undefined) lookAtWords(shape.enum, values, at, notes);
  if (shape.properties !== undefined) lookAtFields(shape, values.filter(isForeign), at, work);
}

function lookAtWords(known: readonly unknown[], values: readonly unknown[], at: string, notes: Came): void {
  const strangers = [...new Set(values.filter((value) => !known.includes(value)).map(wordOrLength))];
  if (strangers.length > 0) notes.differences.push(difference(at, 'values', known.join(', '), strangers.join(', ')));
}

function lookAtFields(shape: OurSchema, objects: readonly Readonly<Record<string, unknown>>[], at: string, work: Work): void {
  if (objects.length === 0) return;
  const { call, profile, notes } = work;
  const ofCall = at === 'answer' ? profile.calls[call.name]?.answer : {};
  const used = [...renamesIn(profile, shape, ofCall).values()].flatMap((name) => [
    name.replaceAll('[]', ''),
    name.split(/[.[]/)[0] ?? '',
  ]);
  const known = new Set([...Object.keys(shape.properties ?? {}), ...used]);
  const free = [...new Set(objects.flatMap(namesIn))].filter((name) => !known.has(name));
  for (const [field, member] of Object.entries(shape.properties ?? {})) {
    const values = objects.map((object) => object[field]).filter((value) => value !== undefined);
    const place = `${at}.${field}`;
    const near = values.length > 0 ? [] : nearest(field, free, alike).map(({ name }) => name);
    if (values.length > 0) look(member, values, place, work);
    else if (near.length > 0 || shape.required?.includes(field) === true)
      notes.differences.push(difference(place, 'missing', field, null, near));
    else notes.neverCame.push(place);
  }
}

/** Names of members, and of what lies one level below, as they may be shown. */
function namesIn(object: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(object).flatMap(([key, member]) => {
    const name = nameOrStar(key);
    return [name, ...(isForeign(member) ? Object.keys(member).map((inner) => `${name}.${nameOrStar(inner)}`) : [])];
  });
}

const listsIn = (object: Readonly<Record<string, unknown>>) =>
  Object.entries(object)
    .filter(([, member]) => Array.isArray(member))
    .map(([name]) => nameOrStar(name));

/** A key can be somebody's address or name: what is no identifier is not shown. */
function nameOrStar(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]{0,39}$/.test(name) ? name : '*';
}

function wordOrLength(value: unknown): string {
  if (typeof value !== 'string') return `a ${typeof value}`;
  return /^[A-Z]+(_[A-Z0-9]+)*$/.test(value) && value.length <= 40 ? value : `a text of ${value.length} letters`;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
