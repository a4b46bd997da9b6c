import { expect, test } from 'vitest';
import { actions } from '../../../src/actions/registry.ts';
import { actionNames, readNames } from '../../../src/approvals/policy/catalogue.ts';

test('a policy file may name the actions that the app can do, and no others', () => {
  expect(Object.keys(actions).sort()).toEqual([...actionNames].sort());
});

test('no name stands twice, and none is both an action and a read', () => {
  const all = [...actionNames, ...readNames];
  expect(new Set(all).size).toBe(all.length);
  expect(readNames.filter((name) => !name.startsWith('read.'))).toEqual([]);
});
