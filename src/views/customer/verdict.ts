import { speak } from '../../lib/language/speak.ts';
import { listed, oneLine, short } from '../../lib/text.ts';
import { interpret, isDeleted, isFine, type StateKind } from '../../states/interpret.ts';
import { type RequirementFacts, requirementShort } from '../eligibility/requirements.ts';
import type { PaymentSourceFacts } from './facts.ts';
import { unpaidInvoices } from './money.ts';
import type { ProfileProps } from './profile-props.ts';

/** Whether they can drive, and why not: the back office's verdict in one line, unless it rests on a value that nobody knows. */
export function driveLine(props: ProfileProps): string {
  const { customer, branch, requirements } = props;
  const branchName = oneLine(branch.name);
  if (isDeleted(customer.blockState)) return speak('⛔ Account deleted: can’t rent anywhere');
  const block = interpret('block', customer.blockState);
  const blocked = block.known && !block.fine ? [speak('customer is {words}', { words: block.words })] : [];
  const doubts = driveDoubts(props);
  if (!requirements.ok) {
    if (blocked.length > 0)
      return speak('⛔ Can’t rent in {branchName}{list}', { branchName, list: listOf([...blocked, ...doubts]) });
    return speak('❔ Whether they can rent in {branchName} is not known: {value}', {
      branchName,
      value: [oneLine(requirements.say), ...doubts].join(' · '),
    });
  }
  const { fulfilled, requirements: all, category } = requirements.value;
  const where = category === undefined ? branchName : `${branchName} (${oneLine(category)})`;
  const unmet = all.filter((requirement) => !requirement.fulfilled);
  // The account's own state says it in more detail.
  const told = unmet
    .filter(({ type }) => blocked.length === 0 || type !== 'BLOCKED')
    .map((requirement) => shortOf(requirement, props));
  const why = [...new Set([...blocked, ...told, ...doubts])];
  const isUnmet = fulfilled === false || unmet.length > 0;
  if (fulfilled === true && unmet.length > 0 && blocked.length === 0)
    return speak('❔ Whether they can rent in {where} is not known: the back office says yes, and lists {why}', {
      where,
      why: why.slice(0, mostNamed).join('; '),
    });
  if (blocked.length === 0 && !isUnmet) {
    if (doubts.length === 0) return speak('✅ Can rent in {where}', { where });
    return speak('❔ Whether they can rent in {where} is not known: {doubts}; the back office itself lists nothing against it', {
      where,
      doubts: listed(doubts),
    });
  }
  if (why.length === 0) return speak('⛔ Can’t rent in {where}; the back office doesn’t say why', { where });
  // What is not known must not be what is left out.
  return speak('⛔ Can’t rent in {where}{list}', {
    where,
    list: listOf(why.length > mostNamed ? [...new Set([...blocked, ...doubts, ...told])] : why),
  });
}

const mostNamed = 6;

/** `: terms not accepted`, `, 3 blockers: …`: how many there are, and the first of them by name. */
function listOf(why: readonly string[]): string {
  const rest = why.length > mostNamed ? speak('; and {why} more', { why: why.length - mostNamed }) : '';
  return `${why.length > 1 ? speak(', {why} blockers', { why: why.length }) : ''}: ${why.slice(0, mostNamed).join('; ')}${rest}`;
}

/** An unmet requirement in the headline, unpaid invoices with their sum. */
function shortOf(requirement: RequirementFacts, { details }: ProfileProps): string {
  const money = requirement.type === 'UNPAID_INVOICES' && details.ok ? unpaidInvoices(details.value) : undefined;
  return money === undefined
    ? requirementShort(requirement)
    : speak('{requirementShort} ({money} open)', { requirementShort: requirementShort(requirement), money });
}

/** Values that nobody knows, among those that decide whether somebody may drive: `driving licence “AWAITING_COURIER” (not a value that Wheelhouse knows)`. */
function driveDoubts({ customer, details }: ProfileProps): string[] {
  const states: readonly [string, StateKind, string | undefined][] = [
    [speak('driving licence'), 'licence', customer.licenseVerificationState],
    [speak('ID'), 'id', customer.idVerificationState],
    [speak('manual verification'), 'manual', customer.manualVerificationState],
    [speak('external verification'), 'external', customer.customExternalVerificationState],
    [speak('terms'), 'terms', details.ok ? details.value.terms : undefined],
    [speak('credit check'), 'credit', customer.creditStatus],
  ];
  const { known } = interpret('block', customer.blockState);
  return [
    ...(known
      ? []
      : [
          oneLine(customer.blockState ?? '') === ''
            ? speak('the back office gives no block state')
            : doubt(speak('block state'), customer.blockState),
        ]),
    ...states.flatMap(([what, kind, state]) => doubtOf(what, kind, state)),
  ];
}

/** Only what came is doubted here; what rests on it says for itself when it is missing. */
function doubtOf(what: string, kind: StateKind, state: string | undefined): string[] {
  return state === undefined || interpret(kind, state).known ? [] : [doubt(what, state)];
}

function doubt(what: string, state: string | undefined): string {
  return speak('{what} “{state}” (not a value that Wheelhouse knows)', { what, state: short(oneLine(state ?? ''), 60) });
}

/** Whether they can pay, and why not. Unpaid invoices that nobody speaks of are not known to be none. */
export function payLine(props: ProfileProps): string {
  const { customer, paymentSources, details, redactor } = props;
  const money = details.ok ? unpaidInvoices(details.value) : undefined;
  const unpaid = isBlockedByInvoices(props);
  const sources = paymentSources.ok ? paymentSources.value : [];
  const byInvoice = customer.paymentState === 'INVOICING';
  const has = customer.paymentSourceIsAvailable ?? (paymentSources.ok ? byInvoice || hasSource(sources) : undefined);
  const problems = [
    ...(unpaid === true
      ? [speak('blocked by unpaid invoices{rest}', { rest: money === undefined ? '' : speak(' ({money} open)', { money }) })]
      : []),
    ...(has === false && !byInvoice ? [speak('no payment method')] : []),
  ];
  const main = mainSource(sources);
  const doubts = [
    ...(oneLine(customer.paymentState ?? '') === ''
      ? [speak('the back office gives no payment state')]
      : doubtOf(speak('payment state'), 'payment', customer.paymentState)),
    ...(byInvoice || main === undefined ? [] : doubtOf(speak('payment method'), 'paymentSource', main.state)),
  ];
  if (problems.length > 0) return speak('⛔ Can’t pay: {value}', { value: [...problems, ...doubts].join('; ') });
  if (has === undefined || unpaid === undefined || doubts.length > 0) {
    const parts = [
      ...doubts,
      ...(unpaid === undefined ? [speak('the back office doesn’t say whether unpaid invoices block them')] : []),
      ...(paymentSources.ok || paymentSources.hidden === true ? [] : [oneLine(paymentSources.say)]),
    ];
    return speak('❔ Whether they can pay is not known{rest}', { rest: parts.length === 0 ? '' : `: ${parts.join('; ')}` });
  }
  const label = main === undefined ? '' : oneLine(main.label ?? main.type ?? '');
  const how = byInvoice
    ? speak(' by invoice')
    : label === '' || redactor.audience === 'many'
      ? ''
      : speak(' with {label}', { label });
  const others =
    sources.length > 1 && redactor.audience === 'one'
      ? `, ${speak('{sources, plural, one {# other payment method} other {# other payment methods}}', { sources: sources.length - 1 })}`
      : '';
  return speak('✅ Can pay{how}{others}', { how, others });
}

/** What the customer's own field says, else what the rental requirements say; undefined when neither does. */
export function isBlockedByInvoices({
  customer,
  requirements,
}: Pick<ProfileProps, 'customer' | 'requirements'>): boolean | undefined {
  if (customer.blockedByUnpaidInvoices !== undefined) return customer.blockedByUnpaidInvoices;
  const asked = requirements.ok ? requirements.value.requirements.find(({ type }) => type === 'UNPAID_INVOICES') : undefined;
  return asked === undefined ? undefined : !asked.fulfilled;
}

/** Whether one of them is known to work; undefined when that is known of none, and not known to be false of all. */
function hasSource(sources: readonly PaymentSourceFacts[]): boolean | undefined {
  if (sources.some(({ state }) => isFine('paymentSource', state))) return true;
  return sources.every(({ state }) => interpret('paymentSource', state).known) ? false : undefined;
}

/** The one that is used: one that is known not to work is not it, unless there is no other. */
function mainSource(sources: readonly PaymentSourceFacts[]): PaymentSourceFacts | undefined {
  const working = sources.filter(({ state }) => {
    const { known, fine } = interpret('paymentSource', state);
    return fine || !known;
  });
  return working.find(({ isDefault }) => isDefault === true) ?? working[0] ?? sources[0];
}
