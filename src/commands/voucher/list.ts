import { accountName } from '../../actions/account/shared/names.ts';
import type { Voucher } from '../../api/operations/index.ts';
import type { Money } from '../../lib/money.ts';
import { actionIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { type VoucherListProps, voucherListMessage } from '../../views/voucher/list.ts';
import type { AppContext } from '../app-context.ts';
import type { Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { customerOrAccount, type TargetAt } from '../subjects/customer-or-account.ts';
import { redactorFor } from '../subjects/look-up.ts';

/** `/voucher list <customer | account:…>` */
export const voucherList = defineRead({
  command: 'voucher',
  verb: 'list',
  description: 'The vouchers of a customer or a business account, and what is left of them',
  needs: 'read.voucher',
  title: 'Vouchers',
  about: customerOrAccount('whose vouchers are'),
  opens: actionIds.voucherList,
  fetch: readVouchers,
  view: voucherListMessage,
  page: ({ kind, id }) => ({ kind, id }),
});

async function readVouchers({ app, who }: Interaction, target: TargetAt): Promise<VoucherListProps> {
  const { vouchers } = app.readers.operations;
  const [holder, found] = await Promise.all([
    holderOf(app, target),
    target.kind === 'customer'
      ? vouchers.ofCustomer({ params: { userId: target.id }, query: {} })
      : vouchers.ofAccount({ params: { groupId: target.id }, query: {} }),
  ]);
  const apply = writePointer({ action: 'voucher.apply', [target.kind]: target.id, branch: target.branch });
  return {
    holder,
    vouchers: found.items.map(factsOf),
    apply: who.may('voucher.apply') ? apply : undefined,
  };
}

async function holderOf(app: AppContext, { kind, id }: TargetAt): Promise<string> {
  const { customers, accounts } = app.readers.operations;
  return kind === 'customer'
    ? redactorFor(app).person(await customers.get({ params: { id } }))
    : accountName(await accounts.get({ params: { userGroupId: id } }));
}

function factsOf(voucher: Voucher) {
  const { id, name, voucherableCode, status, valueGross, remainingValueGross, currency, freeMinutes, validUntil } = voucher;
  return {
    id,
    name: name ?? voucherableCode,
    status,
    value: moneyOf(valueGross, currency),
    remaining: moneyOf(remainingValueGross, currency),
    freeMinutes,
    validUntil,
  };
}

function moneyOf(amount: number | undefined, currency: string | undefined): Money | undefined {
  return amount === undefined ? undefined : { amount, currency: currency ?? '' };
}
