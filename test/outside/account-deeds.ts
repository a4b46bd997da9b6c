/** Everything that may be done to a business account, each to one of its own. */
import { expect } from 'vitest';
import type { Deed } from './deeds.ts';
import type { Thing } from './fakes/json.ts';
import { someone } from './flows.ts';
import type { Stage } from './stage.ts';

/** A business account of a test's own, with its owner and so many more members. */
export function anAccount(here: Stage, more: Thing = {}, members = 0) {
  const { world } = here.operations;
  const owner = someone(here);
  const people = Array.from({ length: members }, () => someone(here));
  world.nextId += 1;
  const id = world.nextId;
  const name = `Konto${id} GmbH`;
  const account = {
    id,
    name,
    code: `K${id}`,
    ownerId: owner.id,
    owner: { id: owner.id, firstName: owner.firstName, lastName: owner.lastName },
    membersCount: 1 + members,
    billingCycle: 'MONTHLY',
    paymentState: 'INVOICING',
    branchId: 1,
    tags: ['alt'],
    costCenters: [{ id: 71, name: 'Vertrieb', code: 'VT' }],
    ...more,
  };
  world.groups.set(id, account);
  const member = (one: typeof owner, role: string) => ({
    userId: one.id,
    userGroupId: id,
    role,
    state: 'ACTIVE',
    user: { id: one.id, firstName: one.firstName, lastName: one.lastName },
  });
  world.members.set(id, [
    member(owner, 'OWNER'),
    ...people.map((one) => ({ ...member(one, 'MEMBER'), costCenterId: 71, superiorEmail: 'chefin@kundenpost.example' })),
  ]);
  return { ...account, owner, people };
}

export const deeds: Record<string, (here: Stage) => Deed> = {
  'account.create'(here) {
    const owner = someone(here);
    const name = `Neugründung${owner.id}`;
    return {
      line: `/account create ${name}`,
      already: { Name: name, Branch: 'Berlin' },
      values: { Owner: owner.lastName, Code: `N${owner.id}`, 'Billing cycle': 'Monthly' },
      gate: 'at once',
      about: name,
      call: {
        method: 'POST',
        path: '/groups',
        body: expect.objectContaining({ name, code: `N${owner.id}`, branchId: 1, ownerId: owner.id, billingCycle: 'MONTHLY' }),
      },
      proof: /^\/groups\/\d+$/,
    };
  },
  'account.update'(here) {
    const { id, name, code } = anAccount(here);
    return {
      line: `/account edit ${code}`,
      already: { 'Business account': name, Name: name, Code: code, 'Billing cycle': 'Monthly' },
      values: { Name: `Umbenannt${id}`, 'Billing cycle': 'Weekly' },
      gate: 'at once',
      about: `${id}`,
      call: { method: 'PATCH', path: `/groups/${id}`, body: { name: `Umbenannt${id}`, billingCycle: 'WEEKLY' } },
      proof: `/groups/${id}`,
    };
  },
  'account.delete'(here) {
    const { id, name } = anAccount(here);
    return {
      line: `/account delete ${id}`,
      already: { 'Business account': name },
      gate: 'a lead',
      about: name,
      call: { method: 'DELETE', path: `/groups/${id}` },
      proof: `/groups/${id}`,
    };
  },
  'account.tag, one more'(here) {
    const { id, name, code } = anAccount(here);
    return {
      line: `/account tags ${code}`,
      already: { 'Business account': name, Tags: 'alt' },
      values: { Tags: 'alt, vip' },
      gate: 'at once',
      about: name,
      call: { method: 'PUT', path: `/groups/${id}/tags`, body: ['alt', 'vip'] },
      proof: `/groups/${id}`,
    };
  },
  'account.tag, one less'(here) {
    const { id, name } = anAccount(here, { tags: ['alt', 'vip'] });
    return {
      line: `/account tags "${name}"`,
      values: { Tags: 'vip' },
      gate: 'a lead',
      about: name,
      call: { method: 'PUT', path: `/groups/${id}/tags`, body: ['vip'] },
      proof: `/groups/${id}`,
    };
  },
  'account.add-members, one'(here) {
    const { id, name, code } = anAccount(here);
    const one = someone(here);
    return {
      line: `/account add ${code} ${one.id}`,
      already: { 'Business account': name, Customer: one.lastName },
      gate: 'at once',
      about: name,
      call: {
        method: 'POST',
        path: `/groups/${id}/add-member`,
        body: expect.objectContaining({ userId: one.id, role: 'MEMBER' }),
      },
      proof: new RegExp(`^/groups/${id}/members`),
    };
  },
  'account.add-members, three'(here) {
    const { id, name, code } = anAccount(here);
    const all = [someone(here), someone(here), someone(here)].map((one) => one.id);
    return {
      line: `/account add ${code} ${all.join(' ')}`,
      gate: 'at once',
      about: name,
      call: { method: 'POST', path: `/groups/${id}/add-members`, body: { userIds: all } },
      proof: new RegExp(`^/groups/${id}/members`),
    };
  },
  'account.add-members, eleven'(here) {
    const { id, name, code } = anAccount(here);
    const all = Array.from({ length: 11 }, () => someone(here).id);
    return {
      line: `/account add ${code} ${all.join(' ')}`,
      gate: 'a lead',
      about: name,
      call: { method: 'POST', path: `/groups/${id}/add-members`, body: { userIds: all } },
      proof: new RegExp(`^/groups/${id}/members`),
    };
  },
  'account.remove-members'(here) {
    const { id, name, code, people } = anAccount(here, {}, 2);
    const all = people.map((one) => one.id);
    return {
      line: `/account remove ${code} ${all.join(' ')}`,
      gate: 'a lead',
      about: name,
      call: { method: 'POST', path: `/groups/${id}/remove-members`, body: { userIds: all } },
      proof: new RegExp(`^/groups/${id}/members`),
    };
  },
  'account.invite'(here) {
    const { id, name, code } = anAccount(here);
    return {
      line: `/account invite ${code} neu${id}@kundenpost.example`,
      already: { 'Business account': name, 'E-mail addresses': `neu${id}@kundenpost.example` },
      gate: 'at once',
      about: name,
      call: { method: 'POST', path: `/groups/${id}/create-join-requests`, body: { emails: [`neu${id}@kundenpost.example`] } },
    };
  },
  'account.update-member'(here) {
    const { id, name, code, people } = anAccount(here, {}, 1);
    const one = people[0]?.id ?? 0;
    return {
      line: `/account role ${code} ${one} ADMIN`,
      already: { 'Business account': name, Role: 'Admin', State: 'Active', 'Cost centre': 'Vertrieb' },
      gate: 'at once',
      about: name,
      call: {
        method: 'PUT',
        path: `/groups/${id}/members/${one}`,
        body: { role: 'ADMIN', state: 'ACTIVE', costCenterId: 71, superiorEmail: 'chefin@kundenpost.example' },
      },
      proof: `/groups/${id}/members/${one}`,
    };
  },
};
