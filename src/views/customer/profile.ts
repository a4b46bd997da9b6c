import type { KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { clip, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { isDeleted } from '../../states/interpret.ts';
import { actions, button, context, dashboardButton, type Message, option, overflow, words } from '../common/blocks.ts';
import { firstThatFits } from '../common/fit.ts';
import { latelyBlocks } from '../common/lately.ts';
import { bold, bullets, lines, rich, richLines, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { writePointer } from '../pointer.ts';
import { factLines, stateLines } from './profile-lines.ts';
import type { ProfileProps } from './profile-props.ts';
import { driveLine, payLine } from './verdict.ts';

export type { ProfileProps, StartAction } from './profile-props.ts';

/** A customer at a glance: who, whether they can drive and pay and why not, what else there is, what can be done. To one person. */
export function profileMessage(props: ProfileProps): Message {
  return { text: profileText(props), blocks: profileBlocks(props) };
}

export function profileText(props: ProfileProps): string {
  const { blocking, open } = stateLines(props);
  const lines = [...blocking, ...open].map((line) => line.map((part) => ('text' in part ? (part.text ?? '') : '')).join(''));
  return escapeMrkdwn(
    [props.redactor.person(props.customer), driveLine(props), payLine(props), ...lines].map((line) => oneLine(line)).join('\n'),
    3000,
  );
}

export function profileBlocks(props: ProfileProps): KnownBlock[] {
  return firstThatFits((detail) => {
    const { blocking, open, settled } = stateLines(props, detail === 'bare' ? fewBlocking : undefined);
    const facts = factLines(props);
    const isQuiet = blocking.length + open.length === 0;
    return [
      richLines([bold(props.redactor.person(props.customer), 200)], [say(contactLine(props), 400)]),
      richLines([bold(driveLine(props), 900)], [bold(payLine(props), 400)]),
      ...latelyBlocks(props.lately),
      rich(
        ...(blocking.length === 0 ? [] : [lines([say(speak('What’s blocking'))]), ...bullets(blocking)]),
        ...(open.length === 0
          ? []
          : [lines([say(speak('Needs attention'))]), ...bullets(detail === 'bare' ? open.slice(0, 3) : open)]),
        ...(isQuiet
          ? [lines(...facts)]
          : [lines([say(speak('Details'))]), ...bullets(detail === 'bare' ? facts.slice(0, 5) : facts)]),
      ),
      ...judgedNote(props),
      ...(props.found === undefined ? [] : [context(clip(props.found.say, 400))]),
      ...(settled.length === 0 || detail === 'bare'
        ? []
        : [context(clip(speak('All good: {settled}', { settled: settled.join(' · ') }), 800))]),
      ...buttonBlocks(props, detail === 'full' ? MOST_STARTS : 8),
    ];
  });
}

/** When nothing else helps against what is far too long. */
const fewBlocking = 3;

/** What the headline was judged for; *Eligibility* asks for anything else. */
function judgedNote({ requirements, branch, customer }: ProfileProps): KnownBlock[] {
  if (!requirements.ok || isDeleted(customer.blockState)) return [];
  const { category } = requirements.value;
  const what = category === undefined ? '' : speak(' with {category}', { category: oneLine(category) });
  return [
    context(
      clip(
        speak('Checked for a start now in {branch}{what}. Eligibility checks other vehicles and times.', {
          branch: oneLine(branch.name),
          what,
        }),
        300,
      ),
    ),
  ];
}

/** How to reach them, masked, and how old they are about. */
function contactLine({ customer, redactor }: ProfileProps): string {
  const place = [customer.city, customer.country].map((part) => oneLine(part ?? '')).filter((part) => part !== '');
  const born = redactor.birthdate(customer.birthdate);
  const known = [
    redactor.email(customer.email),
    redactor.phone(customer.phone),
    isNothing(born) ? born : speak('born {birthdate}', { birthdate: born }),
  ];
  const parts = [
    ...known.filter((words) => !isNothing(words)),
    ...(place.length === 0 ? [] : [place.join(', ')]),
    ...(customer.language === undefined ? [] : [oneLine(customer.language)]),
  ];
  return parts.length === 0 ? speak('No contact details.') : parts.join(' · ');
}

/** What a redactor says of what is not there. */
const isNothing = (words: string) => words === '–';

/** More than the app has actions that start from a customer. */
const MOST_STARTS = 40;

function buttonBlocks(props: ProfileProps, most: number): KnownBlock[] {
  const { customer, branch, fix, found } = props;
  const value = writePointer({ customer: customer.id, branch: branch.id });
  const isFix = ({ value: of }: { value: string }) => of === fix?.value;
  const starts = props.actions.filter((start) => !isFix(start));
  const first = starts.slice(0, 4);
  const simple: readonly [string, string, string | undefined, string?][] = [
    [speak('Refresh'), actionIds.refreshCustomer, value, speak('Show this customer as they are now')],
    [speak('History'), actionIds.customerHistory, value, speak('What was requested and given for this customer')],
    [speak('Show the others'), actionIds.searchEverywhere, found?.others],
    [speak('Search elsewhere'), actionIds.searchElsewhere, found?.elsewhere],
    [speak('Reveal'), actionIds.revealCustomer, props.canReveal ? value : undefined, speak('Reveal contact details')],
    [
      speak('Share masked'),
      actionIds.shareCustomer,
      props.canShare === false ? undefined : value,
      speak('Share a masked version in this channel'),
    ],
  ];
  return [
    ...actions([
      ...(fix === undefined
        ? []
        : [button({ text: fix.label, actionId: fix.actionId, value: fix.value, style: 'primary' as const })]),
      button({
        text: speak('Eligibility'),
        actionId: actionIds.checkEligibility,
        value: props.eligibility ?? value,
        style: fix === undefined ? ('primary' as const) : undefined,
      }),
      ...first.map((start) =>
        button({ text: start.label, actionId: uniqueId(actionIds.start, start.action), value: start.value }),
      ),
      ...moreMenu(starts.slice(4, most)),
    ]),
    ...actions([
      ...simple.flatMap(([text, actionId, of, label]) =>
        of === undefined ? [] : [button({ text, actionId, value: of, label })],
      ),
      ...lookMenu(props.looks ?? []),
      ...dashboardButton(props.dashboardUrl),
    ]),
  ];
}

/** What else can be looked at, each behind its own right. */
function lookMenu(looks: NonNullable<ProfileProps['looks']>) {
  if (looks.length === 0) return [];
  return [
    {
      type: 'static_select' as const,
      action_id: actionIds.lookAt,
      placeholder: words(speak('Show…'), 150),
      options: looks.map(({ label, value }) => option({ text: label, value })),
    },
  ];
}

/** Up to five are behind three dots; more make a list. */
function moreMenu(more: ProfileProps['actions']) {
  if (more.length === 0) return [];
  const choices = more.map(({ label, value }) => ({ text: label, value }));
  if (choices.length <= 5) return [overflow(actionIds.startMore, choices)];
  return [
    {
      type: 'static_select' as const,
      action_id: actionIds.startMore,
      placeholder: words(speak('More actions'), 150),
      options: choices.map(option),
    },
  ];
}
