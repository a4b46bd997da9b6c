/** The reads once more, on a tenant that differs from what is assumed in every kind of place: the same tests, behind its profile. */
import { expect, it } from 'vitest';
import { loadOnTenant } from '../support/tenant.ts';

const reads =
  /^(customer\/(lookup|profile)|eligibility\/eligibility|verification\/show|voucher\/list|rating\/list|account\/reads|card\/find|terms\/reads|subjects\/(find-customers|searching|cards-and-accounts))\.test\.ts$/;
const files = await loadOnTenant('second', new URL('.', import.meta.url), (file) => reads.test(file));

it('the tests of the reads ran on the second tenant', () => {
  expect(files.length).toBe(12);
});
