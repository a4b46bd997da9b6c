import { z } from 'zod';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { goneWhenUnknown } from '../shared/readings.ts';
import { accountName, seenAccount } from './shared/names.ts';

/** Deletes a business account; anyone who is in it is then in none. */
export const deleteAccount = defineAction({
  name: 'account.delete',
  label: 'Delete the business account',
  risk: 'destructive',
  input: z.object({ accountId: z.number().int() }),
  subjects: ({ accountId }) => [`account:${accountId}`],
  async precheck({ operations }, { accountId }) {
    const found = await operations.accounts.get({ params: { userGroupId: accountId } });
    return { account: seenAccount(found), branchId: found.branchId, members: found.membersCount };
  },
  branches: ({ branchId }) => [branchId],
  fingerprint: ({ account, members }) => ({
    'Business account': account.id,
    Name: account.name ?? null,
    Members: members ?? null,
  }),
  preview: ({ account, members }, _input, redactor) => ({
    title: speak('Delete {account}', { account: accountName(account, redactor) }),
    lines:
      members === undefined
        ? []
        : [speak('It has {members, plural, one {# active member} other {# active members}}.', { members })],
    warning: speak('Everybody in it loses it, and its vouchers, payment methods and cost centres go with it.'),
    undo: speak('Can’t be undone.'),
  }),
  execute: ({ operations }, { accountId }) => operations.accounts.delete({ params: { userGroupId: accountId } }),
  verify: ({ operations }, { accountId }) => goneWhenUnknown(operations.accounts.get({ params: { userGroupId: accountId } })),
  render: ({ account }, _input, redactor) => ({
    title: speak('{account} is deleted', { account: accountName(account, redactor) }),
  }),
});
