import type { Account } from '../../api/operations/index.ts';
import { dashboardUrl } from '../../approvals/policy/dashboard-pages.ts';
import { speak } from '../../lib/language/speak.ts';
import { type AccountProps, accountMessage } from '../../views/account/profile.ts';
import { actionIds } from '../../views/ids.ts';
import { type Pointer, writePointer } from '../../views/pointer.ts';
import type { Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { oneAccount } from '../subjects/account.ts';
import { redactorFor } from '../subjects/look-up.ts';
import { homeBranch } from '../subjects/understand.ts';

/** `/account lookup <account>` */
export const accountLookup = defineRead({
  command: 'account',
  verb: 'lookup',
  description: 'A business account: members, credit, cost centres, rules, and what to do about it',
  needs: 'read.account',
  title: 'Business account',
  about: oneAccount,
  opens: actionIds.openAccount,
  fetch: readAccount,
  view: accountMessage,
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

async function readAccount({ app, who }: Interaction, account: Account): Promise<AccountProps> {
  const about: Pointer = { account: account.id, branch: account.branchId ?? homeBranch(app) };
  const branch = account.branchId === undefined ? undefined : await app.catalogue.branch(account.branchId);
  const looks: readonly [string, string, string][] = [
    [speak('Members'), actionIds.accountMembers, 'read.account'],
    [speak('Billing'), actionIds.accountBilling, 'read.account'],
    [speak('Payment methods'), actionIds.accountPayment, 'read.payment'],
    [speak('Vouchers'), actionIds.voucherList, 'read.voucher'],
  ];
  return {
    account,
    branch: branch?.name,
    redactor: redactorFor(app),
    dashboardUrl: dashboardUrl(app.policy.dashboardLink, 'account', account.id),
    looks: looks
      .filter(([, , needs]) => who.may(needs))
      .map(([text, actionId]) => ({ text, actionId, value: writePointer(about) })),
    starts: offered.flatMap((name) => {
      const action = app.actions[name];
      if (action === undefined || !who.may(name)) return [];
      return [{ action: name, label: action.label, value: writePointer({ action: name, ...about }) }];
    }),
  };
}
