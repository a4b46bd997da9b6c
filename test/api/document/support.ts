import { checkDocument } from '../../../src/api/document/check.ts';
import { printDocument } from '../../../src/api/document/print.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document that tests take apart in every way has no type
export type Loose = any;

const printed = JSON.stringify(printDocument('1.0.0'));

/** The printed document as somebody else's: free to be changed. */
export function fresh(): Loose {
  return JSON.parse(printed);
}

export type Place = { path: string; method: string; operation: Loose };

export function placesOf(document: Loose): Place[] {
  return Object.entries<Loose>(document.paths).flatMap(([path, item]) =>
    Object.entries<Loose>(item).map(([method, operation]) => ({ path, method, operation })),
  );
}

export function placeOf(document: Loose, name: string): Place {
  const place = placesOf(document).find(({ operation }) => operation.operationId === name);
  if (place === undefined) throw new Error(`${name} is not printed`);
  return place;
}

/** This operation with every shape written out where it is, so that a change hits it alone. */
export function inlined(document: Loose, name: string): Place {
  const place = placeOf(document, name);
  const inline = (node: Loose): Loose => {
    if (Array.isArray(node)) return node.map(inline);
    if (typeof node !== 'object' || node === null) return node;
    if (typeof node.$ref === 'string') return inline(document.components.schemas[node.$ref.split('/').at(-1)]);
    return Object.fromEntries(Object.entries(node).map(([key, member]) => [key, inline(member)]));
  };
  const operation = inline(place.operation);
  document.paths[place.path][place.method] = operation;
  return { ...place, operation };
}

/** `at` and kind of all differences, by call. */
export function differencesIn(document: Loose): Record<string, string[]> {
  const checked = checkDocument(document, undefined);
  if (!checked.ok) throw new Error(checked.problem);
  const differing = checked.calls.filter(({ differences }) => differences.length > 0);
  return Object.fromEntries(
    differing.map(({ name, differences }) => [name, differences.map(({ at, kind }) => `${at}: ${kind}`)]),
  );
}

export const answerOf = (operation: Loose): Loose => operation.responses['200']?.content?.['application/json']?.schema;
export const bodyOf = (operation: Loose): Loose => operation.requestBody?.content['application/json'].schema;
/** Of a list one element. */
export const oneOf = (schema: Loose): Loose => (schema?.type === 'array' ? schema.items : schema);
