import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BackOffice, BackOfficeOptions } from '../../sandbox/back-office/index.ts';
import { secondTenantProfile } from '../../sandbox/back-office/second-tenant/index.ts';
import { thirdTenantProfile } from '../../sandbox/back-office/third-tenant/index.ts';
import type { Profiles } from '../../src/api/profile/profile.ts';
import { readProfile } from '../../src/api/profile/read.ts';

/** What a test of the product's own way of doing things need not know: on which tenant it runs. Set before the tests are loaded. */
export function tenant(): { backOffice: Pick<BackOfficeOptions, 'tenant'>; profiles: Profiles } {
  const name = process.env.TENANT;
  if (name !== 'second' && name !== 'third') return { backOffice: {}, profiles: {} };
  const file = name === 'second' ? secondTenantProfile : thirdTenantProfile;
  const read = readProfile(readFileSync(file, 'utf8'), 'operations');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { backOffice: { tenant: name }, profiles: { operations: read.profile } };
}

/** A call that the tenant did not take was made with a name or a path that is not its own. */
export function mustHaveTakenAll(backOffice: BackOffice): void {
  const [first] = backOffice.notTaken();
  if (first !== undefined) throw new Error(`The tenant did not take ${first.method} ${first.path} (${first.status}).`);
}

/** Loads test files into the one that asks, so that they run here on another tenant; says which. */
export async function loadOnTenant(name: 'second' | 'third', folder: URL, wanted: (file: string) => boolean): Promise<string[]> {
  process.env.TENANT = name;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.test.ts') && wanted(file),
  );
  for (const file of files) await import(fileURLToPath(new URL(file, folder)));
  return files;
}
