import { expect, test } from 'vitest';
import { actions } from '../../../src/actions/registry.ts';
import { actionNames, readNames } from '../../../src/approvals/policy/catalogue.ts';

test('every action that the app can do may be named in a policy file', () => {
  const done = Object.keys(actions);
  expect(done.length).toBeGreaterThan(0);
  expect(done.filter((name) => !actionNames.some((known) => known === name))).toEqual([]);
});

test('no name stands twice, and none is both an action and a read', () => {
  const all = [...actionNames, ...readNames];
  expect(new Set(all).size).toBe(all.length);
  expect(readNames.filter((name) => !name.startsWith('read.'))).toEqual([]);
});
