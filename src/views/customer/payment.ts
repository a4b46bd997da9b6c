import { counted, cut, escapeMrkdwn, humanise, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import { context, type Message } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS } from '../common/fit.ts';
import { bold, type Line, lines, quote, rich, richLines, say } from '../common/rich.ts';
import type { PaymentSourceFacts } from './facts.ts';
import { stateWords } from './states.ts';

export type PaymentProps = {
  /** Worded for the reader. */
  who: string;
  /** For the greeting; absent where there is no name. */
  firstName?: string | undefined;
  sources: readonly (PaymentSourceFacts & { isExpired: boolean })[];
  paymentState?: string | undefined;
  isBlockedByInvoices: boolean;
};

/** How a customer pays, as far as it may be seen, and the words to send them: a payment method is changed by the customer alone. */
export function paymentMessage(props: PaymentProps): Message {
  const { who, sources } = props;
  const heading =
    sources.length === 0
      ? `${oneLine(who)} has no payment method that can be seen.`
      : `${oneLine(who)} has ${counted(sources.length, 'payment method')}`;
  const { blocks, taken, leftOut } = drawWhatFits(sources, (source) => [richLines(sourceLine(source))], {
    blocks: 30,
    characters: MESSAGE_CHARACTERS - 4000,
  });
  const words = wordsToSend(props);
  return {
    text: [
      escapeMrkdwn(heading, 400),
      ...sources.slice(0, Math.min(taken, 20)).map((source) => `• ${escapeMrkdwn(plain(source), 200)}`),
      ...facts(props).map((fact) => escapeMrkdwn(fact, 300)),
      `To send to the customer: ${escapeMrkdwn(words, 1200)}`,
    ].join('\n'),
    blocks: [
      richLines([bold(heading, 400)], ...facts(props).map((fact): Line => [say(fact, 300)])),
      ...blocks,
      ...(leftOut === 0 ? [] : [context(`${leftOut} more are not shown.`)]),
      rich(lines([bold('To send to the customer')]), quote(words, 1200)),
      context(
        'Only payment methods that the app’s own user in the back office may see are listed. They are never changed from here: the customer does it, with the payment provider.',
      ),
    ],
  };
}

function facts({ paymentState, isBlockedByInvoices }: PaymentProps): string[] {
  const state = paymentState === undefined ? undefined : stateWords('payment', paymentState);
  return [
    ...(state === undefined
      ? []
      : [`Payment set-up: ${state.words}${state.next === undefined ? '' : ` → ${oneLine(state.next)}`}`]),
    ...(isBlockedByInvoices ? ['Unpaid invoices keep them from renting.'] : []),
  ];
}

function sourceLine(source: PaymentProps['sources'][number]): Line {
  const [name, ...more] = partsOf(source);
  return [bold(name ?? 'Payment method', 200), ...(more.length === 0 ? [] : [say(` · ${more.join(' · ')}`, 300)])];
}

function plain(source: PaymentProps['sources'][number]): string {
  return partsOf(source).join(' · ');
}

function partsOf({ label, type, state, isDefault, expiresAt, isExpired }: PaymentProps['sources'][number]): string[] {
  const kind = type === undefined ? '' : humanise(type);
  const name = oneLine(label ?? '') || kind || 'Payment method';
  return [
    name,
    ...(kind === '' || kind === name ? [] : [kind]),
    ...(isDefault === true ? ['used first'] : []),
    ...(state === undefined ? [] : [humanise(state).toLowerCase()]),
    ...(expiresAt === undefined ? [] : [`${isExpired ? 'expired' : 'until'} ${oneLine(formatDay(expiresAt))}`]),
  ];
}

/** A message that an agent can copy: why it matters, where to do it, and why nobody else can. */
function wordsToSend({ firstName, sources, paymentState, isBlockedByInvoices }: PaymentProps): string {
  const name = cut(oneLine(firstName ?? ''), 60);
  const isMissing = sources.length === 0 && paymentState !== 'INVOICING';
  const why = isMissing
    ? 'There is no payment method in your account yet, so a rental cannot start.'
    : sources.some(({ isExpired }) => isExpired)
      ? 'A payment method in your account has expired.'
      : 'You can change how you pay at any time.';
  return [
    `Hello${name === '' ? '' : ` ${name}`},`,
    ...(isBlockedByInvoices
      ? ['An invoice is still unpaid. Please pay it in the app under “Invoices”; then you can rent again.']
      : []),
    why,
    `Please open the app, go to “Profile” and then “Payment”, and ${isMissing ? 'add one' : 'add a new one or choose another one'} there. For your safety only you can enter payment details; we cannot see or change them.`,
    'If the app says that something is wrong, please send us what it says.',
  ].join('\n');
}
