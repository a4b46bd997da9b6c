import type { Message } from './blocks.ts';
import { bold, code, richLines, say } from './rich.ts';

/** Why Wheelhouse doesn't post in a channel that the policy names. */
export type ChannelTrouble =
  | { kind: 'others' }
  | { kind: 'unknown' }
  /** Slack's own word. */
  | { kind: 'refused'; word: string };

/** To the policy's owners: what becomes of cards and notifications now, and what to do. */
export function channelNotice(channel: string, trouble: ChannelTrouble): Message {
  const { title, why, next } = channelWords(trouble);
  return {
    text: `${title} (${channel}). ${why} ${next}`,
    blocks: [richLines([bold(title), say(' '), code(channel)], [say(why)], [say(next)])],
  };
}

function channelWords(trouble: ChannelTrouble): { title: string; why: string; next: string } {
  const instead = 'Approval cards go to each approver as a direct message; notifications are not posted there.';
  switch (trouble.kind) {
    case 'others':
      return {
        title: 'Another company reads a channel of the policy file',
        why: `So Wheelhouse posts nothing there. ${instead}`,
        next: 'Name a channel of your own in the policy file, or end the sharing.',
      };
    case 'unknown':
      return {
        title: 'Wheelhouse can’t see who reads a channel of the policy file',
        why: `So it posts nothing there. ${instead}`,
        next: 'Invite the app to the channel (/invite @Wheelhouse), and check the channel’s id in the policy file and the app’s scopes channels:read and groups:read.',
      };
    case 'refused':
      return {
        title: 'Slack doesn’t let Wheelhouse post in a channel of the policy file',
        why: `Slack’s word for it is ${trouble.word}. ${instead}`,
        next: 'Invite the app to the channel (/invite @Wheelhouse), let it post there, or name another channel in the policy file.',
      };
  }
}

/** One line of the same, for the log, `/wheelhouse status` and `policy check --live`. */
export function channelLine(channel: string, trouble: ChannelTrouble): string {
  switch (trouble.kind) {
    case 'others':
      return `another company reads ${channel}, so it gets no card and no notification: name a channel of your own`;
    case 'unknown':
      return `Slack does not say who reads ${channel}, so it gets no card and no notification: invite the app, and check the id and the scopes channels:read and groups:read`;
    case 'refused':
      return `Slack does not let the app post in ${channel} (${trouble.word}): invite the app, or name another channel`;
  }
}

/** To the policy's owners: nobody gets direct messages any more. */
export function noDirectMessagesNotice(): Message {
  const title = 'Slack doesn’t let Wheelhouse send direct messages';
  const why =
    'The app’s Messages tab is switched off (messages_tab_disabled), so approvers and askers get no cards and no notices directly. Home and /approvals still show every request.';
  const next = 'Switch the Messages tab on in the app’s settings under App Home, or install the app again from manifest.yml.';
  return { text: `${title}. ${why} ${next}`, blocks: [richLines([bold(title)], [say(why)], [say(next)])] };
}

/** To the policy's owners: a request waits, and no place took its card. */
export function nobodyReachedNotice(requestId: string): Message {
  const title = `Nobody could be sent the card of request ${requestId}`;
  const next =
    'It waits for approval all the same: whoever can decide finds it in Wheelhouse’s Home and with /approvals. The log says why Slack refused.';
  return { text: `${title}. ${next}`, blocks: [richLines([bold(title)], [say(next)])] };
}
