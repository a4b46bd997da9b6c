import type { Voucherable } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Readers } from '../define.ts';
import { branchesOf } from '../shared/branches.ts';
import { type Giving, isFor, moneyOf, nameTellsWorth, templatesOf, type VoucherTarget, worthOf } from './shared.ts';

type Template = Giving & { accountType?: string | undefined };

/** Vouchers that can be given in place of another: of money alone, of the same currency, for the same accounts, and worth less. */
export async function lesserVouchers(
  readers: Pick<Readers, 'operations'>,
  { target, branchId }: { target: VoucherTarget; branchId: number },
  asked: Template,
): Promise<{ value: string; text: string }[]> {
  const { items } = await templatesOf(readers, branchId, () => branchesOf(readers));
  const most = moneyAlone(asked)?.amount ?? 0;
  return items
    .filter((template) => isFor(template, target.kind) && unlikeVoucher(asked, template) === undefined)
    .flatMap((template) => {
      const amount = moneyAlone(template)?.amount;
      return amount === undefined || amount >= most ? [] : [{ template, amount }];
    })
    .sort((one, other) => other.amount - one.amount || one.template.id - other.template.id)
    .map(({ template }) => ({ value: String(template.id), text: named(template) }));
}

function moneyAlone(template: Giving) {
  const { money, givesMore } = moneyOf(template);
  return givesMore ? undefined : money;
}

/** Why one can't be given in place of the other, in a sentence; that it is worth less is not looked at. */
export function unlikeVoucher(asked: Template, offered: Template): string | undefined {
  const [was, is] = [moneyAlone(asked), moneyAlone(offered)];
  if (was === undefined || is === undefined) return speak('Choose a voucher of money alone.');
  if (was.currency !== is.currency)
    return speak('Choose a voucher in {currency}: that is what was asked for.', { currency: was.currency });
  if ((asked.accountType ?? '') !== (offered.accountType ?? ''))
    return speak('Choose a voucher for the same type of account as the one that was asked for.');
  return undefined;
}

function named(template: Voucherable): string {
  const name = template.name ?? template.code ?? speak('Voucher {template}', { template: template.id });
  return nameTellsWorth(name, template) ? name : `${name} · ${worthOf(template)}`;
}
