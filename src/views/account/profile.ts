import type { Show } from '../../lib/mask.ts';
import { counted, escapeMrkdwn, humanise, oneLine } from '../../lib/text.ts';
import { actions, button, type Choice, type Message, option, overflow, words } from '../common/blocks.ts';
import { firstThatFits } from '../common/fit.ts';
import { bold, bullets, type Line, rich, richLines, say } from '../common/rich.ts';
import { stateWords } from '../customer/states.ts';
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
    paymentState?: string | undefined;
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
  show: Show;
  /** What can be seen from here: text, action id and value of each button. */
  looks: readonly { text: string; actionId: string; value: string }[];
  /** What this person may start; the first four are buttons, the others a menu. */
  starts: readonly { action: string; label: string; value: string }[];
};

/** A business account at a glance. To one person. */
export function accountMessage(props: AccountProps): Message {
  const facts = factLines(props);
  const text = facts.map((line) => line.map((part) => ('text' in part ? part.text : '')).join(''));
  return {
    text: escapeMrkdwn([headingOf(props), ...text].map(oneLine).join('\n'), 3000),
    blocks: firstThatFits((detail) => [
      richLines([bold(headingOf(props), 300)]),
      rich(...bullets(detail === 'bare' ? facts.slice(0, 6) : facts)),
      ...buttonBlocks(props),
    ]),
  };
}

function headingOf({ account: { id, name, code } }: AccountProps): string {
  const called = oneLine(name ?? '');
  const known = called === '' ? `Business account ${id}` : `${called} · business account ${id}`;
  return code === undefined ? known : `${known} · ${oneLine(code)}`;
}

function factLines({ account, branch, show }: AccountProps): Line[] {
  const fact = (label: string, text: string | undefined): Line[] =>
    text === undefined ? [] : [[bold(`${label}: `), say(text, 400)]];
  const credit = account.creditStatus === undefined ? undefined : stateWords('credit', account.creditStatus);
  const payment = account.paymentState === undefined ? undefined : stateWords('payment', account.paymentState);
  const owner = account.owner ?? (account.ownerId === undefined ? undefined : { id: account.ownerId });
  const tags = (account.tags ?? []).map(oneLine).filter((tag) => tag !== '');
  return [
    ...fact('Branch', branch === undefined ? undefined : oneLine(branch)),
    ...fact('Owner', owner === undefined ? 'none' : show.person(owner)),
    ...fact('Members', account.membersCount === undefined ? undefined : counted(account.membersCount, 'active member')),
    ...fact('Credit', credit === undefined ? undefined : worded(credit)),
    ...fact('Payment', payment === undefined ? undefined : worded(payment)),
    ...fact('Billing cycle', account.billingCycle === undefined ? undefined : humanise(account.billingCycle).toLowerCase()),
    ...fact('Cost centres', costCenterWords(account)),
    ...fact(
      'Default business unit',
      account.defaultBusinessUnit === undefined
        ? undefined
        : oneLine(account.defaultBusinessUnit.name ?? `no. ${account.defaultBusinessUnit.id}`),
    ),
    ...fact('Rules', ruleWords(account)),
    ...fact('Tags', tags.length === 0 ? 'none' : some(tags, 12)),
  ];
}

function worded({ words: state, next }: { words: string; next?: string }): string {
  return next === undefined ? state : `${state} → ${next}`;
}

function costCenterWords({ costCenters, defaultCostCenter }: AccountProps['account']): string {
  if (costCenters === undefined || costCenters.length === 0) return 'none';
  const names = costCenters.map(({ id, name, code }) => {
    const word = oneLine(name ?? code ?? `no. ${id}`);
    return id === defaultCostCenter?.id ? `${word} (default)` : word;
  });
  return some(names, 10);
}

function ruleWords({ checkRentalRequirements, settings }: AccountProps['account']): string {
  const rules = [
    ...(checkRentalRequirements === undefined
      ? []
      : [checkRentalRequirements ? 'rental requirements are checked' : 'rental requirements are not checked']),
    ...(settings?.requireDrivingLog === true ? ['members keep a driving log'] : []),
    ...(settings?.shouldIgnoreBCategoryRentalRequirement === true ? ['licence category B is not required'] : []),
  ];
  return rules.length === 0 ? 'none' : rules.join(', ');
}

function some(items: readonly string[], most: number): string {
  return items.length <= most ? items.join(', ') : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

function buttonBlocks({ looks, starts }: AccountProps) {
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
              placeholder: words('More actions', 150),
              options: more.map(option),
            },
          ];
  return [
    ...actions(looks.map((look) => button(look))),
    ...actions([
      ...starts
        .slice(0, 4)
        .map(({ action, label, value }) => button({ text: label, actionId: uniqueId(actionIds.start, action), value })),
      ...menu,
    ]),
  ];
}
