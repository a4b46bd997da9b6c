import { accountName } from '../../actions/vocabulary/accounts.ts';
import type { Account, Membership } from '../../api/operations/index.ts';
import { type MemberFacts, membersMessage } from '../../views/account/members.ts';
import type { Message } from '../../views/common/blocks.ts';
import { pagesOf } from '../../views/common/rows.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { readPointer } from '../../views/pointer.ts';
import { answerWith, inItsPlace } from '../answer.ts';
import type { Button, Interaction } from '../context.ts';
import { showFor } from '../find/look-up.ts';
import { homeBranch } from '../form/filling.ts';
import { accountOf, accountRead, pointedAccount } from './read.ts';

const membersAPage = 10;
const title = 'Members';

/** `/account members <account>` */
export const accountMembers = accountRead({
  verb: 'members',
  description: 'Who is in a business account, with role, state and cost centre',
  needs: 'read.account',
  title,
  actionId: actionIds.accountMembers,
  callbackId: callbackIds.accountMembers,
  show: (interaction, account) => showMembers(interaction, account, 0),
});

/** Turns the page, in its place. */
export const turnMembersButton: Button = {
  id: actionIds.turnMembers,
  needs: 'read.account',
  async run(press) {
    const { page = 0 } = readPointer(press.value);
    const where = await inItsPlace(press, title);
    await answerWith(where, async () => showMembers(where, await accountOf(press.kit, pointedAccount(press.value)), page));
    return undefined;
  },
};

async function showMembers({ kit }: Interaction, account: Account, page: number): Promise<Message> {
  const { accounts } = kit.readers.operations;
  const found = await accounts.members({ params: { id: account.id }, query: { page, size: membersAPage } });
  const first = page * membersAPage + 1;
  const shown = found.items.slice(0, membersAPage);
  const total = found.totalElements;
  const hasNext = total === undefined ? found.items.length >= membersAPage : first + shown.length <= total;
  const branchId = account.branchId ?? homeBranch(kit);
  return membersMessage({
    account: accountName(account),
    accountId: account.id,
    branchId,
    members: shown.map((membership) => memberOf(account, membership)),
    first,
    total,
    show: showFor(kit),
    pages: pagesOf(actionIds.turnMembers, { account: account.id, branch: branchId }, page, hasNext),
  });
}

/** A membership as it is shown, with its cost centre by name. */
export function memberOf(account: Account, membership: Membership): MemberFacts {
  const { userId, role, state, costCenterId, superiorEmail, user } = membership;
  const costCenter = account.costCenters?.find(({ id }) => id === costCenterId);
  return {
    id: userId,
    firstName: user?.firstName,
    lastName: user?.lastName,
    email: user?.email,
    role,
    state,
    costCenter: costCenterId === undefined ? undefined : (costCenter?.name ?? costCenter?.code ?? `no. ${costCenterId}`),
    superiorEmail,
  };
}
