import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { escapeMrkdwn, inSentence, oneLine } from '../../lib/text.ts';
import { cycleWord } from '../../states/cycles.ts';
import { interpret } from '../../states/interpret.ts';
import { actions, button, type Choice, dashboardButton, type Message, option, overflow, words } from '../common/blocks.ts';
import { firstThatFits } from '../common/fit.ts';
import { bold, bullets, type Line, rich, richLines, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';

export type AccountProps = {
  account: {
    id: number;
    name?: string | undefined;
    code?: string | undefined;
    ownerId?: number | undefined;
    owner?: { id: number; firstName?: string | undefined; lastName?: string | undefined } | undefined;
    membersCount?: number | undefined;
    billingCycle?: string | undefined;
    blockState?: string | undefined;
    paymentState?: string | undefined;
    email?: string | undefined;
    phone?: string | undefined;
    street?: string | undefined;
    postcode?: string | undefined;
    city?: string | undefined;
    country?: string | undefined;
    vatNumber?: string | undefined;
    language?: string | undefined;
    creditStatus?: string | undefined;
    defaultCostCenter?: { id: number } | undefined;
    costCenters?: readonly { id: number; name?: string | undefined; code?: string | undefined }[] | undefined;
    defaultBusinessUnit?: { id: number; name?: string | undefined } | undefined;
    checkRentalRequirements?: boolean | undefined;
    settings?:
      | { requireDrivingLog?: boolean | undefined; shouldIgnoreBCategoryRentalRequirement?: boolean | undefined }
      | undefined;
    tags?: readonly string[] | undefined;
  };
  /** By name. */
  branch?: string | undefined;
  redactor: Redactor;
  /** What can be seen from here: text, action id and value of each button. */
  looks: readonly { text: string; actionId: string; value: string }[];
  /** Its page in the operator's dashboard. */
  dashboardUrl?: string | undefined;
  /** What this person may start; the first four are buttons, the others a menu. */
  starts: readonly { action: string; label: string; value: string }[];
};

/** A business account at a glance. To one person. */
export function accountMessage(props: AccountProps): Message {
  const facts = factLines(props);
  const text = facts.map((line) => line.map((part) => ('text' in part ? part.text : '')).join(''));
  return {
    text: escapeMrkdwn([headingOf(props), ...blockedLine(props), ...text].map(oneLine).join('\n'), 3000),
    blocks: firstThatFits((detail) => [
      richLines([bold(headingOf(props), 300)], ...blockedLine(props).map((line) => [bold(line, 300)])),
      rich(...bullets(detail === 'bare' ? facts.slice(0, 6) : facts)),
      ...buttonBlocks(props),
    ]),
  };
}

/** At the top, if it is not known to be in order. */
function blockedLine({ account }: AccountProps): string[] {
  const { known, fine, words } = interpret('block', account.blockState);
  if (fine) return [];
  if (known) return [speak('⛔ This account is {words}', { words })];
  return [
    account.blockState === undefined
      ? speak('❔ The back office gives no block state')
      : speak('❔ Block state “{words}”, which Wheelhouse does not know', { words }),
  ];
}

function headingOf({ account: { id, name, code } }: AccountProps): string {
  const called = oneLine(name ?? '');
  const known =
    called === '' ? speak('Business account {id}', { id }) : speak('{called} · business account {id}', { called, id });
  return code === undefined ? known : `${known} · ${oneLine(code)}`;
}

function factLines({ account, branch, redactor }: AccountProps): Line[] {
  const fact = (label: string, text: string | undefined): Line[] =>
    text === undefined ? [] : [[bold(`${label}: `), say(text, 400)]];
  const credit = account.creditStatus === undefined ? undefined : interpret('credit', account.creditStatus);
  const payment = account.paymentState === undefined ? undefined : interpret('payment', account.paymentState);
  const block = interpret('block', account.blockState);
  const owner = account.owner ?? (account.ownerId === undefined ? undefined : { id: account.ownerId });
  const tags = (account.tags ?? []).map(oneLine).filter((tag) => tag !== '');
  return [
    ...(block.fine ? [] : fact(speak('Block state'), worded(block))),
    ...fact(speak('Contact'), contactWords(account, redactor)),
    ...fact(speak('VAT number'), account.vatNumber === undefined ? undefined : oneLine(account.vatNumber)),
    ...fact(speak('Branch'), branch === undefined ? undefined : oneLine(branch)),
    ...fact(speak('Owner'), owner === undefined ? speak('none') : redactor.person(owner)),
    ...fact(
      speak('Members'),
      account.membersCount === undefined
        ? undefined
        : speak('{membersCount, plural, one {# active member} other {# active members}}', { membersCount: account.membersCount }),
    ),
    ...fact(speak('Credit'), credit === undefined ? undefined : worded(credit)),
    ...fact(speak('Payment'), payment === undefined ? undefined : worded(payment)),
    ...fact(speak('Billing cycle'), account.billingCycle === undefined ? undefined : inSentence(cycleWord(account.billingCycle))),
    ...fact(speak('Cost centres'), costCenterWords(account)),
    ...fact(
      speak('Default business unit'),
      account.defaultBusinessUnit === undefined
        ? undefined
        : oneLine(
            account.defaultBusinessUnit.name ??
              speak('no. {defaultBusinessUnit}', { defaultBusinessUnit: account.defaultBusinessUnit.id }),
          ),
    ),
    ...fact(speak('Rules'), ruleWords(account)),
    ...fact(speak('Tags'), tags.length === 0 ? speak('none') : some(tags, 12)),
  ];
}

/** How to reach it, masked as a person's contacts are, and where it is. */
function contactWords(
  { email, phone, street, postcode, city, country }: AccountProps['account'],
  redactor: Redactor,
): string | undefined {
  const place = [street, `${postcode ?? ''} ${city ?? ''}`, country]
    .map((part) => oneLine(part ?? ''))
    .filter((part) => part !== '');
  const parts = [
    ...(email === undefined ? [] : [redactor.email(email)]),
    ...(phone === undefined ? [] : [redactor.phone(phone)]),
    ...(place.length === 0 ? [] : [redactor.text(place.join(', '))]),
  ];
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function worded({ words: state, next }: { words: string; next?: string }): string {
  return next === undefined ? state : `${state} → ${next}`;
}

function costCenterWords({ costCenters, defaultCostCenter }: AccountProps['account']): string {
  if (costCenters === undefined || costCenters.length === 0) return speak('none');
  const names = costCenters.map(({ id, name, code }) => {
    const word = oneLine(name ?? code ?? speak('no. {id}', { id }));
    return id === defaultCostCenter?.id ? speak('{word} (default)', { word }) : word;
  });
  return some(names, 10);
}

function ruleWords({ checkRentalRequirements, settings }: AccountProps['account']): string {
  const rules = [
    ...(checkRentalRequirements === undefined
      ? []
      : [checkRentalRequirements ? speak('rental requirements are checked') : speak('rental requirements are not checked')]),
    ...(settings?.requireDrivingLog === true ? [speak('members keep a driving log')] : []),
    ...(settings?.shouldIgnoreBCategoryRentalRequirement === true ? [speak('licence category B is not required')] : []),
  ];
  return rules.length === 0 ? speak('none') : rules.join(', ');
}

function some(items: readonly string[], most: number): string {
  return items.length <= most
    ? items.join(', ')
    : speak('{items} and {items2} more', { items: items.slice(0, most).join(', '), items2: items.length - most });
}

function buttonBlocks({ looks, starts, dashboardUrl }: AccountProps) {
  const more: Choice[] = starts.slice(4, 40).map(({ label, value }) => ({ text: label, value }));
  const menu =
    more.length === 0
      ? []
      : more.length <= 5
        ? [overflow(actionIds.startMore, more)]
        : [
            {
              type: 'static_select' as const,
              action_id: actionIds.startMore,
              placeholder: words(speak('More actions'), 150),
              options: more.map(option),
            },
          ];
  return [
    ...actions([...looks.map((look) => button(look)), ...dashboardButton(dashboardUrl)]),
    ...actions([
      ...starts
        .slice(0, 4)
        .map(({ action, label, value }) => button({ text: label, actionId: uniqueId(actionIds.start, action), value })),
      ...menu,
    ]),
  ];
}
