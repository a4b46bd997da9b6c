import { type Api, apis, type DescribedCall, describeCalls, type Parameter } from './calls.ts';
import type { Components, OurSchema } from './schema.ts';

/** An OpenAPI 3.1 document of what the app calls. */
export type PrintedDocument = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string; description: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Components; securitySchemes: Record<string, object> };
};

type Content = { 'application/json': { schema: OurSchema } } | { '*/*': Record<never, never> };

type Operation = {
  operationId: string;
  tags: string[];
  parameters?: object[];
  requestBody?: { required: true; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
  security?: [];
  'x-api': Api;
  /** Further calls of ours that are made with this method and path. */
  'x-also'?: string[];
  /** What of the call no public source confirms. */
  'x-assumed': readonly string[];
};

const titles: Readonly<Record<Api, string>> = {
  operations: 'Operations API',
  'sign-in': 'Operations API, sign-in',
  smartmove: 'Smartmove API',
};

const servers: Readonly<Record<Api, string>> = {
  operations: 'OPERATIONS_API_URL',
  'sign-in': 'OPERATIONS_AUTH_URL',
  smartmove: 'SMARTMOVE_API_URL',
};

/** What the app relies on, printed: every call of the tables, and nothing that a back office can do beside it. */
export function printDocument(version: string, wanted: readonly Api[] = apis): PrintedDocument {
  const calls = describeCalls(wanted);
  const paths: PrintedDocument['paths'] = {};
  for (const call of calls) {
    const place = paths[call.path] ?? {};
    paths[call.path] = place;
    const method = call.row.method.toLowerCase();
    const there = place[method];
    place[method] = there === undefined ? operationOf(call) : withAlso(there, call, calls);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `What Wheelhouse calls: ${wanted.map((api) => titles[api]).join(', ')}`,
      version,
      description:
        'Every call that Wheelhouse makes, with what it sends and what it reads of the answer. Enums are the values that it knows. x-assumed names what no public source confirms; x-objects names the objects of which a shape is a form, as a profile adapts them.',
    },
    servers: wanted.map((api) => ({ url: '/', description: `The base URL in ${servers[api]}` })),
    security: [{ token: [] }],
    paths,
    components: {
      schemas: Object.assign({}, ...new Set(calls.map(({ components }) => components))),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operationOf(call: DescribedCall): Operation {
  const { api, name, row, path, query, body } = call;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: ['string', 'integer'] },
  }));
  const parameters = [...inPath, ...query.map(queryParameter)];
  return {
    operationId: name,
    tags: [name.split('.')[0] ?? name],
    'x-api': api,
    'x-assumed': row.assumed ?? [],
    security: api === 'sign-in' ? [] : undefined,
    parameters: parameters.length === 0 ? undefined : parameters,
    requestBody: body === undefined ? undefined : { required: true, content: { 'application/json': { schema: body } } },
    responses: responsesOf(call),
  };
}

function queryParameter({ name, schema, required, flag }: Parameter): object {
  return { name, in: 'query', required: required || undefined, allowEmptyValue: flag || undefined, schema };
}

function responsesOf({ row, answer }: DescribedCall): Operation['responses'] {
  if (row.result === 'bytes') return { '200': { description: 'A file.', content: { '*/*': {} } } };
  if (answer === undefined) return { '204': { description: 'Done; nothing is read of the answer.' } };
  return { '200': { description: 'What is read of the answer.', content: { 'application/json': { schema: answer } } } };
}

/**
 * Two calls of ours can be one of theirs, told apart by a flag or by how much is kept of the answer: one operation then, under the name of
 * the first, with the parameters of both; only what both always send is required.
 */
function withAlso(operation: Operation, call: DescribedCall, calls: readonly DescribedCall[]): Operation {
  const first = calls.find(({ name }) => name === operation.operationId);
  const others = (operation['x-also'] ?? []).flatMap((also) => calls.find(({ name }) => name === also) ?? []);
  const all = [...(first === undefined ? [] : [first]), ...others, call];
  const names = [...new Set(all.flatMap(({ query }) => query.map(({ name }) => name)))];
  const query = names.flatMap((name) => {
    const found = all.flatMap((one) => one.query.find((parameter) => parameter.name === name) ?? []);
    const [parameter] = found;
    const required = found.length === all.length && found.every((one) => one.required);
    return parameter === undefined ? [] : [{ ...parameter, required }];
  });
  const merged = first === undefined ? operation : operationOf({ ...first, query });
  return { ...merged, 'x-also': all.slice(1).map(({ name }) => name) };
}
