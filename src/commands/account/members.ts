import { accountName } from '../../actions/account/shared/names.ts';
import type { Account, Membership } from '../../api/operations/index.ts';
import { dashboardUrl } from '../../approvals/policy/dashboard-pages.ts';
import { speak } from '../../lib/language/speak.ts';
import { type MemberFacts, type MembersProps, membersMessage } from '../../views/account/members.ts';
import { pagesOf } from '../../views/common/rows.ts';
import { actionIds } from '../../views/ids.ts';
import type { AppContext } from '../app-context.ts';
import type { Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { oneAccount } from '../subjects/account.ts';
import { redactorFor } from '../subjects/look-up.ts';
import { homeBranch } from '../subjects/understand.ts';

const membersAPage = 10;

/** `/account members <account>` */
export const accountMembers = defineRead({
  command: 'account',
  verb: 'members',
  description: 'Who is in a business account, with role, state and cost centre',
  needs: 'read.account',
  title: 'Members',
  about: oneAccount,
  opens: actionIds.accountMembers,
  turns: [actionIds.turnMembers],
  fetch: readMembers,
  view: membersMessage,
  page: ({ id }) => ({ kind: 'account', id }),
});

async function readMembers({ app }: Interaction, account: Account, page: number): Promise<MembersProps> {
  const { accounts } = app.readers.operations;
  const found = await accounts.members({ params: { id: account.id }, query: { page, size: membersAPage } });
  const first = page * membersAPage + 1;
  const shown = found.items.slice(0, membersAPage);
  const total = found.totalElements;
  const hasNext = total === undefined ? found.items.length >= membersAPage : first + shown.length <= total;
  const branchId = account.branchId ?? homeBranch(app);
  return {
    account: accountName(account),
    accountId: account.id,
    branchId,
    members: shown.map((membership) => memberOf(app, account, membership)),
    first,
    total,
    redactor: redactorFor(app),
    pages: pagesOf(actionIds.turnMembers, { account: account.id, branch: branchId }, page, hasNext),
  };
}

/** A membership as it is shown, with its cost centre by name. */
export function memberOf({ policy }: Pick<AppContext, 'policy'>, account: Account, membership: Membership): MemberFacts {
  const { userId, role, state, costCenterId, superiorEmail, user } = membership;
  const costCenter = account.costCenters?.find(({ id }) => id === costCenterId);
  return {
    id: userId,
    firstName: user?.firstName,
    lastName: user?.lastName,
    email: user?.email,
    role,
    state,
    costCenter:
      costCenterId === undefined
        ? undefined
        : (costCenter?.name ?? costCenter?.code ?? speak('no. {costCenterId}', { costCenterId })),
    superiorEmail,
    page: dashboardUrl(policy.dashboardLink, 'customer', userId),
  };
}
