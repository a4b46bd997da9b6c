/** Every action once more, on a tenant with nothing as assumed: the same tests, behind its profile. */
import { expect, it } from 'vitest';
import { loadOnTenant } from '../support/tenant.ts';

const files = await loadOnTenant(
  'third',
  new URL('.', import.meta.url),
  (file) => !/^smartmove|rating\/queue|(second|third)-tenant/.test(file),
);

it('the tests of all actions ran on the third tenant', () => {
  expect(files.length).toBeGreaterThan(25);
});
