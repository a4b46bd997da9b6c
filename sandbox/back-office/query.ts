import { z } from 'zod';

type Kind = 'number' | 'boolean' | 'array' | 'text';

/** How each query parameter of a row is written, found once from its schema: everything in an address is text. */
export function queryKinds(schema: z.ZodObject | undefined): ReadonlyMap<string, Kind> {
  return new Map(Object.entries(schema?.shape ?? {}).map(([name, member]) => [name, kindOf(member)]));
}

function kindOf(schema: unknown): Kind {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return kindOf(schema.unwrap());
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodLiteral) return typeof schema.value === 'boolean' ? 'boolean' : 'text';
  return schema instanceof z.ZodArray ? 'array' : 'text';
}

/**
 * The parameters as the schema wants them. A flag without a value is true; an array is a repeated parameter; what is not a number
 * stays text, so that the schema refuses it.
 */
export function readQuery(search: URLSearchParams, kinds: ReadonlyMap<string, Kind>): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    const [value = ''] = values;
    const kind = kinds.get(name);
    if (kind === 'array') read[name] = values;
    else if (values.length > 1) read[name] = values;
    else if (kind === 'number') read[name] = value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
    else if (kind === 'boolean') read[name] = value === '' || value === 'true' ? true : value === 'false' ? false : value;
    else read[name] = value;
  }
  return read;
}
