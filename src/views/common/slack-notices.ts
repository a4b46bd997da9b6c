import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn } from '../../lib/text.ts';
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
    text: `${title} (${channel}). ${escapeMrkdwn(why, 600)} ${next}`,
    blocks: [richLines([bold(title), say(' '), code(channel)], [say(why, 600)], [say(next)])],
  };
}

function channelWords(trouble: ChannelTrouble): { title: string; why: string; next: string } {
  const instead = speak('Approval cards go to each approver as a direct message; notifications are not posted there.');
  switch (trouble.kind) {
    case 'others':
      return {
        title: speak('Another company reads a channel of the policy file'),
        why: speak('So Wheelhouse posts nothing there. {instead}', { instead }),
        next: speak('Name a channel of your own in the policy file, or end the sharing.'),
      };
    case 'unknown':
      return {
        title: speak('Wheelhouse can’t see who reads a channel of the policy file'),
        why: speak('So it posts nothing there. {instead}', { instead }),
        next: speak(
          'Invite the app to the channel (/invite @Wheelhouse), and check the channel’s id in the policy file and the app’s scopes channels:read and groups:read.',
        ),
      };
    case 'refused':
      return {
        title: speak('Slack doesn’t let Wheelhouse post in a channel of the policy file'),
        why: speak('Slack’s word for it is {word}. {instead}', { word: trouble.word, instead }),
        next: speak(
          'Invite the app to the channel (/invite @Wheelhouse), let it post there, or name another channel in the policy file.',
        ),
      };
  }
}

/** One line of the same, for the log, `/wheelhouse status` and `policy check --live`. */
export function channelLine(channel: string, trouble: ChannelTrouble): string {
  switch (trouble.kind) {
    case 'others':
      return speak('another company reads {channel}, so it gets no card and no notification: name a channel of your own', {
        channel,
      });
    case 'unknown':
      return speak(
        'Slack does not say who reads {channel}, so it gets no card and no notification: invite the app, and check the id and the scopes channels:read and groups:read',
        { channel },
      );
    case 'refused':
      return speak('Slack does not let the app post in {channel} ({word}): invite the app, or name another channel', {
        channel,
        word: trouble.word,
      });
  }
}

/** To the policy's owners: nobody gets direct messages any more. */
export function noDirectMessagesNotice(): Message {
  const title = speak('Slack doesn’t let Wheelhouse send direct messages');
  const why = speak(
    'The app’s Messages tab is switched off (messages_tab_disabled), so approvers and askers get no cards and no notices directly. Home and /approvals still show every request.',
  );
  const next = speak(
    'Switch the Messages tab on in the app’s settings under App Home, or install the app again from manifest.yml.',
  );
  return { text: `${title}. ${why} ${next}`, blocks: [richLines([bold(title)], [say(why)], [say(next)])] };
}

/** To the policy's owners: nobody's rights can be seen, so that nobody can ask or decide. */
export function lookUpsNotice(method: string, word: string): Message {
  const title = speak('Slack doesn’t let Wheelhouse look up people and groups');
  const why = speak(
    'Slack’s word for it is {word} ({method}). So Wheelhouse can’t see who may do what: nobody it concerns can ask or decide, and pressing again doesn’t help.',
    { word, method },
  );
  const next = speak(
    'Install the Slack app again with all the scopes of its manifest (npx wheelhouse manifest prints it); npx wheelhouse doctor says which one is missing. Wheelhouse goes on by itself then.',
  );
  return {
    text: `${title}. ${escapeMrkdwn(why, 600)} ${next}`,
    blocks: [richLines([bold(title)], [say(why, 600)], [say(next)])],
  };
}

/** One line of the same. */
export function lookUpsLine(method: string, word: string): string {
  return speak(
    'Slack does not let the app look up people and groups ({method}: {word}): install the app again with all the scopes of its manifest',
    { method, word },
  );
}

/** To the policy's owners: a request waits, and no place took its card. */
export function nobodyReachedNotice(requestId: string): Message {
  const title = speak('Nobody could be sent the card of request {requestId}', { requestId });
  const next = speak(
    'It waits for approval all the same: anyone who can decide finds it in Wheelhouse’s Home and with /approvals. The log says why Slack refused.',
  );
  return { text: `${title}. ${next}`, blocks: [richLines([bold(title)], [say(next)])] };
}
