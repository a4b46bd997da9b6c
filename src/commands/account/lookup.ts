import type { Account } from '../../api/operations/index.ts';
import { accountMessage } from '../../views/account/profile.ts';
import type { Message } from '../../views/common/blocks.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { type Pointer, writePointer } from '../../views/pointer.ts';
import type { Interaction } from '../context.ts';
import { showFor } from '../find/look-up.ts';
import { homeBranch } from '../form/filling.ts';
import { accountRead } from './read.ts';

/** `/account lookup <account>` */
export const accountLookup = accountRead({
  verb: 'lookup',
  description: 'A business account: members, credit, cost centres, rules, and what to do about it',
  needs: 'read.account',
  title: 'Business account',
  actionId: actionIds.openAccount,
  callbackId: callbackIds.accountLookup,
  show: showAccount,
});

/** The most used first. */
const offered = [
  'account.add-members',
  'account.update',
  'voucher.apply',
  'account.invite',
  'account.remove-members',
  'account.tag',
  'account.delete',
] as const;

async function showAccount({ kit, who }: Interaction, account: Account): Promise<Message> {
  const about: Pointer = { account: account.id, branch: account.branchId ?? homeBranch(kit) };
  const branch = account.branchId === undefined ? undefined : await kit.catalogue.branch(account.branchId);
  const looks: readonly [string, string, string][] = [
    ['Members', actionIds.accountMembers, 'read.account'],
    ['Billing', actionIds.accountBilling, 'read.account'],
    ['Payment methods', actionIds.accountPayment, 'read.payment'],
    ['Vouchers', actionIds.voucherList, 'read.voucher'],
  ];
  return accountMessage({
    account,
    branch: branch?.name,
    show: showFor(kit),
    looks: looks
      .filter(([, , needs]) => who.may(needs))
      .map(([text, actionId]) => ({ text, actionId, value: writePointer(about) })),
    starts: offered.flatMap((name) => {
      const action = kit.actions[name];
      if (action === undefined || !who.may(name)) return [];
      return [{ action: name, label: action.label, value: writePointer({ action: name, ...about }) }];
    }),
  });
}
