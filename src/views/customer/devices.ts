import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine, short } from '../../lib/text.ts';
import { formatInstant } from '../../lib/when.ts';
import { actions, button, context, type Message } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS } from '../common/fit.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';

/** A device that is signed in. Its token's id is left out on purpose: nobody who reads this needs it. */
export type DeviceFacts = { userAgent?: string | undefined; createdAt?: string | undefined; lastUsedAt?: string | undefined };

export type DevicesProps = {
  /** Worded for the reader. */
  who: string;
  devices: readonly DeviceFacts[];
  timeZone: string | undefined;
  /** Value of *Log out everywhere*; absent if this person may not. */
  logout?: string;
};

/** Where a customer is signed in. */
export function devicesMessage({ who, devices, timeZone, logout }: DevicesProps): Message {
  const heading =
    devices.length === 0
      ? speak('{who} isn’t signed in on any device.', { who: oneLine(who) })
      : speak('{who} is signed in on {devices, plural, one {# device} other {# devices}}', {
          who: oneLine(who),
          devices: devices.length,
        });
  const draw = (device: DeviceFacts) => [richLines([bold(nameOf(device), 200)], [say(factsOf(device, timeZone), 300)])];
  const { blocks, taken, leftOut } = drawWhatFits(devices, draw, { blocks: 40, characters: MESSAGE_CHARACTERS - 1500 });
  return {
    text: [
      escapeMrkdwn(heading, 400),
      ...devices
        .slice(0, Math.min(taken, 20))
        .map((device) => `• ${escapeMrkdwn(nameOf(device), 150)}: ${escapeMrkdwn(factsOf(device, timeZone), 150)}`),
    ].join('\n'),
    blocks: [
      richLines([bold(heading, 400)]),
      ...blocks,
      ...(leftOut === 0 ? [] : [context(speak('{leftOut} more are not shown.', { leftOut }))]),
      ...actions(
        logout === undefined || devices.length === 0
          ? []
          : [
              button({
                text: speak('Log out everywhere'),
                actionId: uniqueId(actionIds.start, 'access.logout'),
                value: logout,
                style: 'danger',
              }),
            ],
      ),
      context(speak('Each entry is an active session. Only you see this. Your access is logged.')),
    ],
  };
}

function nameOf({ userAgent }: DeviceFacts): string {
  return short(userAgent ?? '', 150) || speak('Unknown device');
}

function factsOf({ createdAt, lastUsedAt }: DeviceFacts, timeZone: string | undefined): string {
  const facts = [
    ...(createdAt === undefined ? [] : [speak('since {value}', { value: formatInstant(new Date(createdAt), timeZone) })]),
    ...(lastUsedAt === undefined ? [] : [speak('last used {value}', { value: formatInstant(new Date(lastUsedAt), timeZone) })]),
  ];
  return facts.join(' · ') || speak('since when is not known');
}
