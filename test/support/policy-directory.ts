import type { Policy } from '../../src/approvals/policy/types.ts';
import type { Directory, Standing } from '../../src/approvals/ports.ts';

/** The people whom a policy names one by one, all in good standing but the guest. */
export function policyDirectory(roles: Policy['roles'], guest: string): Directory {
  const standing = (id: string): Standing => ({
    id,
    name: id,
    timeZone: 'Europe/Vienna',
    barred: id === guest ? 'Guests cannot use Wheelhouse.' : undefined,
  });
  const rolesOf = (id: string) => Object.keys(roles).filter((role) => roles[role]?.users.includes(id));
  return {
    rightsOf: async (id, wanted) => ({
      standing: standing(id),
      roles: rolesOf(id).filter((role) => wanted.includes(role)),
      asOf: [],
    }),
    standing: async (id) => standing(id),
    seatsOf: async (id, held) => held.flatMap((role) => (roles[role]?.users.includes(id) ? [{ role, group: undefined }] : [])),
    peopleOf: async ({ users }) => [...users],
    rolesOf: async (id) => rolesOf(id),
    holders: async (role) => (roles[role]?.users ?? []).map(standing),
  };
}
