import { speak } from '../../lib/language/speak.ts';
import { listed, oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import { type Interpreted, interpret, isFine, type StateKind, stateWord } from '../../states/interpret.ts';
import { pagesLine } from '../common/pages.ts';
import type { Part } from '../common/plain.ts';
import { bold, type Line, say } from '../common/rich.ts';
import { type RequirementFacts, requirementWords } from '../eligibility/requirements.ts';
import { openInvoices, unpaidInvoices } from './money.ts';
import type { ProfileProps, VoucherCounts } from './profile-props.ts';
import { documentWords } from './states.ts';
import { isBlockedByInvoices } from './verdict.ts';

type Stated = { label: string; state: Interpreted; requirement?: string };

/** Every state that is known, with the requirement of a rental that rests on it. */
function statesOf({ customer, details, branch }: ProfileProps): Stated[] {
  const judged = (kind: StateKind, state: string | undefined) => (state === undefined ? undefined : interpret(kind, state));
  const all: readonly [string, Interpreted | undefined, string?][] = [
    [speak('Block state'), isFine('block', customer.blockState) ? undefined : interpret('block', customer.blockState), 'BLOCKED'],
    [
      speak('Terms in {branch}', { branch: oneLine(branch.name) }),
      details.ok ? interpret('terms', details.value.terms) : undefined,
      'TERMS',
    ],
    [speak('Driving licence'), documentWords('licence', customer), 'DRIVING_LICENSE'],
    [speak('ID'), documentWords('id', customer), 'ID_DOCUMENT'],
    [speak('Manual verification'), judged('manual', customer.manualVerificationState), 'MANUAL_VERIFICATION'],
    [speak('External verification'), judged('external', customer.customExternalVerificationState)],
    [speak('Payment'), judged('payment', customer.paymentState), 'PAYMENT_SOURCE'],
    [speak('Credit check'), judged('credit', customer.creditStatus), 'CREDIT'],
    [speak('E-mail'), confirmed(customer.emailIsVerified, customer.email), 'EMAIL_VERIFIED'],
    [speak('Phone'), confirmed(customer.phoneIsVerified, customer.phone), 'PHONE_VERIFIED'],
    [
      speak('Sign-up'),
      customer.signupSettled === false
        ? { words: speak('not finished'), next: speak('ask the customer to finish it in the app'), fine: false, known: true }
        : undefined,
      'SIGNED_UP',
    ],
  ];
  return all.flatMap(([label, state, requirement]) => (state === undefined ? [] : [{ label, state, requirement }]));
}

/** A back office may list far more than anybody reads here. */
const mostBlocking = 8;

/** What keeps somebody from renting, each with its next step; what else is open; and what is in order, in words for one line. */
export function stateLines(props: ProfileProps, most = mostBlocking): { blocking: Line[]; open: Line[]; settled: string[] } {
  const states = statesOf(props);
  const open = states.filter(({ state }) => !state.fine);
  const unmet = props.requirements.ok ? props.requirements.value.requirements.filter(({ fulfilled }) => !fulfilled) : [];
  const told = new Set(unmet.map(({ type }) => type));
  const isBlocking = ({ requirement }: Stated) =>
    requirement === 'BLOCKED' || (requirement !== undefined && told.has(requirement));
  // A state says more than the requirement that rests on it.
  const further = unmet.filter(({ type }) => !open.some(({ requirement }) => requirement === type));
  const invoices: readonly RequirementFacts[] =
    isBlockedByInvoices(props) === true && !told.has('UNPAID_INVOICES') ? [{ type: 'UNPAID_INVOICES', fulfilled: false }] : [];
  const blocking = [
    ...open.filter(isBlocking).map(stateLine),
    ...[...further, ...invoices].map((one) => requirementLine(one, props)),
  ];
  const rest = blocking.length - most;
  return {
    blocking:
      rest > 0
        ? [
            ...blocking.slice(0, most),
            [say(speak('{rest, plural, one {# more blocker} other {# more blockers}}: see Eligibility.', { rest }))],
          ]
        : blocking,
    open: open.filter((one) => !isBlocking(one)).map(stateLine),
    settled: states.filter(({ state }) => state.fine).map(({ label, state }) => `${label}: ${state.words}`),
  };
}

function stateLine({ label, state }: Stated): Line {
  return [bold(`${label}: `), say(state.next === undefined ? state.words : `${state.words} → ${state.next}`, 250)];
}

function requirementLine(requirement: RequirementFacts, { details, redactor }: ProfileProps): Line {
  const { title, means } = requirementWords(requirement);
  const money = requirement.type === 'UNPAID_INVOICES' && details.ok ? unpaidInvoices(details.value) : undefined;
  // What the back office says of an unknown requirement may name somebody.
  const why = redactor.audience === 'many' && !requirementWords(requirement).known ? '' : means;
  return [
    bold(`${title}: `),
    say([...(money === undefined ? [] : [speak('{money} open.', { money })]), why].join(' ').trim(), 350),
  ];
}

function confirmed(is: boolean | undefined, what: string | undefined): Interpreted | undefined {
  if (is === undefined || what === undefined) return undefined;
  return is
    ? { words: speak('confirmed'), fine: true, known: true }
    : { words: speak('not confirmed'), next: speak('ask the customer to confirm it'), fine: false, known: true };
}

/** Invoices, rides, cards, business account, tags, labels: whatever there is, a line each; a part that failed says so in its place. */
export function factLines(props: ProfileProps): Line[] {
  const { customer, details, accounts, cards, redactor } = props;
  const found: Line[] = [];
  if (!details.ok) found.push(failed(speak('Terms, invoices and rides'), details.say));
  if (details.ok) {
    const open = openInvoices(details.value);
    if (open !== undefined)
      found.push([bold(`${speak('Open invoices')}: `), say((details.value.openInvoicesGross ?? 0) > 0 ? open : speak('none'))]);
    if (details.value.rides !== undefined) found.push([bold(`${speak('Rides')}: `), say(rides(details.value))]);
  }
  found.push(
    ...listLines(
      speak('Cards'),
      cards,
      (card) => `${oneLine(card.number ?? String(card.id))} (${cardWord(card.state)})`,
      speak('none'),
    ),
  );
  found.push(
    ...listLines(
      speak('Business account'),
      accounts,
      (account) => {
        const role = account.role === undefined ? [] : [oneLine(account.role).toLowerCase()];
        const facts = [speak('account {account}', { account: account.id }), ...role].join(', ');
        const name = redactor.audience === 'many' ? '' : oneLine(account.name ?? '');
        return name === '' ? facts : `${name} (${facts})`;
      },
      speak('not a member'),
    ),
  );
  if (!props.paymentSources.ok) found.push(...failedPart(speak('Payment methods'), props.paymentSources));
  if (props.vouchers !== undefined)
    found.push(...(props.vouchers.ok ? [vouchersLine(props.vouchers.value)] : failedPart(speak('Vouchers'), props.vouchers)));
  if (props.rating !== undefined)
    found.push(
      ...(props.rating.ok
        ? [
            [
              bold(`${speak('Credit rating')}: `),
              say(redactor.audience === 'many' ? speak('not shared') : props.rating.value, 250),
            ],
          ]
        : failedPart(speak('Credit rating'), props.rating)),
    );
  found.push(...duplicateLine(props));
  const tags = (customer.tags ?? []).map(oneLine).filter((tag) => tag !== '');
  if (tags.length > 0) found.push([bold(`${speak('Tags')}: `), say(some(tags, 12), 400)]);
  // Annotations are the back office's own labels: shown, never written.
  const marks = (customer.annotations ?? []).map(oneLine).filter((mark) => mark !== '');
  if (marks.length > 0)
    found.push([
      bold(`${speak('Labels')}: `),
      say(
        redactor.audience === 'many'
          ? speak('{marks, plural, one {# label} other {# labels}}', { marks: marks.length })
          : marks.slice(0, 5).join(' · '),
        600,
      ),
    ]);
  const pages = pagesLine(props);
  return [...found, ...(pages.length === 0 ? [] : [pages]), ...hiddenLine(props)];
}

/** A phone code sent to a number that nobody has makes a second account: people then ask why their rides are gone. */
function duplicateLine({ duplicates = [], redactor }: ProfileProps): Line[] {
  if (duplicates.length === 0 || redactor.audience === 'many') return [];
  const words = duplicates.slice(0, 3).map(({ id, by }) => speak('customer {id} has the same {by}', { id, by: listed(by) }));
  const rest = duplicates.length > 3 ? speak(', and {duplicates} more', { duplicates: duplicates.length - 3 }) : '';
  return [[bold(`${speak('Possible duplicate')}: `), say(`${words.join('; ')}${rest}`, 300)]];
}

function cardWord(state: string | undefined): string {
  return state === undefined ? speak('state not known') : stateWord('card', state);
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
  if (!count) return speak('none so far');
  const kilometres = ridesKilometers === undefined ? '' : speak(', {round} km', { round: Math.round(ridesKilometers) });
  const last =
    lastRentalAt === undefined ? '' : speak(', last on {lastRentalAt}', { lastRentalAt: oneLine(formatDay(lastRentalAt)) });
  return `${speak('{count, plural, one {# ride} other {# rides}}', { count })}${kilometres}${last}`;
}

function vouchersLine({ all, usable, unclear = [] }: VoucherCounts): Line {
  const spent = all - usable - unclear.length;
  const strange = [
    ...new Set(
      unclear.map((state) =>
        state === undefined ? speak('no state') : speak('the state “{stateWord}”', { stateWord: stateWord('voucher', state) }),
      ),
    ),
  ];
  const rest = [
    ...(spent === 0 ? [] : [speak('{spent} used or expired', { spent })]),
    ...(strange.length === 0 ? [] : [speak('{unclear} with {some}', { unclear: unclear.length, some: some(strange, 3) })]),
  ].join(', ');
  const words =
    usable > 0
      ? speak('{usable} usable', { usable })
      : strange.length > 0
        ? speak('none known to be usable')
        : speak('no usable vouchers');
  return [bold(`${speak('Vouchers')}: `), say(all === 0 ? speak('none') : rest === '' ? words : `${words} (${rest})`, 250)];
}

function listLines<T>(label: string, part: Part<readonly T[]>, word: (item: T) => string, none: string): Line[] {
  if (!part.ok) return failedPart(label, part);
  return [[bold(`${label}: `), say(part.value.length === 0 ? none : some(part.value.map(word), 5), 400)]];
}

function some(items: readonly string[], most: number): string {
  return items.length <= most
    ? items.join(', ')
    : speak('{items} and {items2} more', { items: items.slice(0, most).join(', '), items2: items.length - most });
}

function failed(label: string, why: string): Line {
  return [bold(`${label}: `), say(speak('could not be loaded. {why}', { why }), 300)];
}

/** A part that failed says why in its place; what this person may not see is in one line for all (`hiddenLine`). */
function failedPart(label: string, part: { say: string; hidden?: true }): Line[] {
  return part.hidden === true ? [] : [failed(label, part.say)];
}

/** What the profile leaves out because of who looks, so that nobody takes it for not being there. */
function hiddenLine({ paymentSources, accounts, vouchers, rating }: ProfileProps): Line[] {
  const parts: readonly [string, Part<unknown> | undefined][] = [
    [speak('business account'), accounts],
    [speak('payment methods'), paymentSources],
    [speak('vouchers'), vouchers],
    [speak('credit rating'), rating],
  ];
  const hidden = parts.flatMap(([label, part]) => (part?.ok === false && part.hidden === true ? [label] : []));
  return hidden.length === 0 ? [] : [[bold(`${speak('Not shown to your role')}: `), say(hidden.join(', '))]];
}
