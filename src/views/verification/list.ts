import type { KnownBlock } from '@slack/types';
import { speak, spoken } from '../../lib/language/speak.ts';
import { clip, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { formatDay, formatInstant } from '../../lib/when.ts';
import { type Interpreted, interpret } from '../../states/interpret.ts';
import { upstreamWord } from '../../states/upstream-words.ts';
import { actions, button, context, dashboardButton, type Message } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS } from '../common/fit.ts';
import type { Part } from '../common/plain.ts';
import { bold, bullets, type Line, lines, rich, richLines, say } from '../common/rich.ts';
import type { CustomerFacts } from '../customer/facts.ts';
import { documentWords } from '../customer/states.ts';
import { actionIds, uniqueId } from '../ids.ts';

export type AttemptFacts = {
  state?: string | undefined;
  createdAt?: string | undefined;
  /** As the provider gave it. */
  reason?: string | undefined;
  /** What each picture shows, as it came; `value` of the button that sends it to the asker, if the policy has pictures in Slack. */
  media: readonly { kind: string; value?: string | undefined }[];
};

export type VerificationFacts = {
  type?: string | undefined;
  provider?: string | undefined;
  state?: string | undefined;
  createdAt?: string | undefined;
  attempts: Part<readonly AttemptFacts[]>;
};

export type VerificationListProps = {
  /** Worded for the reader. */
  holder: string;
  /** What counts for renting; it may differ from what an attempt says. */
  customer: Part<CustomerFacts>;
  verifications: Part<readonly VerificationFacts[]>;
  /** The customer's page in the back office, if the policy has a pattern for it. */
  dashboardUrl?: string | undefined;
  /** Value of a button to the customer; absent if this person may not. */
  profile?: string | undefined;
  timeZone: string | undefined;
};

/** How far somebody's checks are, what was tried, and the next step. To one person. */
export function verificationListMessage(props: VerificationListProps): Message {
  const heading = speak('Verification of {holder}', { holder: oneLine(props.holder) });
  const states = stateLines(props.customer);
  const list = props.verifications.ok ? props.verifications.value : [];
  const told = states.map(textOf).join(' ');
  const draw = (verification: VerificationFacts, at: number) => verificationBlocks(verification, at, props.timeZone, told);
  const { blocks, leftOut } = drawWhatFits(list, draw, { blocks: 35, characters: MESSAGE_CHARACTERS - 4_000 });
  const found = props.verifications.ok
    ? list.length === 0
      ? speak('No check has been begun.')
      : ''
    : speak('The checks could not be loaded. {say}', { say: oneLine(props.verifications.say) });
  const link = dashboardButton(props.dashboardUrl);
  const media = mediaNote(list, link.length > 0);
  return {
    text: escapeMrkdwn(
      [clip(heading, 300), ...states.map(textOf), found, ...list.slice(0, 10).map((one) => headOf(one, told))]
        .filter((line) => line !== '')
        .join('\n'),
      3_000,
    ),
    blocks: [
      rich(lines([bold(heading, 300)], [say(speak('What counts for renting'))]), ...bullets(states)),
      ...(found === '' ? [] : [richLines([say(found, 400)])]),
      ...blocks,
      ...(leftOut === 0
        ? []
        : [context(speak('{leftOut, plural, one {# older check is} other {# older checks are}} not shown.', { leftOut }))]),
      ...(media === undefined ? [] : [context(media)]),
      ...actions([
        ...(props.profile === undefined
          ? []
          : [button({ text: speak('Open customer'), actionId: actionIds.openCustomer, value: props.profile })]),
        ...link,
      ]),
    ],
  };
}

function stateLines(customer: Part<CustomerFacts>): Line[] {
  if (!customer.ok)
    return [[say(speak('The customer’s states could not be loaded. {say}', { say: oneLine(customer.say) }), 400)]];
  const { value } = customer;
  const all: readonly [string, Interpreted | undefined][] = [
    [speak('Driving licence'), documentWords('licence', value)],
    [speak('ID'), documentWords('id', value)],
    [speak('Manual verification'), interpret('manual', value.manualVerificationState)],
    [
      speak('External verification'),
      value.customExternalVerificationState === undefined
        ? undefined
        : interpret('external', value.customExternalVerificationState),
    ],
  ];
  return all.flatMap(([label, state]): Line[] => (state === undefined ? [] : [[bold(`${label}: `), say(withNext(state), 300)]]));
}

const types: Readonly<Record<string, { label: string; states: 'licence' | 'id' | 'manual' }>> = spoken({
  DRIVING_LICENSE: { label: 'Driving licence', states: 'licence' },
  ID_DOCUMENT: { label: 'ID document', states: 'id' },
  MANUAL: { label: 'Manual verification', states: 'manual' },
});

/** Types and states that nobody has words for are shown as they came. */
function typeOf(type: string | undefined): { label: string; states: 'licence' | 'id' | 'manual' } {
  const known = type !== undefined && Object.hasOwn(types, type) ? types[type] : undefined;
  return known ?? { label: upstreamWord(type ?? '') || speak('Check'), states: 'licence' };
}

/** The next step is reported once: not again where it is above. */
function headOf({ type, provider, state, createdAt }: VerificationFacts, told: string): string {
  const { label, states } = typeOf(type);
  const words = interpret(states, state);
  const by = oneLine(provider === 'BACK_OFFICE' ? upstreamWord(provider) : (provider ?? ''));
  const begun = createdAt === undefined ? '' : speak(', begun {createdAt}', { createdAt: oneLine(formatDay(createdAt)) });
  const now = told.includes(withNext(words).slice(words.words.length)) ? words.words : withNext(words);
  return `${clip(label, 60)} (${by === '' ? speak('no provider named') : speak('by {by}', { by: clip(by, 60) })}${begun}): ${clip(now, 250)}`;
}

function verificationBlocks(
  verification: VerificationFacts,
  at: number,
  timeZone: string | undefined,
  told: string,
): KnownBlock[] {
  const { states } = typeOf(verification.type);
  const { attempts } = verification;
  if (!attempts.ok)
    return [
      richLines(
        [bold(headOf(verification, told), 400)],
        [say(speak('Attempts could not be loaded. {say}', { say: oneLine(attempts.say) }), 300)],
      ),
    ];
  const shown = attempts.value.slice(0, mostAttempts);
  const rest = attempts.value.length - shown.length;
  return [
    rich(
      lines([bold(headOf(verification, told), 400)], ...(shown.length === 0 ? [[say(speak('No attempts.'))]] : [])),
      ...bullets([
        ...shown.map((attempt) => attemptLine(attempt, states, timeZone)),
        ...(rest > 0 ? [[say(speak('and {rest, plural, one {# older attempt} other {# older attempts}}', { rest }))]] : []),
      ]),
    ),
    ...actions(mediaButtons(shown, at, timeZone)),
  ];
}

const mostAttempts = 5;

function attemptLine(attempt: AttemptFacts, states: 'licence' | 'id' | 'manual', timeZone: string | undefined): Line {
  const when =
    attempt.createdAt === undefined ? speak('at an unknown time') : formatInstant(new Date(attempt.createdAt), timeZone);
  const reason = oneLine(attempt.reason ?? '');
  const kinds = attempt.media.map(({ kind }) => kindOf(kind));
  return [
    say(`${when}: ${interpret(states, attempt.state).words}`, 150),
    ...(reason === '' ? [] : [say(speak(' · reason: {reason}', { reason: clip(reason, 200) }), 220)]),
    say(
      kinds.length === 0
        ? speak(' · no pictures')
        : speak(' · pictures: {kinds}', { kinds: clip(kinds.slice(0, 6).join(', '), 150) }),
      170,
    ),
  ];
}

/** Elsewhere the next step may be to come here. */
function withNext({ words, next }: Interpreted): string {
  return next === undefined ? words : `${words} → ${next.replace(' (/verification show)', '')}`;
}

function kindOf(kind: string): string {
  return oneLine(upstreamWord(kind)) || speak('Picture');
}

/** The newest attempts' pictures; each button's own attempt is told by its day. */
function mediaButtons(attempts: readonly AttemptFacts[], at: number, timeZone: string | undefined) {
  const sendable = attempts.flatMap(({ media, createdAt }) =>
    media.flatMap(({ kind, value }) => (value === undefined ? [] : [{ kind, value, createdAt }])),
  );
  return sendable.slice(0, mostPictures).map(({ kind, value, createdAt }, index) => {
    const day = createdAt === undefined ? '' : speak(' of {createdAt}', { createdAt: oneLine(formatDay(createdAt, timeZone)) });
    return button({
      text: `${clip(kindOf(kind), 30)}${day}`,
      actionId: uniqueId(actionIds.verificationMedia, `${at}.${index}`),
      value,
      label: speak('Send me the picture {kind}{day}', { kind: clip(kindOf(kind), 30), day }),
    });
  });
}

const mostPictures = 5;

/** Where pictures of documents are to be seen: never in a channel, and in Slack at all only if the policy says so. */
function mediaNote(verifications: readonly VerificationFacts[], hasLink: boolean): string | undefined {
  const media = verifications.flatMap(({ attempts }) => (attempts.ok ? attempts.value : [])).flatMap((attempt) => attempt.media);
  if (media.length === 0) return undefined;
  if (media.some(({ value }) => value !== undefined))
    return speak(
      'A picture comes into your own direct message, after you say why, and is deleted after ten minutes. This is logged.',
    );
  const where = hasLink ? speak('with Open in back office') : speak('in the back office, on the customer’s page');
  return speak('{media, plural, one {# picture is} other {# pictures are}} not shown in Slack: look at {rest} {where}.', {
    media: media.length,
    rest: media.length === 1 ? speak('it') : speak('them'),
    where,
  });
}

function textOf(line: Line): string {
  return line.map((part) => ('text' in part ? (part.text ?? '') : '')).join('');
}
