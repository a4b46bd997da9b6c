import { accountName } from '../../actions/account/shared/names.ts';
import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { type MembershipProps, membershipMessage } from '../../views/account/membership.ts';
import { type RowButton, startButton } from '../../views/common/rows.ts';
import { actionIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import type { Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { accountOf } from '../subjects/account.ts';
import { redactorFor } from '../subjects/look-up.ts';
import { type Member, oneMember } from '../subjects/member.ts';
import { homeBranch } from '../subjects/understand.ts';
import { memberOf } from './members.ts';

/** `/account member <account> <customer>` */
export const accountMember = defineRead({
  command: 'account',
  verb: 'member',
  description: 'A member’s role and status',
  needs: 'read.account',
  title: 'Membership',
  about: oneMember,
  opens: actionIds.accountMember,
  fetch: readMember,
  view: membershipMessage,
  page: ({ accountId }) => ({ kind: 'account', id: accountId }),
});

async function readMember({ app, who }: Interaction, { accountId, customerId }: Member): Promise<MembershipProps> {
  const [account, membership] = await Promise.all([
    accountOf(app, accountId),
    app.readers.operations.accounts.member({ params: { userGroupId: accountId, userId: customerId } }).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'not_found') return undefined;
      throw error;
    }),
  ]);
  if (membership === undefined)
    throw new Fault(
      'not_found',
      speak('Customer {customerId} isn’t a member of {account}. `/account add {accountId} {customerId}` adds them.', {
        customerId,
        account: accountName(account),
        accountId,
      }),
    );
  const branch = account.branchId ?? homeBranch(app);
  const about = { account: accountId, member: customerId, branch };
  const starts: readonly [string, string][] =
    membership.role === 'OWNER'
      ? []
      : [
          ['account.update-member', speak('Change')],
          ['account.remove-members', speak('Remove')],
        ];
  const open: RowButton = {
    text: speak('Open customer'),
    actionId: actionIds.openCustomer,
    value: writePointer({ customer: customerId, branch }),
  };
  return {
    account: accountName(account),
    member: memberOf(app, account, membership),
    redactor: redactorFor(app),
    buttons: [
      ...(who.may('read.customer') ? [open] : []),
      ...starts
        .filter(([action]) => who.may(action) && Object.hasOwn(app.actions, action))
        .map(([action, text]) => startButton(action, text, about, customerId)),
    ],
  };
}
