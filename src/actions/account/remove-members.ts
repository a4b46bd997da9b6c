import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { showToOne } from '../../lib/mask.ts';
import { listed } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import { accountName, seenAccount } from '../vocabulary/accounts.ts';
import { failedOf, failureLines, howMany, nameLines, noneDone } from '../vocabulary/in-part.ts';
import { membershipOf, mostPeople, roleWord, seenMember } from '../vocabulary/membership.ts';
import type { SeenCustomer } from '../vocabulary/seen.ts';

/** Takes customers out of a business account; the owner stays. */
export const removeMembers = defineAction({
  name: 'account.remove-members',
  label: 'Remove members',
  risk: 'destructive',
  reason: 'required',
  input: z.object({ accountId: z.number().int(), customerIds: z.array(z.number().int()).min(1).max(mostPeople) }),
  subjects: ({ accountId, customerIds }) => [`account:${accountId}`, ...customerIds.map((id) => `customer:${id}`)],
  async precheck(readers, { accountId, customerIds }) {
    const [account, memberships] = await Promise.all([
      readers.operations.accounts.get({ params: { userGroupId: accountId } }),
      Promise.all(customerIds.map((id) => membershipOf(readers, accountId, id))),
    ]);
    const strangers = customerIds.filter((_id, index) => memberships[index] === undefined);
    if (strangers.length > 0)
      throw refuse(
        `${listed(strangers.map((id) => `Customer ${id}`))} ${strangers.length === 1 ? 'is no member' : 'are no members'} of ${accountName(account)}. Take them off the list.`,
      );
    const members = memberships.flatMap((one) => (one === undefined ? [] : [{ ...seenMember(one), role: one.role }]));
    const owner = members.find(({ role }) => role === 'OWNER');
    if (owner !== undefined)
      throw refuse(
        `${showToOne().person(owner)} owns ${accountName(account)} and cannot be removed. Give the account another owner in the back office first.`,
      );
    return { account: seenAccount(account), branchId: account.branchId, members };
  },
  count: ({ customerIds }) => customerIds.length,
  branches: ({ branchId }) => [branchId],
  fingerprint: ({ account, members }) => ({
    'Business account': account.id,
    ...Object.fromEntries(members.map(({ id, role }) => [`Role of customer ${id}`, roleWord(role)])),
  }),
  preview({ account, members }, _input, show) {
    const [only] = members;
    const where = accountName(account, show);
    return {
      ...(members.length === 1 && only !== undefined
        ? { title: `Remove ${show.person(only)} from ${where}` }
        : { title: `Remove ${members.length} people from ${where}`, lines: nameLines(members.map(show.person)) }),
      warning: `They can no longer book or pay on this account.`,
      undo: 'They can be added again, but their role, cost centre and superior are lost.',
    };
  },
  async execute({ operations }, { accountId, customerIds }, _told, { members }) {
    const result = await operations.accounts.removeMembers({
      params: { userGroupId: accountId },
      body: { userIds: customerIds },
    });
    if (failedOf(customerIds, result).length === customerIds.length)
      throw noneDone(result, 'Nobody was removed.', nameFrom(members, showToOne().person));
    return result;
  },
  async settled(readers, { accountId, customerIds }, _seen, _told, result) {
    const failed = failedOf(customerIds, result);
    const removed = customerIds.filter((id) => !failed.includes(id));
    const memberships = await Promise.all(removed.map((id) => membershipOf(readers, accountId, id)));
    return memberships.every((membership) => membership === undefined) ? 'done' : 'not-done';
  },
  render(seen, { customerIds }, show, result) {
    const { account, members } = seen;
    const [only] = members;
    const done = customerIds.length - failedOf(customerIds, result).length;
    const where = accountName(account, show);
    if (customerIds.length === 1 && only !== undefined) return { title: `${show.person(only)} is removed from ${where}` };
    return {
      title: `${howMany(done, customerIds.length, 'person', 'people')} removed from ${where}`,
      lines: result === undefined ? [] : failureLines(result, nameFrom(members, show.person), show, seen),
    };
  },
  again({ accountId, customerIds }, result) {
    const failed = failedOf(customerIds, result);
    return failed.length === 0 ? undefined : { accountId, customerIds: failed };
  },
});

function nameFrom(members: readonly SeenCustomer[], word: (person: SeenCustomer) => string) {
  return (id: number) => word(members.find((member) => member.id === id) ?? { id, blockState: 'NONE' });
}
