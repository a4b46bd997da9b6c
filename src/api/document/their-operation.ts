import type { TheirOperation } from './find-call.ts';
import { type Foreign, isForeign, listIn, type schemaReader, type TheirSchema } from './their-schema.ts';

type Reader = ReturnType<typeof schemaReader>;

/** What can or must go along beside the body; an object of parameters (Spring's `pageable`) is its members. */
export function theirParameters(
  { item, operation }: TheirOperation,
  { read, follow }: Reader,
): { query: ReadonlyMap<string, () => TheirSchema>; required: ReadonlySet<string>; beside: string[] } {
  const query = new Map<string, () => TheirSchema>();
  // One of the operation takes the place of one of its path.
  const parameters = new Map<string, Foreign>();
  for (const written of [...listIn(item.parameters), ...listIn(operation.parameters)]) {
    const parameter = follow(written);
    if (isForeign(parameter)) parameters.set(`${String(parameter.in)} ${String(parameter.name)}`, parameter);
  }
  const required = new Set<string>();
  const beside = new Set<string>();
  for (const parameter of parameters.values()) {
    const { name } = parameter;
    if (typeof name !== 'string') continue;
    const isBeside = parameter.in === 'cookie' || (parameter.in === 'header' && !ownHeaders.has(name.toLowerCase()));
    if (isBeside && parameter.required === true) beside.add(`the ${parameter.in} ${name}`);
    if (parameter.in !== 'query') continue;
    const schema = () => read(parameter.schema ?? contentOf(parameter.content, follow)?.schema);
    const { members, required: inside } = schema();
    const spread =
      members.size > 0 && parameter.style !== 'deepObject' && parameter.explode !== false && parameter.content === undefined;
    for (const [member, view] of spread ? members : [[name, schema] as const]) query.set(member, view);
    if (parameter.required === true) for (const must of spread ? inside : [name]) required.add(must);
  }
  return { query, required, beside: [...beside] };
}

/** What the transport sends with every call. */
const ownHeaders: ReadonlySet<string> = new Set(['authorization', 'accept', 'content-type']);

export type TheirContent = { kind: 'json'; schema: TheirSchema } | { kind: 'other'; types: string } | { kind: 'none' };

export function bodyContent({ operation }: TheirOperation, { read, follow }: Reader): TheirContent & { required: boolean } {
  const body = follow(operation.requestBody);
  if (!isForeign(body)) return { kind: 'none', required: false };
  return { ...contentIn(body, read, follow), required: body.required === true };
}

/** Of the first answer that says that it went well. */
export function answerContent({ operation }: TheirOperation, { read, follow }: Reader): TheirContent {
  const responses = isForeign(operation.responses) ? operation.responses : {};
  const good = Object.keys(responses).filter((status) => /^2(\d\d|XX)$/i.test(status));
  const contents = (good.length === 0 ? ['default'] : good.sort()).map((status) => {
    const response = follow(responses[status]);
    return isForeign(response) ? contentIn(response, read, follow) : { kind: 'none' as const };
  });
  return contents.find(({ kind }) => kind === 'json') ?? contents.find(({ kind }) => kind === 'other') ?? { kind: 'none' };
}

function contentIn(holder: Foreign, read: Reader['read'], follow: Reader['follow']): TheirContent {
  const found = contentOf(holder.content, follow);
  if (found !== undefined) return { kind: 'json', schema: read(found.schema) };
  const types = isForeign(holder.content) ? Object.keys(holder.content) : [];
  return types.length === 0 ? { kind: 'none' } : { kind: 'other', types: types.slice(0, 3).join(', ') };
}

function contentOf(content: unknown, follow: Reader['follow']): Foreign | undefined {
  if (!isForeign(content)) return undefined;
  const type = Object.keys(content).find((name) => /^(\*\/\*|text\/json|application\/(\*|([\w.-]+\+)?json))\s*(;|$)/i.test(name));
  const found = type === undefined ? undefined : follow(content[type]);
  return isForeign(found) ? found : undefined;
}
