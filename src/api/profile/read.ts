import { type Document, isMap, isScalar } from 'yaml';
import { z } from 'zod';
import { readYaml } from '../../lib/yaml-file.ts';
import { type Problem, problemsOf } from '../../lib/yaml-problems.ts';
import { alsoOf } from '../document/calls.ts';
import { checkProfile } from './check.ts';
import type { Profile } from './profile.ts';

/** The call's or field's name there; letters, digits and signs as names have them, `[]` for a list, a dot for one level down. */
const theirName = z
  .string()
  .regex(/^[\w$@-]+(\[\])?(\.[\w$@-]+(\[\])?)*$/, 'Write a field’s name, such as note, address.city or ids[].');
const renames = z.record(z.string(), theirName);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const ProfileFile = z.strictObject(
  {
    version: z.literal(1, 'Write 1: this is the only version that there is.'),
    calls: z
      .record(
        z.string(),
        z.strictObject(
          {
            method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], 'Write GET, POST, PUT, PATCH or DELETE.').optional(),
            path: z.string().optional(),
            query: renames.optional(),
            body: renames.optional(),
            answer: renames.optional(),
            items: theirName.optional(),
          },
          'method path query body answer items',
        ),
      )
      .default({}),
    objects: z.record(z.string(), renames).default({}),
    values: z.record(z.string(), z.record(z.string(), scalar)).default({}),
    off: z.array(z.string()).default([]),
  },
  'version calls objects values off',
);

export type ReadProfile = { ok: true; profile: Profile } | { ok: false; problems: Problem[] };

/** A profile out of the text of its file, or everything that is wrong with it, in the order of the file. */
export function readProfile(text: string, upstream: 'operations' | 'smartmove' | 'any' = 'any'): ReadProfile {
  const read = readYaml(text);
  if (!read.ok) return read;
  const { value, locate, document } = read;
  if (value === null)
    return { ok: false, problems: [{ line: 1, column: 1, path: '', say: 'The file is empty. Begin it with version: 1.' }] };
  const shaped = ProfileFile.safeParse(value, { reportInput: true });
  if (!shaped.success) return { ok: false, problems: inOrder(problemsOf(shaped.error.issues, locate)) };
  const { version: _, ...written } = shaped.data;
  const profile: Profile = { ...written, plain: plainIn(document) };
  const problems = checkProfile(profile, locate, upstream);
  return problems.length > 0 ? { ok: false, problems: inOrder(problems) } : { ok: true, profile: withAlso(withBraces(profile)) };
}

/** Parameters of paths as `{name}`, whichever way they were written. */
function withBraces(profile: Profile): Profile {
  const calls = Object.entries(profile.calls).map(([name, change]) => [
    name,
    change.path === undefined
      ? change
      : { ...change, path: `/${change.path.replace(/^\//, '')}`.replace(/(?<=\/):(\w+)/g, '{$1}') },
  ]);
  return { ...profile, calls: Object.fromEntries(calls) };
}

/** Values of theirs that are written as numbers, or as true and false. */
function plainIn(document: Document.Parsed): Profile['plain'] {
  const values = document.get('values');
  if (!isMap(values)) return undefined;
  const found = values.items.flatMap(({ key: field, value: pairs }) => {
    const plain = isMap(pairs) ? pairs.items.flatMap(({ key }) => (isPlain(key) ? [[String(key.value), key.value]] : [])) : [];
    return plain.length === 0 ? [] : [[isScalar(field) ? String(field.value) : '', Object.fromEntries(plain)]];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function isPlain(key: unknown): key is { value: number | boolean } {
  return isScalar(key) && (typeof key.value === 'number' || typeof key.value === 'boolean');
}

/**
 * One operation of the printed document can be several of our calls (`x-also`). A profile's line for the operation holds for all of them, unless
 * one has a line of its own: who moves the list of devices moves the proof of a log-out, too.
 */
function withAlso(profile: Profile): Profile {
  const named = Object.entries(profile.calls).flatMap(([name, change]) =>
    alsoOf(name)
      .filter((also) => profile.calls[also] === undefined)
      .map((also) => [also, change] as const),
  );
  return named.length === 0 ? profile : { ...profile, calls: { ...Object.fromEntries(named), ...profile.calls } };
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
}
