/** Every action once more, on a tenant that differs from what is assumed in every kind of place: the same tests, behind its profile. */
import { expect, it } from 'vitest';
import { loadOnTenant } from '../support/tenant.ts';

const files = await loadOnTenant(
  'second',
  new URL('.', import.meta.url),
  (file) => !/^smartmove|rating\/queue|(second|third)-tenant/.test(file),
);

it('the tests of all actions ran on the second tenant', () => {
  expect(files.length).toBeGreaterThan(25);
});
