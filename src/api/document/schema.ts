import { z } from 'zod';
import { borrowedValues, shapeNames } from './objects.ts';

/** As much of JSON Schema as our own shapes need. */
export type OurSchema = {
  $ref?: string;
  type?: string | string[];
  enum?: readonly unknown[];
  default?: unknown;
  properties?: Record<string, OurSchema>;
  required?: string[];
  items?: OurSchema;
  /** The objects of which this is a form, as a profile names them. */
  'x-objects'?: readonly string[];
  /** Its values are those of this field of an object, which a profile may map. */
  'x-values'?: string;
};

export type Components = Record<string, OurSchema>;

const registry = z.registry<{ id: string }>();
for (const [shape, { id }] of shapeNames) registry.add(shape, { id });

const prefix = '#/components/schemas/';

/** A shape as OpenAPI 3.1 has it; shapes with a name are references, and are put into `components`. */
export function schemaOf(shape: z.ZodType, components: Components): OurSchema {
  const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: shape }), {
    metadata: registry,
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const known = z.globalRegistry.get(zodSchema)?.knownValues;
      if (Array.isArray(known)) jsonSchema.enum = [...known];
    },
  });
  for (const [id, definition] of Object.entries($defs)) {
    components[id] ??= withBorrowedValues(id, { ...tidy(definition), ...objectsOf(id) });
  }
  return tidy(properties?.it ?? {});
}

/** Marks fields whose values are another shape's, so that a profile that maps those maps these. `holder` is a shape's name or a call's. */
export function withBorrowedValues(holder: string, schema: OurSchema): OurSchema {
  const members = Object.entries(schema.properties ?? {}).map(([field, member]) => {
    const lender = borrowedValues[`${holder}.${field}`];
    return [field, lender === undefined ? member : { ...member, 'x-values': lender }] as const;
  });
  return schema.properties === undefined ? schema : { ...schema, properties: Object.fromEntries(members) };
}

function objectsOf(id: string): Pick<OurSchema, 'x-objects'> {
  const objects = [...shapeNames.values()].find((name) => name.id === id)?.objects;
  return objects === undefined ? {} : { 'x-objects': objects };
}

/** The parts that say something to the person who compares; numbers as texts and other patience are one list of types. */
function tidy(node: z.core.JSONSchema._JSONSchema): OurSchema {
  if (typeof node === 'boolean') return {};
  if (node.$ref !== undefined) return { $ref: node.$ref.replace('#/$defs/', prefix) };
  const [nullable, ...others] = (node.anyOf ?? []).filter((one) => typeof one === 'boolean' || one.type !== 'null');
  if (nullable !== undefined && others.length === 0 && (node.anyOf ?? []).length === 2) {
    const shape = tidy(nullable);
    return shape.type === undefined ? shape : { ...shape, type: [shape.type, 'null'].flat() };
  }
  const types = [node.type, ...(node.anyOf ?? []).map((one) => tidy(one).type)].flat().filter((type) => type !== undefined);
  const distinct = [...new Set(types)];
  const lists = [node, ...(node.anyOf ?? [])].find((one) => typeof one === 'object' && one.items !== undefined);
  const items = typeof lists === 'object' ? lists.items : undefined;
  const properties = Object.entries(node.properties ?? {}).map(([name, member]) => [name, tidy(member)] as const);
  return {
    type: distinct.length === 0 ? undefined : distinct.length === 1 ? distinct[0] : distinct,
    enum: node.enum,
    default: node.default,
    properties: node.properties === undefined ? undefined : Object.fromEntries(properties),
    required: node.required === undefined || node.required.length === 0 ? undefined : node.required,
    items: items === undefined || Array.isArray(items) ? undefined : tidy(items),
  };
}
