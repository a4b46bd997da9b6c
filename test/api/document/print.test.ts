import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Api, apis, describeCalls } from '../../../src/api/document/calls.ts';
import { printDocument } from '../../../src/api/document/print.ts';

const document = printDocument('1.0.0');
const operationsOf = (printed: typeof document) => Object.values(printed.paths).flatMap((place) => Object.values(place));

const selections: { wanted: Api[] }[] = [{ wanted: [...apis] }, ...apis.map((api) => ({ wanted: [api] }))];

it.each(selections)('what is printed for %s is an OpenAPI document by an independent validator', async ({ wanted }) => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(stringify(printDocument('1.0.0', wanted), { aliasDuplicateObjects: false }));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

it('every call of the tables is printed once, under its own name or beside the one that it shares a place with', () => {
  const printed = operationsOf(document).flatMap((operation) => [operation.operationId, ...(operation['x-also'] ?? [])]);
  expect(printed.toSorted()).toEqual(
    describeCalls()
      .map(({ name }) => name)
      .toSorted(),
  );
});

it('what a call shares a place with reads everything that it reads itself', () => {
  for (const operation of operationsOf(document)) {
    for (const also of operation['x-also'] ?? []) {
      const read = (name: string) => {
        const call = describeCalls().find((one) => one.name === name);
        const one = call?.answer?.items ?? call?.answer;
        const shape = one?.$ref === undefined ? one : call?.components[one.$ref.replace('#/components/schemas/', '')];
        return Object.keys(shape?.properties ?? {});
      };
      expect(read(operation.operationId)).toEqual(expect.arrayContaining(read(also)));
    }
  }
});

it('objects are under their names in components, with the values that are known, and no reference leads nowhere', () => {
  const { schemas } = document.components;
  expect(schemas.Customer?.properties?.creditStatus?.enum).toEqual(['NONE', 'PENDING', 'APPROVED', 'REJECTED']);
  expect(schemas.CustomerDetails?.['x-objects']).toEqual(['Customer', 'CustomerDetails']);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name ?? '',
  );
  expect(references.filter((name) => schemas[name] === undefined)).toEqual([]);
  expect(references.length).toBeGreaterThan(50);
});

it('YAML and JSON say the same', () => {
  expect(parse(stringify(document, { aliasDuplicateObjects: false }))).toEqual(JSON.parse(JSON.stringify(document)));
});

it('every shape that is written has a name by which a profile can adapt it, but for the few that are one or two plain words', () => {
  const nameless = describeCalls(['operations']).flatMap(({ name, body }) => {
    const one = body?.items ?? body;
    return one?.properties === undefined ? [] : [`${name}: ${Object.keys(one.properties).join(', ')}`];
  });
  expect(nameless).toEqual([
    'customers.addEmailSignIn: email',
    'customers.addPhoneSignIn: phone',
    'customers.addEmailCodeSignIn: email',
    'customers.removeSignIn: method',
    'customers.logoutMany: role, branchId',
    'cards.assign: userId',
    'cards.unassign: state',
    'accounts.addMembers: userIds',
    'accounts.removeMembers: userIds',
    'accounts.invite: emails',
    'ratings.approve: comment',
    'ratings.reject: comment',
  ]);
});
