import { formatMoney, type Money } from '../../lib/money.ts';
import { counted, escapeMrkdwn, humanise, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import { actions, button, context, type Message } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS } from '../common/fit.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { actionIds } from '../ids.ts';

export type VoucherFacts = {
  id: number;
  name?: string | undefined;
  status?: string | undefined;
  value?: Money | undefined;
  remaining?: Money | undefined;
  freeMinutes?: number | undefined;
  validUntil?: string | undefined;
};

export type VoucherListProps = {
  /** Worded for the reader: a customer or a business account. */
  holder: string;
  vouchers: readonly VoucherFacts[];
  /** Value of a button that opens the form to apply one; absent where this person may not. */
  apply?: string;
};

/** The vouchers somebody has. */
export function voucherListMessage({ holder, vouchers, apply }: VoucherListProps): Message {
  const heading =
    vouchers.length === 0
      ? `${oneLine(holder)} has no vouchers.`
      : `${oneLine(holder)} has ${counted(vouchers.length, 'voucher')}`;
  const draw = (voucher: VoucherFacts) => [richLines([bold(nameOf(voucher), 200)], [say(factsOf(voucher), 300)])];
  const { blocks, taken, leftOut } = drawWhatFits(vouchers, draw, { blocks: 40, characters: MESSAGE_CHARACTERS - 1500 });
  const list = vouchers
    .slice(0, Math.min(taken, 20))
    .map((voucher) => `• ${escapeMrkdwn(nameOf(voucher), 100)}: ${escapeMrkdwn(factsOf(voucher), 150)}`);
  return {
    text: [escapeMrkdwn(heading, 400), ...list].join('\n'),
    blocks: [
      richLines([bold(heading, 400)]),
      ...blocks,
      ...(leftOut === 0 ? [] : [context(`${leftOut} more are not shown.`)]),
      ...actions(
        apply === undefined
          ? []
          : [button({ text: 'Apply voucher', actionId: `${actionIds.start}:voucher.apply`, value: apply })],
      ),
    ],
  };
}

function nameOf(voucher: VoucherFacts): string {
  return oneLine(voucher.name ?? '') || `Voucher ${voucher.id}`;
}

function factsOf({ status, value, remaining, freeMinutes, validUntil }: VoucherFacts): string {
  return (
    [
      ...(status === undefined ? [] : [humanise(status)]),
      ...(value === undefined
        ? []
        : [remaining === undefined ? formatMoney(value) : `${formatMoney(remaining)} of ${formatMoney(value)} left`]),
      ...(freeMinutes === undefined ? [] : [`${freeMinutes} free minutes`]),
      ...(validUntil === undefined ? [] : [`until ${formatDay(validUntil)}`]),
    ].join(' · ') || '–'
  );
}
