import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { redactorForOne } from '../../lib/mask.ts';
import { listed } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import type { SeenCustomer } from '../shared/snapshots.ts';
import { failedOf, failureLines, howMany, nameLines, noneDone } from './shared/in-part.ts';
import { membershipOf, mostPeople, roleWord, seenMember } from './shared/membership.ts';
import { accountName, seenAccount } from './shared/names.ts';

/** Takes customers out of a business account; the owner stays. */
export const removeMembers = defineAction({
  name: 'account.remove-members',
  label: 'Remove members',
  risk: 'destructive',
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
        speak('{strangers} {rest} of {account}. Take them off the list.', {
          strangers: listed(strangers.map((id) => speak('Customer {id}', { id }))),
          rest: strangers.length === 1 ? speak('isn’t a member') : speak('aren’t members'),
          account: accountName(account),
        }),
      );
    const members = memberships.flatMap((one) => (one === undefined ? [] : [{ ...seenMember(one), role: one.role }]));
    const owner = members.find(({ role }) => role === 'OWNER');
    if (owner !== undefined)
      throw refuse(
        speak('{owner} owns {account} and cannot be removed. Give the account another owner in the back office first.', {
          owner: redactorForOne().person(owner),
          account: accountName(account),
        }),
      );
    return { account: seenAccount(account), branchId: account.branchId, members };
  },
  count: ({ customerIds }) => customerIds.length,
  branches: ({ branchId }) => [branchId],
  fingerprint: ({ account, members }) => ({
    'Business account': account.id,
    ...Object.fromEntries(members.map(({ id, role }) => [`Role of customer ${id}`, roleWord(role)])),
  }),
  preview({ account, members }, _input, redactor) {
    const [only] = members;
    const where = accountName(account, redactor);
    return {
      ...(members.length === 1 && only !== undefined
        ? { title: speak('Remove {only} from {where}', { only: redactor.person(only), where }) }
        : {
            title: speak('Remove {members} people from {where}', { members: members.length, where }),
            lines: nameLines(members.map(redactor.person)),
          }),
      warning: speak('They can no longer book or pay on this account.'),
      undo: speak('They can be added again, but their role, cost centre and superior are lost.'),
    };
  },
  async execute({ operations }, { accountId, customerIds }, _context, { members }) {
    const result = await operations.accounts.removeMembers({
      params: { userGroupId: accountId },
      body: { userIds: customerIds },
    });
    if (failedOf(customerIds, result).length === customerIds.length)
      throw noneDone(result, speak('Nobody was removed.'), nameFrom(members, redactorForOne().person));
    return result;
  },
  async verify(readers, { accountId, customerIds }, _snapshot, _context, result) {
    const failed = failedOf(customerIds, result);
    const removed = customerIds.filter((id) => !failed.includes(id));
    const memberships = await Promise.all(removed.map((id) => membershipOf(readers, accountId, id)));
    return memberships.every((membership) => membership === undefined) ? 'done' : 'not-done';
  },
  render(snapshot, { customerIds }, redactor, result) {
    const { account, members } = snapshot;
    const [only] = members;
    const done = customerIds.length - failedOf(customerIds, result).length;
    const where = accountName(account, redactor);
    if (customerIds.length === 1 && only !== undefined)
      return { title: speak('{only} is removed from {where}', { only: redactor.person(only), where }) };
    return {
      title: speak('{howMany} removed from {where}', { howMany: howMany(done, customerIds.length, 'person', 'people'), where }),
      lines: result === undefined ? [] : failureLines(result, nameFrom(members, redactor.person), redactor, snapshot),
    };
  },
  again({ accountId, customerIds }, result) {
    const failed = failedOf(customerIds, result);
    return failed.length === 0 ? undefined : { accountId, customerIds: failed };
  },
});

function nameFrom(members: readonly SeenCustomer[], word: (person: SeenCustomer) => string) {
  return (id: number) => word(members.find((member) => member.id === id) ?? { id });
}
