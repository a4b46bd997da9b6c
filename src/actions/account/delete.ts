import { z } from 'zod';
import { counted } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import { accountName, seenAccount } from '../vocabulary/accounts.ts';
import { goneWhenUnknown } from '../vocabulary/gone.ts';

/** Deletes a business account; whoever is in it is then in none. */
export const deleteAccount = defineAction({
  name: 'account.delete',
  label: 'Delete the business account',
  risk: 'destructive',
  reason: 'required',
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
  preview: ({ account, members }, _input, show) => ({
    title: `Delete ${accountName(account, show)}`,
    lines: members === undefined ? [] : [`It has ${counted(members, 'active member')}.`],
    warning: 'Everybody in it loses it, and its vouchers, payment methods and cost centres go with it.',
    undo: 'Cannot be undone.',
  }),
  execute: ({ operations }, { accountId }) => operations.accounts.delete({ params: { userGroupId: accountId } }),
  settled: ({ operations }, { accountId }) => goneWhenUnknown(operations.accounts.get({ params: { userGroupId: accountId } })),
  render: ({ account }, _input, show) => ({ title: `${accountName(account, show)} is deleted` }),
});
