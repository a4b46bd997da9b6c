import { speak } from '../../lib/language/speak.ts';
import { formatMoney, type Money } from '../../lib/money.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import { stateTitle } from '../../states/interpret.ts';
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
  /** Value of a button that opens the form to apply one; absent if this person may not. */
  apply?: string;
};

/** The vouchers somebody has. */
export function voucherListMessage({ holder, vouchers, apply }: VoucherListProps): Message {
  const heading =
    vouchers.length === 0
      ? speak('{holder} has no vouchers.', { holder: oneLine(holder) })
      : speak('{holder} has {vouchers, plural, one {# voucher} other {# vouchers}}', {
          holder: oneLine(holder),
          vouchers: vouchers.length,
        });
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
      ...(leftOut === 0 ? [] : [context(speak('{leftOut} more are not shown.', { leftOut }))]),
      ...actions(
        apply === undefined
          ? []
          : [button({ text: speak('Apply voucher'), actionId: `${actionIds.start}:voucher.apply`, value: apply })],
      ),
    ],
  };
}

function nameOf(voucher: VoucherFacts): string {
  return oneLine(voucher.name ?? '') || speak('Voucher {voucher}', { voucher: voucher.id });
}

function factsOf({ status, value, remaining, freeMinutes, validUntil }: VoucherFacts): string {
  return [
    status === undefined ? speak('Status not known') : stateTitle('voucher', status),
    ...(value === undefined
      ? []
      : [
          remaining === undefined
            ? formatMoney(value)
            : speak('{remaining} of {value} left', { remaining: formatMoney(remaining), value: formatMoney(value) }),
        ]),
    ...(freeMinutes === undefined ? [] : [speak('{freeMinutes} free minutes', { freeMinutes })]),
    ...(validUntil === undefined ? [] : [speak('until {validUntil}', { validUntil: formatDay(validUntil) })]),
  ].join(' · ');
}
