import { expect, it } from 'vitest';
import { fc } from '../../support/fast-check.ts';
import { rewritings } from './rewritings.ts';
import { answerOf, bodyOf, differencesIn, fresh, inlined, type Loose, oneOf, placeOf, placesOf } from './support.ts';

/** A way to change one thing of one operation; says what must be named, or undefined if it has no such thing. */
type Change = (document: Loose, name: string, pick: number) => string | undefined;

const picked = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];
const fieldsOf = (schema: Loose): string[] => Object.keys(oneOf(schema)?.properties ?? {});

const changes: Record<string, Change> = {
  'another method': (document, name) => {
    const { path, method, operation } = placeOf(document, name);
    if (document.paths[path].put !== undefined) return undefined;
    delete document.paths[path][method];
    document.paths[path].put = operation;
    return 'method: not there';
  },
  'the path under another word': (document, name) => {
    const { path, method, operation } = placeOf(document, name);
    if (Object.keys(document.paths[path]).length > 1) return undefined;
    delete document.paths[path];
    document.paths[path.replace(/[a-z]+$|\}$/, (end) => (end === '}' ? '}/more' : `${end}-v2`))] = { [method]: operation };
    return 'path: not there';
  },
  'an operation taken out': (document, name) => {
    const { path, method } = placeOf(document, name);
    delete document.paths[path][method];
    const left = Object.keys(document.paths[path]).length;
    if (left === 0) delete document.paths[path];
    return left === 0 ? 'path: not there' : 'method: not there';
  },
  'a query parameter under another name': (document, name, pick) => {
    const parameter = picked(
      inlined(document, name).operation.parameters?.filter((one: Loose) => one.in === 'query') ?? [],
      pick,
    ) as Loose;
    if (parameter === undefined) return undefined;
    const { name: before } = parameter;
    parameter.name = `${before}New`;
    return `query.${before}: not known`;
  },
  'a query parameter that is required and new': (document, name) => {
    const { operation } = placeOf(document, name);
    operation.parameters = [
      ...(operation.parameters ?? []),
      { name: 'tenantId', in: 'query', required: true, schema: { type: 'string' } },
    ];
    return 'query.tenantId: required';
  },
  'a body field under another name': (document, name, pick) => {
    const body = oneOf(bodyOf(inlined(document, name).operation));
    const field = picked(fieldsOf(body), pick);
    if (field === undefined) return undefined;
    body.properties[`${field}New`] = body.properties[field];
    delete body.properties[field];
    delete body.required;
    return `body.${field}: not known`;
  },
  'a body field that is required and new': (document, name) => {
    const body = oneOf(bodyOf(inlined(document, name).operation));
    if (body?.properties === undefined) return undefined;
    body.properties.reasonCode = { type: 'string' };
    body.required = [...(body.required ?? []), 'reasonCode'];
    return 'body.reasonCode: required';
  },
  'another type of a body field': (document, name, pick) => {
    const body = oneOf(bodyOf(inlined(document, name).operation));
    const field = picked(fieldsOf(body), pick);
    if (field === undefined) return undefined;
    body.properties[field] = { type: body.properties[field].type === 'boolean' ? 'string' : 'boolean' };
    return `body.${field}: type`;
  },
  'a value of a body field taken out': (document, name, pick) => {
    const body = oneOf(bodyOf(inlined(document, name).operation));
    const field = picked(
      fieldsOf(body).filter((one) => body.properties[one].enum?.length > 1),
      pick,
    );
    if (field === undefined) return undefined;
    body.properties[field].enum.pop();
    return `body.${field}: values`;
  },
  'a body that is required though none is sent': (document, name) => {
    const { operation } = placeOf(document, name);
    if (operation.requestBody !== undefined) return undefined;
    operation.requestBody = { required: true, content: { 'application/json': { schema: { type: 'object' } } } };
    return 'body: required';
  },
  'an answer field under another name': (document, name, pick) => {
    const answer = oneOf(answerOf(inlined(document, name).operation));
    const field = picked(fieldsOf(answer), pick);
    if (field === undefined || fieldsOf(answer).length < 2) return undefined;
    answer.properties[`${field}New`] = answer.properties[field];
    delete answer.properties[field];
    return `answer.${field}: missing`;
  },
  'another type of an answer field': (document, name, pick) => {
    const answer = oneOf(answerOf(inlined(document, name).operation));
    const field = picked(
      fieldsOf(answer).filter((one) => answer.properties[one].type !== undefined),
      pick,
    );
    if (field === undefined) return undefined;
    answer.properties[field] = { type: [answer.properties[field].type].flat().includes('boolean') ? 'string' : 'boolean' };
    return `answer.${field}: type`;
  },
  'a new value of an answer field': (document, name, pick) => {
    const answer = oneOf(answerOf(inlined(document, name).operation));
    const field = picked(
      fieldsOf(answer).filter((one) => answer.properties[one].enum !== undefined),
      pick,
    );
    if (field === undefined) return undefined;
    answer.properties[field].enum.push('ON_HOLD');
    return `answer.${field}: values`;
  },
  'a body field one level down': (document, name, pick) => {
    const body = oneOf(bodyOf(inlined(document, name).operation));
    const field = picked(fieldsOf(body), pick);
    if (field === undefined) return undefined;
    body.properties.holder = { type: 'object', properties: { [field]: body.properties[field] } };
    delete body.properties[field];
    delete body.required;
    return `body.${field}: not known`;
  },
  'an answer field one level down': (document, name, pick) => {
    const answer = oneOf(answerOf(inlined(document, name).operation));
    const field = picked(fieldsOf(answer), pick);
    if (field === undefined || fieldsOf(answer).length < 2) return undefined;
    answer.properties.holder = { type: 'object', properties: { [field]: answer.properties[field] } };
    delete answer.properties[field];
    return `answer.${field}: missing`;
  },
  'a list of an answer field': (document, name, pick) => {
    const answer = oneOf(answerOf(inlined(document, name).operation));
    const field = picked(
      fieldsOf(answer).filter((one) => ['string', 'integer', 'boolean'].includes(answer.properties[one].type)),
      pick,
    );
    if (field === undefined) return undefined;
    answer.properties[field] = { type: 'array', items: answer.properties[field] };
    return `answer.${field}: type`;
  },
  'an object where a plain answer field was': (document, name, pick) => {
    const answer = oneOf(answerOf(inlined(document, name).operation));
    const field = picked(
      fieldsOf(answer).filter((one) => ['string', 'integer', 'boolean'].includes(answer.properties[one].type)),
      pick,
    );
    if (field === undefined) return undefined;
    answer.properties[field] = { type: 'object', properties: { value: answer.properties[field] } };
    return `answer.${field}: type`;
  },
  'another type of a query parameter': (document, name, pick) => {
    const parameter = picked(
      inlined(document, name).operation.parameters?.filter((one: Loose) => one.in === 'query' && one.schema.type !== undefined) ??
        [],
      pick,
    ) as Loose;
    if (parameter === undefined) return undefined;
    parameter.schema = { type: parameter.schema.type === 'boolean' ? 'integer' : 'boolean' };
    return `query.${parameter.name}: type`;
  },
  'the values of a body field in small letters': (document, name, pick) => {
    const body = oneOf(bodyOf(inlined(document, name).operation));
    const field = picked(
      fieldsOf(body).filter((one) => body.properties[one].enum?.some((value: unknown) => value !== String(value).toLowerCase())),
      pick,
    );
    if (field === undefined) return undefined;
    body.properties[field].enum = body.properties[field].enum.map((value: Loose) => String(value).toLowerCase());
    return `body.${field}: values`;
  },
  'a list in an envelope': (document, name) => {
    const { operation } = inlined(document, name);
    const answer = answerOf(operation);
    if (answer?.type !== 'array') return undefined;
    operation.responses['200'].content['application/json'].schema = {
      type: 'object',
      properties: { content: answer, totalElements: { type: 'integer' } },
    };
    return 'answer: envelope';
  },
  'one thing where a list was': (document, name) => {
    const { operation } = inlined(document, name);
    const answer = answerOf(operation);
    if (answer?.type !== 'array') return undefined;
    operation.responses['200'].content['application/json'].schema = answer.items;
    return 'answer: type';
  },
  'a list where one thing was': (document, name) => {
    const { operation } = inlined(document, name);
    const answer = answerOf(operation);
    if (answer?.type !== 'object') return undefined;
    operation.responses['200'].content['application/json'].schema = { type: 'array', items: answer };
    return 'answer: type';
  },
  'a body field that is only ever read': (document, name, pick) => {
    const body = oneOf(bodyOf(inlined(document, name).operation));
    const field = picked(fieldsOf(body), pick);
    if (field === undefined || fieldsOf(body).length < 2) return undefined;
    body.properties[field] = { ...body.properties[field], readOnly: true };
    return `body.${field}: not known`;
  },
  'an answer field that is only ever written': (document, name, pick) => {
    const answer = oneOf(answerOf(inlined(document, name).operation));
    const field = picked(fieldsOf(answer), pick);
    if (field === undefined || fieldsOf(answer).length < 2) return undefined;
    answer.properties[field] = { ...answer.properties[field], writeOnly: true };
    return `answer.${field}: missing`;
  },
  'an answer that says nothing': (document, name) => {
    const { operation } = placeOf(document, name);
    if (answerOf(operation) === undefined) return undefined;
    operation.responses = { 204: { description: 'Done.' } };
    return 'answer: missing';
  },
};

it.each(Object.keys(rewritings))('finds nothing in what it printed itself, written with %s', (how) => {
  expect(differencesIn(rewritings[how]?.(fresh()))).toEqual({});
});

it('finds nothing in a field that is required and only ever read, if it is no part of what is sent', () => {
  const document = fresh();
  const body = oneOf(bodyOf(inlined(document, 'cards.create').operation));
  body.properties.createdAt = { type: 'string', readOnly: true };
  body.required = [...(body.required ?? []), 'createdAt'];
  expect(differencesIn(document)).toEqual({});
});

it.each(Object.keys(changes))(
  'names %s at its place and nothing else, whichever operation it is and however the rest is written',
  (what) => {
    const names = placesOf(fresh()).map(({ operation }) => operation.operationId as string);
    const ways = Object.keys(rewritings).filter(
      (way) => !/path parameters|nothing/.test(way) && !(/required/.test(what) && /must be there/.test(way)),
    );
    let tried = 0;
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(40), fc.constantFrom('nothing', ...ways), (name, pick, way) => {
        const document = fresh();
        const wanted = changes[what]?.(document, name, pick);
        if (wanted === undefined) return;
        tried += 1;
        const found = differencesIn(rewritings[way]?.(document));
        const { 'x-also': also = [] } = placeOf(fresh(), name).operation as { 'x-also'?: string[] };
        // Calls that share the place differ there, too, if they use what was changed.
        const shared = also.map((other) => found[other]).filter((one) => one !== undefined);
        expect({ [name]: found[name] }).toEqual({ [name]: [wanted] });
        expect(Object.keys(found).filter((other) => other !== name && !also.includes(other))).toEqual([]);
        for (const one of shared) expect(one).toEqual([wanted]);
      }),
      { numRuns: 20, seed: 12 },
    );
    expect(tried).toBeGreaterThan(2);
  },
);
