import { answerOf, type Loose, placesOf } from './support.ts';

/** Each schema of the document as it is written elsewhere, from the innermost on. */
function everySchema(document: Loose, write: (schema: Loose) => Loose): Loose {
  const walk = (node: Loose, isSchema: boolean): Loose => {
    if (Array.isArray(node)) return node.map((one) => walk(one, isSchema));
    if (typeof node !== 'object' || node === null) return node;
    const inner = Object.fromEntries(
      Object.entries<Loose>(node).map(([key, member]) => {
        if (isSchema && key === 'properties')
          return [key, Object.fromEntries(Object.entries<Loose>(member).map(([name, one]) => [name, walk(one, true)]))];
        if (isSchema) return [key, key === 'items' || key === 'allOf' ? walk(member, true) : member];
        return [key, walk(member, key === 'schema')];
      }),
    );
    return isSchema ? write(inner) : inner;
  };
  const { schemas } = document.components;
  const shapes = Object.fromEntries(Object.entries<Loose>(schemas).map(([name, one]) => [name, walk(one, true)]));
  return { ...document, paths: walk(document.paths, false), components: { ...document.components, schemas: shapes } };
}

function everyAnswer(document: Loose, write: (responses: Loose) => Loose): Loose {
  for (const { operation } of placesOf(document)) {
    if (operation.responses['200'] !== undefined) operation.responses = write(operation.responses);
  }
  return document;
}

/** What means the same, no matter who writes it so. */
export const rewritings: Record<string, (document: Loose) => Loose> = {
  nothing: (document) => document,
  'other names of path parameters': (document) => JSON.parse(JSON.stringify(document).replaceAll(/\{(\w+)\}/g, '{$1Uuid}')),
  'a server with a path': (document) => ({
    ...document,
    servers: [{ url: 'https://{environment}.example.com/v1/{tenant}/back' }],
  }),
  'a prefix in every path': (document) => ({
    ...document,
    paths: Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [`/v1/{tenant}/back${path}`, item])),
  }),
  'no slash in front of some paths': (document) => ({
    ...document,
    paths: Object.fromEntries(
      Object.entries(document.paths).map(([path, item], index) => [index % 2 ? path.slice(1) : path, item]),
    ),
  }),
  'allOf around every shape': (document) => {
    const schemas = Object.entries<Loose>(document.components.schemas).map(([name, { properties, ...rest }]) => {
      const [first, ...others] = Object.entries(properties ?? {});
      const parts = [
        { ...rest, properties: Object.fromEntries(others) },
        { properties: Object.fromEntries(first ? [first] : []) },
      ];
      return [name, properties === undefined ? rest : { allOf: parts }];
    });
    return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } };
  },
  'nullable, as 3.0 has it': (document) => ({
    ...JSON.parse(JSON.stringify(document).replaceAll(/"type":\["integer","string"\]/g, '"nullable":true,"type":"integer"')),
    openapi: '3.0.3',
  }),
  'null as one of the types, as 3.1 has it': (document) =>
    JSON.parse(JSON.stringify(document).replaceAll(/"type":"(string|boolean|number)"/g, '"type":["$1","null"]')),
  'null as another shape, as generators have it': (document) =>
    everySchema(document, (schema) =>
      typeof schema.type === 'string' && schema.type !== 'array' && schema.type !== 'object'
        ? { oneOf: [schema, { type: 'null' }] }
        : schema,
    ),
  'shapes by reference that may be null': (document) =>
    everySchema(document, (schema) => (typeof schema.$ref === 'string' ? { anyOf: [schema, { type: 'null' }] } : schema)),
  'formats and limits': (document) =>
    everySchema(document, (schema) => {
      if (schema.type === 'integer') return { ...schema, format: 'int64', minimum: 0, example: 1 };
      return schema.type === 'string' ? { ...schema, maxLength: 255, description: 'A text.', example: 'text' } : schema;
    }),
  'answers of status 201': (document) => everyAnswer(document, ({ 200: good, ...others }) => ({ ...others, 201: good })),
  'answers of status 2XX, after an error': (document) =>
    everyAnswer(document, ({ 200: good, ...others }) => ({ 400: { description: 'No.' }, ...others, '2XX': good })),
  'answers that have no status but default': (document) => everyAnswer(document, ({ 200: good }) => ({ default: good })),
  'answers, bodies and parameters by reference': (document) => {
    const kept: Loose = { responses: {}, requestBodies: {}, parameters: {} };
    const put = (kind: string, part: Loose) => {
      const key = `p${Object.keys(kept[kind]).length}`;
      kept[kind][key] = part;
      return { $ref: `#/components/${kind}/${key}` };
    };
    for (const { operation } of placesOf(document)) {
      for (const [status, answer] of Object.entries<Loose>(operation.responses))
        operation.responses[status] = put('responses', answer);
      if (operation.requestBody !== undefined) operation.requestBody = put('requestBodies', operation.requestBody);
      operation.parameters = operation.parameters?.map((one: Loose) => put('parameters', one));
    }
    return { ...document, components: { ...document.components, ...kept } };
  },
  'parameters of the path beside its operations': (document) => {
    for (const item of Object.values<Loose>(document.paths)) {
      const operations = Object.values<Loose>(item);
      const inPath = operations.flatMap(({ parameters = [] }) => parameters.filter((one: Loose) => one.in === 'path'));
      for (const operation of operations) operation.parameters = operation.parameters?.filter((one: Loose) => one.in !== 'path');
      item.parameters = inPath.filter(
        (one: Loose, at: number) => inPath.findIndex(({ name }: Loose) => name === one.name) === at,
      );
    }
    return document;
  },
  'other names of the JSON media type': (document) =>
    JSON.parse(JSON.stringify(document).replaceAll('"application/json":', '"application/vnd.tenant.v2+json; charset=utf-8":')),
  'no word about what must be there': (document) => {
    const bare = everySchema(document, ({ required: _, ...schema }) => schema);
    for (const { operation } of placesOf(bare)) if (operation.requestBody) delete operation.requestBody.required;
    return bare;
  },
  'every field of an answer required': (document) => {
    for (const { operation } of placesOf(document)) {
      const schema = answerOf(operation);
      const name = (schema?.$ref ?? schema?.items?.$ref)?.split('/').at(-1);
      const shape = name === undefined ? undefined : document.components.schemas[name];
      const isSent = JSON.stringify(placesOf(document).map(({ operation: one }) => one.requestBody)).includes(`/${name}"`);
      if (shape?.properties && !isSent) shape.required = Object.keys(shape.properties);
    }
    return document;
  },
  'values as constants, one by one': (document) =>
    everySchema(document, ({ enum: values, type, ...schema }) =>
      values === undefined
        ? { ...schema, ...(type && { type }) }
        : { ...schema, oneOf: values.map((value: unknown) => ({ const: value })) },
    ),
  'shapes that contain themselves': (document) => {
    for (const [name, shape] of Object.entries<Loose>(document.components.schemas)) {
      if (shape.properties) shape.properties.self = { allOf: [{ $ref: `#/components/schemas/${name}` }] };
    }
    return document;
  },
  'more than is used': (document) => {
    for (const { operation } of placesOf(document)) {
      operation.parameters = [...(operation.parameters ?? []), { name: 'locale', in: 'query', schema: { type: 'string' } }];
      operation.responses['400'] = { description: 'No.' };
    }
    for (const shape of Object.values<Loose>(document.components.schemas))
      if (shape.properties) shape.properties.more = { type: 'number' };
    return document;
  },
};
