import type { KnownBlock } from '@slack/types';
import { clip, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, button, context, isWebAddress, linkButton, type Message, option, overflow, words } from '../common/blocks.ts';
import { firstThatFits } from '../common/fit.ts';
import { bold, bullets, lines, rich, richLines, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { writePointer } from '../pointer.ts';
import { driveLine, factLines, payLine, stateLines } from './profile-lines.ts';
import type { ProfileProps } from './profile-props.ts';

export type { ProfileProps, StartAction } from './profile-props.ts';

/** A customer at a glance: who, whether they can drive and pay and why not, what else there is, what can be done. To one person. */
export function profileMessage(props: ProfileProps): Message {
  return { text: profileText(props), blocks: profileBlocks(props) };
}

export function profileText(props: ProfileProps): string {
  const open = stateLines(props).open.map((line) => line.map((part) => ('text' in part ? (part.text ?? '') : '')).join(''));
  return escapeMrkdwn(
    [props.show.person(props.customer), driveLine(props), payLine(props), ...open].map((line) => oneLine(line)).join('\n'),
    3000,
  );
}

export function profileBlocks(props: ProfileProps): KnownBlock[] {
  return firstThatFits((detail) => {
    const { open, settled } = stateLines(props);
    const facts = factLines(props);
    return [
      richLines([bold(props.show.person(props.customer), 200)], [say(contactLine(props), 400)]),
      richLines([bold(driveLine(props), 600)], [bold(payLine(props), 400)]),
      rich(
        ...(open.length === 0 ? [] : [lines([say('To be settled')]), ...bullets(open)]),
        ...(open.length === 0
          ? [lines(...facts)]
          : [lines([say('Facts')]), ...bullets(detail === 'bare' ? facts.slice(0, 5) : facts)]),
      ),
      ...(settled.length === 0 || detail === 'bare' ? [] : [context(clip(`In order: ${settled.join(' · ')}`, 800))]),
      ...buttonBlocks(props, detail === 'full' ? MOST_STARTS : 8),
    ];
  });
}

/** How to reach them, masked, and how old they are about. */
function contactLine({ customer, show }: ProfileProps): string {
  const place = [customer.city, customer.country].map((part) => oneLine(part ?? '')).filter((part) => part !== '');
  return [
    show.email(customer.email),
    show.phone(customer.phone),
    `born ${show.birthdate(customer.birthdate)}`,
    ...(place.length === 0 ? [] : [place.join(', ')]),
    ...(customer.language === undefined ? [] : [oneLine(customer.language)]),
  ].join(' · ');
}

/** More than the app has actions that start from a customer. */
const MOST_STARTS = 40;

function buttonBlocks(props: ProfileProps, most: number): KnownBlock[] {
  const { customer, branch } = props;
  const value = writePointer({ customer: customer.id, branch: branch.id });
  const first = props.actions.slice(0, 4);
  const more = props.actions.slice(4, most);
  const start = first.map((start) =>
    button({ text: start.label, actionId: uniqueId(actionIds.start, start.action), value: start.value }),
  );
  return [
    ...actions([
      button({ text: 'Eligibility', actionId: actionIds.checkEligibility, value, style: 'primary' }),
      ...start,
      ...moreMenu(more),
    ]),
    ...actions([
      button({ text: 'Refresh', actionId: actionIds.refreshCustomer, value, label: 'Show this customer as they are now' }),
      ...(props.canReveal
        ? [button({ text: 'Reveal', actionId: actionIds.revealCustomer, value, label: 'Reveal contact details' })]
        : []),
      ...(props.canShare === false
        ? []
        : [
            button({
              text: 'Share masked',
              actionId: actionIds.shareCustomer,
              value,
              label: 'Share a masked version in this channel',
            }),
          ]),
      ...(props.dashboardUrl !== undefined && isWebAddress(props.dashboardUrl)
        ? [linkButton('Open in back office', props.dashboardUrl, 'dashboard')]
        : []),
    ]),
  ];
}

/** Up to five stand behind three dots; more make a list. */
function moreMenu(more: ProfileProps['actions']) {
  if (more.length === 0) return [];
  const choices = more.map(({ label, value }) => ({ text: label, value }));
  if (choices.length <= 5) return [overflow(actionIds.startMore, choices)];
  return [
    {
      type: 'static_select' as const,
      action_id: actionIds.startMore,
      placeholder: words('More actions', 150),
      options: choices.map(option),
    },
  ];
}
