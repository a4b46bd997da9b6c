import { formatMoney } from '../../lib/money.ts';
import { counted, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import type { Part } from '../common/plain.ts';
import { bold, type Line, say } from '../common/rich.ts';
import { requirementShort } from '../eligibility/requirements.ts';
import type { ProfileProps } from './profile-props.ts';
import { cardStateWords, documentWords, type StateWords, stateWords } from './states.ts';

/** Whether they can drive, and why not: the back office's verdict, in one line. */
export function driveLine({ customer, branch, requirements }: ProfileProps): string {
  const branchName = oneLine(branch.name);
  if (customer.blockState === 'DELETED') return '⛔ Deleted: cannot start anywhere';
  if (!requirements.ok) return `❔ Whether they can start in ${branchName} is not known: ${oneLine(requirements.say)}`;
  const { fulfilled, requirements: all, category } = requirements.value;
  const where = category === undefined ? branchName : `${branchName} (${oneLine(category)})`;
  const unmet = all.filter((requirement) => !requirement.fulfilled);
  if (fulfilled ?? unmet.length === 0) return `✅ Can start in ${where}`;
  const why = [...new Set(unmet.map(requirementShort))];
  if (why.length === 0) return `⛔ Cannot start in ${where}; the back office does not say why`;
  const rest = why.length > 6 ? `; and ${why.length - 6} more` : '';
  return `⛔ Cannot start in ${where}: ${why.slice(0, 6).join('; ')}${rest}`;
}

/** Whether they can pay, and why not. */
export function payLine({ customer, paymentSources, details, show }: ProfileProps): string {
  const problems: string[] = [];
  const money = details.ok ? openInvoices(details.value) : undefined;
  if (customer.blockedByUnpaidInvoices === true)
    problems.push(`blocked by unpaid invoices${money === undefined ? '' : ` (${money} open)`}`);
  const sources = paymentSources.ok ? paymentSources.value : [];
  const byInvoice = customer.paymentState === 'INVOICING';
  const has = customer.paymentSourceIsAvailable ?? (paymentSources.ok ? sources.length > 0 || byInvoice : undefined);
  if (has === false && !byInvoice) problems.push('no payment method');
  if (problems.length > 0) return `⛔ Cannot pay: ${problems.join('; ')}`;
  if (has === undefined) {
    const why = paymentSources.ok || paymentSources.hidden === true ? '' : `: ${oneLine(paymentSources.say)}`;
    return `❔ Whether they can pay is not known${why}`;
  }
  const main = sources.find(({ isDefault }) => isDefault === true) ?? sources[0];
  const label = main === undefined ? '' : oneLine(main.label ?? main.type ?? '');
  const how = byInvoice ? ' by invoice' : label === '' || show.audience === 'many' ? '' : ` with ${label}`;
  const others =
    sources.length > 1 && show.audience === 'one' ? `, ${counted(sources.length - 1, 'other way', 'other ways')}` : '';
  return `✅ Can pay${how}${others}`;
}

export function openInvoices(details: {
  openInvoicesGross?: number | undefined;
  currency?: string | undefined;
}): string | undefined {
  const { openInvoicesGross: amount, currency } = details;
  return amount === undefined ? undefined : formatMoney({ amount, currency: oneLine(currency ?? '') });
}

/** States that hinder come first and say what helps; the others stand in one line. */
export function stateLines(props: ProfileProps): { open: Line[]; settled: string[] } {
  const { customer, details } = props;
  const all: readonly [string, StateWords | undefined][] = [
    [
      'Blocked',
      customer.blockState === 'BLOCKED' || customer.blockState === 'DELETED'
        ? stateWords('block', customer.blockState)
        : undefined,
    ],
    [`Terms in ${oneLine(props.branch.name)}`, details.ok ? stateWords('terms', details.value.terms) : undefined],
    ['Driving licence', documentWords('licence', customer)],
    ['ID', documentWords('id', customer)],
    [
      'Manual verification',
      customer.manualVerificationState === undefined ? undefined : stateWords('manual', customer.manualVerificationState),
    ],
    [
      'External verification',
      customer.customExternalVerificationState === undefined
        ? undefined
        : stateWords('external', customer.customExternalVerificationState),
    ],
    ['Payment', customer.paymentState === undefined ? undefined : stateWords('payment', customer.paymentState)],
    ['Credit check', customer.creditStatus === undefined ? undefined : stateWords('credit', customer.creditStatus)],
    ['E-mail', confirmed(customer.emailIsVerified, customer.email)],
    ['Phone', confirmed(customer.phoneIsVerified, customer.phone)],
    [
      'Sign-up',
      customer.signupSettled === false
        ? { words: 'not finished', next: 'the customer finishes it in the app', good: false }
        : undefined,
    ],
  ];
  const known = all.flatMap(([label, state]) => (state === undefined ? [] : [{ label, state }]));
  return {
    open: known
      .filter(({ state }) => !state.good)
      .map(({ label, state }) => [
        bold(`${label}: `),
        say(state.next === undefined ? state.words : `${state.words} → ${state.next}`, 250),
      ]),
    settled: known.filter(({ state }) => state.good).map(({ label, state }) => `${label}: ${state.words}`),
  };
}

function confirmed(is: boolean | undefined, what: string | undefined): StateWords | undefined {
  if (is === undefined || what === undefined) return undefined;
  return is ? { words: 'confirmed', good: true } : { words: 'not confirmed', next: 'the customer confirms it', good: false };
}

/** Invoices, rides, cards, business account, tags, notes: whatever there is, a line each; a part that failed says so in its place. */
export function factLines(props: ProfileProps): Line[] {
  const { customer, details, accounts, cards, show } = props;
  const found: Line[] = [];
  if (!details.ok) found.push(failed('Terms, invoices and rides', details.say));
  if (details.ok) {
    const open = openInvoices(details.value);
    if (open !== undefined)
      found.push([bold('Open invoices: '), say((details.value.openInvoicesGross ?? 0) > 0 ? open : 'none')]);
    if (details.value.rides !== undefined) found.push([bold('Rides: '), say(rides(details.value))]);
  }
  found.push(
    ...listLines('Cards', cards, (card) => `${oneLine(card.number ?? String(card.id))} (${cardStateWords(card.state)})`, 'none'),
  );
  found.push(
    ...listLines(
      'Business account',
      accounts,
      (account) => {
        const role = account.role === undefined ? [] : [oneLine(account.role).toLowerCase()];
        const facts = [`account ${account.id}`, ...role].join(', ');
        const name = show.audience === 'many' ? '' : oneLine(account.name ?? '');
        return name === '' ? facts : `${name} (${facts})`;
      },
      'none',
    ),
  );
  if (!props.paymentSources.ok) found.push(...failedPart('Payment methods', props.paymentSources));
  if (props.vouchers !== undefined)
    found.push(...(props.vouchers.ok ? [vouchersLine(props.vouchers.value)] : failedPart('Vouchers', props.vouchers)));
  if (props.rating !== undefined)
    found.push(
      ...(props.rating.ok
        ? [[bold('Credit rating: '), say(show.audience === 'many' ? 'not shared' : props.rating.value, 250)]]
        : failedPart('Credit rating', props.rating)),
    );
  const tags = (customer.tags ?? []).map(oneLine).filter((tag) => tag !== '');
  if (tags.length > 0) found.push([bold('Tags: '), say(some(tags, 12), 400)]);
  const notes = (customer.annotations ?? []).map(oneLine).filter((note) => note !== '');
  if (notes.length > 0)
    found.push([
      bold('Notes: '),
      say(show.audience === 'many' ? counted(notes.length, 'note') : notes.slice(0, 5).join(' · '), 600),
    ]);
  return [...found, ...hiddenLine(props)];
}

function rides({
  rides: count,
  ridesKilometers,
  lastRentalAt,
}: {
  rides?: number | undefined;
  ridesKilometers?: number | undefined;
  lastRentalAt?: string | undefined;
}): string {
  const kilometres = ridesKilometers === undefined ? '' : `, ${Math.round(ridesKilometers)} km`;
  const last = lastRentalAt === undefined ? '' : `, last ${oneLine(formatDay(lastRentalAt))}`;
  return `${count ?? 0}${kilometres}${last}`;
}

function vouchersLine({ all, usable }: { all: number; usable: number }): Line {
  const rest = all - usable;
  const words = usable === 0 ? 'none that can be used' : `${usable} can be used`;
  return [bold('Vouchers: '), say(all === 0 ? 'none' : rest === 0 ? words : `${words}, ${rest} used up or over`)];
}

function listLines<T>(label: string, part: Part<readonly T[]>, word: (item: T) => string, none: string): Line[] {
  if (!part.ok) return failedPart(label, part);
  return [[bold(`${label}: `), say(part.value.length === 0 ? none : some(part.value.map(word), 5), 400)]];
}

function some(items: readonly string[], most: number): string {
  return items.length <= most ? items.join(', ') : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

function failed(label: string, why: string): Line {
  return [bold(`${label}: `), say(`could not be loaded. ${why}`, 300)];
}

/** A part that failed says why in its place; what this person may not see stands in one line for all (`hiddenLine`). */
function failedPart(label: string, part: { say: string; hidden?: true }): Line[] {
  return part.hidden === true ? [] : [failed(label, part.say)];
}

/** What the profile leaves out because of who looks, so that nobody takes it for not being there. */
function hiddenLine({ paymentSources, accounts, vouchers, rating }: ProfileProps): Line[] {
  const parts: readonly [string, Part<unknown> | undefined][] = [
    ['business account', accounts],
    ['payment methods', paymentSources],
    ['vouchers', vouchers],
    ['credit rating', rating],
  ];
  const hidden = parts.flatMap(([label, part]) => (part?.ok === false && part.hidden === true ? [label] : []));
  return hidden.length === 0 ? [] : [[bold('Not shown to your role: '), say(hidden.join(', '))]];
}
