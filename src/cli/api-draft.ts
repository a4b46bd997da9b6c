import type { DescribedCall } from '../api/document/calls.ts';
import type { ComparedCall } from '../api/document/compare.ts';
import { ownShape } from '../api/document/compare-sent.ts';
import type { DocumentDifference } from '../api/document/difference.ts';
import { likeness, nearest } from '../api/document/nearest.ts';
import type { OurSchema } from '../api/document/schema.ts';
import { offable } from '../api/profile/offable.ts';
import { countsAsFine } from '../states/fine-fields.ts';

/** A line of a profile, or where names alone cannot decide, a remark in its place; `list` is a field that is one value here and a list there. */
export type DraftEntry = { path: readonly string[]; value?: string; reason: string; list?: string };

/** The name that is plainly meant: much like ours, and no other nearly as much. */
function plainly(ours: string, candidates: readonly string[]): string | undefined {
  const [first, second] = nearest(ours, candidates);
  if (first === undefined || first.likeness < 0.65) return undefined;
  return second !== undefined && first.likeness - second.likeness < 0.15 ? undefined : first.name;
}

/** What the differences of a comparison come to in a profile. */
export function draftEntries(compared: readonly ComparedCall[], calls: readonly DescribedCall[]): DraftEntry[] {
  const entries = compared.flatMap((result) => {
    const call = calls.find(({ name }) => name === result.name);
    return call === undefined ? [] : result.differences.flatMap((difference) => entryFor(result, call, difference));
  });
  return distinct(ofObjects(entries, compared, calls));
}

function entryFor(result: ComparedCall, call: DescribedCall, difference: DocumentDifference): DraftEntry | DraftEntry[] {
  const { at, kind, ours, theirs, nearest: candidates } = difference;
  const remark = (reason: string, path: readonly string[] = []): DraftEntry => ({
    path: ['calls', call.name, ...path],
    reason: `${at}: ${reason}`,
  });
  switch (kind) {
    case 'not there':
      return placeEntry(result, call, difference);
    case 'envelope': {
      const [only] = candidates;
      if (at === 'answer' && candidates.length === 1 && only !== undefined)
        return { path: ['calls', call.name, 'items'], value: only, reason: 'the only list in the answer' };
      return remark(`the list is in an envelope; candidates: ${candidates.join(', ') || 'none'}`);
    }
    case 'not known':
    case 'missing': {
      const [part = '', ...fields] = at.split('.');
      const field = fields.join('.');
      const found = plainly(fields.at(-1) ?? '', candidates);
      if (field !== '' && found !== undefined)
        return {
          path: ['calls', call.name, part, field],
          value: within(fields, found),
          reason: `the only name there that is much like ${fields.at(-1)}`,
        };
      return remark(
        candidates.length === 0 ? `${ours} is not there, and nothing has a name like it` : `candidates: ${candidates.join(', ')}`,
      );
    }
    case 'values':
      return valuesEntry(call, difference, remark);
    case 'required':
      return remark(`${theirs} is required there, and a profile cannot send what the app does not have`);
    case 'type':
    case 'not described':
      if (kind === 'type' && theirs === 'array' && ours !== 'array')
        return { ...remark(`${ours} here, ${theirs} there`), list: at.split('.').at(-1) ?? '' };
      return remark(kind === 'type' ? `${ours} here, ${theirs} there` : 'nothing there says what it is');
  }
}

/** A nested field stays in its object there. */
const within = (fields: readonly string[], found: string) => [...fields.slice(0, -1), found].join('.');

function placeEntry(
  result: ComparedCall,
  call: DescribedCall,
  { at, ours, nearest: candidates }: DocumentDifference,
): DraftEntry[] {
  const path = ['calls', call.name];
  const [only] = candidates;
  if (at === 'method' && candidates.length === 1 && only !== undefined)
    return [
      {
        path: [...path, 'method'],
        value: only,
        reason: `instead of ${ours}: the only method of this path that no other call uses`,
      },
    ];
  const plain = (template: string) => template.replace(/\{\w+\}/g, '{}');
  const ranked = result.nearest
    .map((near) => ({ method: near.split(' ')[0] ?? '', path: near.slice(near.indexOf(' ') + 1) }))
    .map((near) => ({
      ...near,
      alike: likeness(plain(near.path), plain(result.path)) + (near.method === result.method ? 0.1 : 0),
    }))
    .sort((a, b) => b.alike - a.alike);
  const [first, second] = ranked;
  if (first !== undefined && first.alike > 0.75 && (second === undefined || first.alike - second.alike > 0.05)) {
    const reason = `instead of ${result.method} ${result.path}: the likest call there that no other call of ours uses`;
    return [
      { path: [...path, 'path'], value: withOurParameters(result.path, first.path), reason },
      ...(first.method === result.method ? [] : [{ path: [...path, 'method'], value: first.method, reason }]),
    ];
  }
  const users = Object.keys(offable).filter((name) => offable[name]?.includes(call.name));
  const more = ranked.length === 0 ? 'nothing there is like it' : `candidates: ${result.nearest.join(', ')}`;
  return [{ path, reason: `${at}: ${ours} is not there; ${more}. If this tenant does not have it, off: [${users.join(', ')}]` }];
}

/** In the order in which they come, which is all that can be known. */
function withOurParameters(ours: string, theirs: string): string {
  const names = [...ours.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const fits = [...theirs.matchAll(/\{\w+\}/g)].length === names.length;
  return fits ? `/${theirs.replace(/^\//, '').replace(/\{\w+\}/g, () => `{${names.shift()}}`)}` : theirs;
}

function valuesEntry(
  call: DescribedCall,
  { at, ours, theirs }: DocumentDifference,
  remark: (reason: string) => DraftEntry,
): DraftEntry {
  const holder = holderOf(call, at);
  const field = at.split('.').at(-1) ?? '';
  const plain = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '');
  const known = (ours ?? '').split(', ');
  const strangers = (theirs ?? '').split(', ');
  if (holder === undefined || !at.startsWith('answer')) return remark(`values differ: ${ours} here, ${theirs} there`);
  const name = `${holder.objects[0]}.${field}`;
  const [word = ''] = strangers;
  const same = strangers.length === 1 ? known.find((one) => plain(one) === plain(word)) : undefined;
  if (same !== undefined && !countsAsFine(name, same))
    return { path: ['values', name, word], value: same, reason: 'the same word in another spelling' };
  return {
    path: ['values', name],
    reason: `${theirs} is not known here; candidates: ${known.join(', ')}. What counts as fine is for a person to decide`,
  };
}

type Holder = { objects: readonly string[]; field: string };

/** Which object the field at this place belongs to; undefined for a shape without a name. */
function holderOf(call: DescribedCall, at: string): Holder | undefined {
  const [part, ...fields] = at.split('.');
  const root = part === 'answer' ? call.answer : part === 'body' ? call.body : undefined;
  if (root === undefined || fields.length === 0) return undefined;
  const element = (schema: OurSchema): OurSchema => {
    const shape = ownShape(schema, call.components);
    return shape.items === undefined ? shape : element(shape.items);
  };
  const shape = fields.slice(0, -1).reduce((one, field) => element(one.properties?.[field] ?? {}), element(root));
  const objects = shape['x-objects'];
  return objects === undefined ? undefined : { objects, field: fields.at(-1) ?? '' };
}

/** A new name that an object has wherever it is compared is the object's; else it stays with the call. */
function ofObjects(
  entries: readonly DraftEntry[],
  compared: readonly ComparedCall[],
  calls: readonly DescribedCall[],
): DraftEntry[] {
  return entries.map((entry) => {
    const [section, name = '', part = '', field = ''] = entry.path;
    const call = calls.find((one) => one.name === name);
    if (section !== 'calls' || entry.value === undefined || call === undefined || !['answer', 'body'].includes(part))
      return entry;
    const holder = holderOf(call, `${part}.${field}`);
    if (holder === undefined) return entry;
    const value = entry.value
      .split('.')
      .slice(field.split('.').length - 1)
      .join('.');
    const [object = ''] = holder.objects;
    if (!everywhere(object, holder.field, value, entries, compared, calls)) return entry;
    return { path: ['objects', object, holder.field], value, reason: entry.reason };
  });
}

function everywhere(
  object: string,
  field: string,
  value: string,
  entries: readonly DraftEntry[],
  compared: readonly ComparedCall[],
  calls: readonly DescribedCall[],
): boolean {
  const found = compared.filter((one) => one.found);
  return found.every(({ name }) => {
    const call = calls.find((one) => one.name === name);
    return (
      call === undefined ||
      placesOf(call, object, field).every((at) => {
        const [part = '', ...fields] = at.split('.');
        const entry = entries.find(({ path }) => path[1] === name && path[2] === part && path[3] === fields.join('.'));
        return entry?.value === within(fields, value);
      })
    );
  });
}

/** Where in a call this field of an object is. */
function placesOf(call: DescribedCall, object: string, field: string): string[] {
  const inside = (schema: OurSchema | undefined, at: string): string[] => {
    if (schema === undefined) return [];
    const shape = ownShape(schema, call.components);
    if (shape.items !== undefined) return inside(shape.items, at);
    const here =
      shape['x-objects']?.includes(object) === true && shape.properties?.[field] !== undefined ? [`${at}.${field}`] : [];
    return [...here, ...Object.entries(shape.properties ?? {}).flatMap(([name, member]) => inside(member, `${at}.${name}`))];
  };
  return [...inside(call.answer, 'answer'), ...inside(call.body, 'body')];
}

function distinct(entries: readonly DraftEntry[]): DraftEntry[] {
  const key = ({ path, value, reason }: DraftEntry) => JSON.stringify(value === undefined ? [path, reason] : path);
  return [...new Map(entries.map((entry) => [key(entry), entry])).values()];
}
