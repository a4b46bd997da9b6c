import { accountName } from '../../actions/vocabulary/accounts.ts';
import type { Voucher } from '../../api/operations/index.ts';
import { Fault } from '../../errors.ts';
import type { Money } from '../../lib/money.ts';
import type { Message } from '../../views/common/blocks.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { readPointer, writePointer } from '../../views/pointer.ts';
import { voucherListMessage } from '../../views/voucher/list.ts';
import { answerWith, whereItWas } from '../answer.ts';
import type { Button, Interaction } from '../context.ts';
import { showFor } from '../find/look-up.ts';
import { homeBranch } from '../form/filling.ts';
import { defineReadAbout } from '../form/read-about.ts';
import type { Target } from '../form/target.ts';
import type { Kit } from '../kit.ts';

const title = 'Vouchers';
const needs = 'read.voucher';

/** `/voucher list <customer | account:…>` */
export const voucherList = defineReadAbout({
  command: 'voucher',
  verb: 'list',
  description: 'The vouchers of a customer or a business account, and what is left of them',
  needs,
  title,
  callbackId: callbackIds.voucherList,
  accounts: true,
  show: showVouchers,
});

/** From where somebody looks at a customer or an account. */
export const voucherListButton: Button = {
  id: actionIds.voucherList,
  needs,
  async run(press) {
    const where = await whereItWas(press, title);
    await answerWith(where, () => {
      const { customer, account, branch = homeBranch(press.kit) } = readPointer(press.value);
      if (customer !== undefined) return showVouchers(where, { kind: 'customer', id: customer }, branch);
      if (account !== undefined) return showVouchers(where, { kind: 'account', id: account }, branch);
      throw new Fault(
        'bad_input',
        'This button does not say whose vouchers are meant. Look the customer or the account up again.',
      );
    });
    return undefined;
  },
};

async function showVouchers({ kit, who }: Interaction, target: Target, branch: number): Promise<Message> {
  const { vouchers } = kit.readers.operations;
  const [holder, found] = await Promise.all([
    holderOf(kit, target),
    target.kind === 'customer'
      ? vouchers.ofCustomer({ params: { userId: target.id }, query: {} })
      : vouchers.ofAccount({ params: { groupId: target.id }, query: {} }),
  ]);
  const apply = writePointer({ action: 'voucher.apply', [target.kind]: target.id, branch });
  return voucherListMessage({
    holder,
    vouchers: found.items.map(factsOf),
    ...(who.may('voucher.apply') ? { apply } : {}),
  });
}

async function holderOf(kit: Kit, { kind, id }: Target): Promise<string> {
  const { customers, accounts } = kit.readers.operations;
  return kind === 'customer'
    ? showFor(kit).person(await customers.get({ params: { id } }))
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
