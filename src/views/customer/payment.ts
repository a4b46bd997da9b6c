import { type Language, speaking } from '../../lib/language/language.ts';
import { speak } from '../../lib/language/speak.ts';
import { cut, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import { interpret, stateWord } from '../../states/interpret.ts';
import { upstreamWord } from '../../states/upstream-words.ts';
import { actions, context, dashboardButton, type Message } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS } from '../common/fit.ts';
import { bold, type Line, lines, quote, rich, richLines, say } from '../common/rich.ts';
import type { PaymentSourceFacts } from './facts.ts';
import { openInvoices, unpaidInvoices } from './money.ts';

export type PaymentProps = {
  /** The customer's own language, for the text that is sent to them. */
  customerLanguage?: Language;
  /** Worded for the reader. */
  who: string;
  /** For the greeting; absent if there is no name. */
  firstName?: string | undefined;
  sources: readonly (PaymentSourceFacts & { isExpired: boolean })[];
  paymentState?: string | undefined;
  isBlockedByInvoices: boolean;
  /** The sum of open invoices with its currency, if the back office says it. */
  invoices?: { openInvoicesGross?: number | undefined; currency?: string | undefined };
  /** The customer's page in the back office. */
  dashboardUrl?: string | undefined;
};

/** How a customer pays, as far as it may be seen, and the words to send them: a payment method is changed by the customer alone. */
export function paymentMessage(props: PaymentProps): Message {
  const { who, sources } = props;
  const heading =
    sources.length === 0
      ? speak('{who} has no visible payment methods.', { who: oneLine(who) })
      : speak('{who} has {sources, plural, one {# payment method} other {# payment methods}}', {
          who: oneLine(who),
          sources: sources.length,
        });
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
      speak('To send to the customer: {words}', { words: escapeMrkdwn(words, 1200) }),
    ].join('\n'),
    blocks: [
      richLines([bold(heading, 400)], ...facts(props).map((fact): Line => [say(fact, 300)])),
      ...blocks,
      ...(leftOut === 0 ? [] : [context(speak('{leftOut} more not shown', { leftOut }))]),
      rich(lines([bold(speak('To send to the customer'))]), quote(words, 1200)),
      ...actions(dashboardButton(props.dashboardUrl)),
      context(
        speak(
          'Only payment methods Wheelhouse has access to are listed. Only the customer can change them, with the payment provider.',
        ),
      ),
    ],
  };
}

function facts({ paymentState, isBlockedByInvoices, invoices = {} }: PaymentProps): string[] {
  const [open, unpaid] = [openInvoices(invoices), unpaidInvoices(invoices)];
  const state = paymentState === undefined ? undefined : interpret('payment', paymentState);
  return [
    ...(state === undefined
      ? []
      : [
          speak('Payment set-up: {words}{rest}', {
            words: state.words,
            rest: state.next === undefined ? '' : ` → ${oneLine(state.next)}`,
          }),
        ]),
    ...(open === undefined ? [] : [speak('Open invoices: {rest}', { rest: unpaid === undefined ? speak('none') : open })]),
    ...(isBlockedByInvoices
      ? [speak('Unpaid invoices keep them from renting. Finance corrects a wrong one on the customer’s page.')]
      : []),
  ];
}

function sourceLine(source: PaymentProps['sources'][number]): Line {
  const [name, ...more] = partsOf(source);
  return [bold(name ?? speak('Payment method'), 200), ...(more.length === 0 ? [] : [say(` · ${more.join(' · ')}`, 300)])];
}

function plain(source: PaymentProps['sources'][number]): string {
  return partsOf(source).join(' · ');
}

function partsOf({ label, type, state, isDefault, expiresAt, isExpired }: PaymentProps['sources'][number]): string[] {
  const kind = type === undefined ? '' : upstreamWord(type);
  const name = oneLine(label ?? '') || kind || speak('Payment method');
  return [
    name,
    ...(kind === '' || kind === name ? [] : [kind]),
    ...(isDefault === true ? [speak('used first')] : []),
    // That it is over is said with the day.
    ...(state === undefined || (isExpired && expiresAt !== undefined && state === 'EXPIRED')
      ? []
      : [stateWord('paymentSource', state)]),
    ...(expiresAt === undefined ? [] : [`${isExpired ? speak('expired on') : speak('until')} ${oneLine(formatDay(expiresAt))}`]),
  ];
}

/** A message that an agent can copy: why it matters, where to do it, and why nobody else can. */
function wordsToSend(props: PaymentProps): string {
  return speaking(props.customerLanguage ?? 'en', () => wordsInTheirLanguage(props));
}

function wordsInTheirLanguage({ firstName, sources, paymentState, isBlockedByInvoices }: PaymentProps): string {
  const name = cut(oneLine(firstName ?? ''), 60);
  const isMissing = sources.length === 0 && paymentState !== 'INVOICING';
  const why = isMissing
    ? speak('There is no payment method in your account yet, so you can’t start a rental.')
    : sources.some(({ isExpired }) => isExpired)
      ? speak('A payment method in your account has expired.')
      : speak('You can change how you pay at any time.');
  return [
    speak('Hello{rest},', { rest: name === '' ? '' : ` ${name}` }),
    ...(isBlockedByInvoices
      ? [speak('An invoice is still unpaid. Please pay it in the app under “Invoices”; then you can rent again.')]
      : []),
    why,
    speak(
      'Please open the app, go to “Profile” and then “Payment”, and {rest} there. For your safety only you can enter payment details; we cannot see or change them.',
      { rest: isMissing ? speak('add one') : speak('add a new one or choose another one') },
    ),
    speak('If the app says that something is wrong, please send us what it says.'),
  ].join('\n');
}
