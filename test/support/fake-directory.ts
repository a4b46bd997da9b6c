import type { Directory, Standing } from '../../src/approvals/ports.ts';
import { Fault } from '../../src/errors.ts';
import { people } from './people.ts';

export type FakeDirectory = Directory & {
  barred: Map<string, string>;
  members: Map<string, string[]>;
  silent: boolean;
  groups: Map<string, string>;
};

/** Slack's people and roles as a test says, with a silence when it wants one. */
export function fakeDirectory(members: Map<string, string[]>): FakeDirectory {
  const barred = new Map<string, string>([[people.guest, 'Guests cannot use Wheelhouse.']]);
  const standing = (id: string): Standing => ({ id, name: id, timeZone: 'Europe/Vienna', barred: barred.get(id) });
  const directory: FakeDirectory = {
    barred,
    members,
    silent: false,
    groups: new Map(),
    rightsOf: async (id, roles) =>
      spoken({ standing: standing(id), roles: roles.filter((role) => members.get(role)?.includes(id)), asOf: [] }),
    standing: async (id) => spoken(standing(id)),
    seatsOf: async (id, roles) =>
      spoken(
        roles.flatMap((role) =>
          (members.get(role) ?? []).includes(id) ? [{ role, group: directory.groups.get(`${role} ${id}`) }] : [],
        ),
      ),
    peopleOf: async ({ users }) => spoken([...users]),
    rolesOf: async (id) => spoken([...members].filter(([, ids]) => ids.includes(id)).map(([role]) => role)),
    holders: async (role) => spoken((members.get(role) ?? []).map(standing).filter((one) => one.barred === undefined)),
  };
  const spoken = <T>(value: T): T => {
    if (directory.silent) throw new Fault('slack_unavailable', 'Slack did not answer in time.');
    return value;
  };
  return directory;
}
