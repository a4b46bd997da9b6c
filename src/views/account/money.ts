import { speak } from '../../lib/language/speak.ts';
import { formatMoney } from '../../lib/money.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import { stateWord } from '../../states/interpret.ts';
import { upstreamWord } from '../../states/upstream-words.ts';
import type { Message } from '../common/blocks.ts';
import { bold, type Line, richLines, say } from '../common/rich.ts';
import { rowsMessage } from '../common/rows.ts';
import type { PaymentSourceFacts } from '../customer/facts.ts';

export type BillingProps = {
  /** Worded for the reader. */
  account: string;
  currency?: string | undefined;
  openGross?: number | undefined;
  billedGross?: number | undefined;
  periodStart?: string | undefined;
  periodEnd?: string | undefined;
};

/** What a business account owes and was billed. */
export function billingMessage(props: BillingProps): Message {
  const money = (amount: number | undefined) =>
    amount === undefined ? speak('not said') : formatMoney({ amount, currency: oneLine(props.currency ?? '') });
  const { periodStart, periodEnd } = props;
  const period =
    periodStart === undefined && periodEnd === undefined
      ? []
      : [
          speak('Period: {rest} to {rest2}', {
            rest: periodStart === undefined ? '…' : oneLine(formatDay(periodStart)),
            rest2: periodEnd === undefined ? '…' : oneLine(formatDay(periodEnd)),
          }),
        ];
  const heading = speak('Billing of {account}', { account: oneLine(props.account) });
  const facts = [
    speak('Open: {money}', { money: money(props.openGross) }),
    speak('Billed: {money}', { money: money(props.billedGross) }),
    ...period,
  ];
  return {
    text: escapeMrkdwn([heading, ...facts].join('\n'), 1500),
    blocks: [richLines([bold(heading, 300)], ...facts.map((fact): Line => [say(fact, 300)]))],
  };
}

export type AccountPaymentProps = {
  /** Worded for the reader. */
  account: string;
  sources: readonly PaymentSourceFacts[];
};

/** How a business account pays, as far as it may be seen. */
export function accountPaymentMessage({ account, sources }: AccountPaymentProps): Message {
  return rowsMessage({
    heading: speak('Payment methods of {account}', { account: oneLine(account) }),
    none: speak('No visible payment methods.'),
    rows: sources.map(({ label, type, state, isDefault, expiresAt }, index) => {
      const kind = type === undefined ? '' : upstreamWord(type);
      const name = oneLine(label ?? '') || kind || speak('Payment method');
      return {
        key: String(index),
        title: name,
        buttons: [],
        facts: [
          ...(kind === '' || kind === name ? [] : [kind]),
          ...(isDefault === true ? [speak('used first')] : []),
          ...(state === undefined ? [] : [stateWord('paymentSource', state)]),
          ...(expiresAt === undefined ? [] : [speak('until {expiresAt}', { expiresAt: oneLine(formatDay(expiresAt)) })]),
        ],
      };
    }),
    notes: [
      speak(
        'Only payment methods Wheelhouse has access to are listed. Payment methods are never changed from here: the account’s owner or administrator does it.',
      ),
    ],
  });
}
