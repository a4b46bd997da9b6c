import { formatMoney } from '../../lib/money.ts';
import { escapeMrkdwn, humanise, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
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
    amount === undefined ? 'not said' : formatMoney({ amount, currency: oneLine(props.currency ?? '') });
  const { periodStart, periodEnd } = props;
  const period =
    periodStart === undefined && periodEnd === undefined
      ? []
      : [
          `Period: ${periodStart === undefined ? '…' : oneLine(formatDay(periodStart))} to ${periodEnd === undefined ? '…' : oneLine(formatDay(periodEnd))}`,
        ];
  const heading = `Billing of ${oneLine(props.account)}`;
  const facts = [`Open: ${money(props.openGross)}`, `Billed: ${money(props.billedGross)}`, ...period];
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
    heading: `Payment methods of ${oneLine(account)}`,
    none: 'There is none that can be seen.',
    rows: sources.map(({ label, type, state, isDefault, expiresAt }, index) => {
      const kind = type === undefined ? '' : humanise(type);
      const name = oneLine(label ?? '') || kind || 'Payment method';
      return {
        key: String(index),
        title: name,
        buttons: [],
        facts: [
          ...(kind === '' || kind === name ? [] : [kind]),
          ...(isDefault === true ? ['used first'] : []),
          ...(state === undefined ? [] : [humanise(state).toLowerCase()]),
          ...(expiresAt === undefined ? [] : [`until ${oneLine(formatDay(expiresAt))}`]),
        ],
      };
    }),
    notes: [
      'Only what the app’s own user in the back office may see is listed. Payment methods are never changed from here: the account’s owner or administrator does it.',
    ],
  });
}
