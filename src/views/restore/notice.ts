import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, button, confirmDialog, type Message } from '../common/blocks.ts';
import { plainMessage } from '../common/note.ts';
import { isUserId, mention, richLines, say, spokenLine } from '../common/rich.ts';
import { actionIds } from '../ids.ts';

export type RestoreNoticeProps = {
  /** The last entry that the database has. */
  after: number;
  /** The entry of the newest head that was kept. */
  kept: number;
};

/** To the policy's owners: the database is older than it was, and everything waits for one of them. */
export function restoredNotice({ after, kept }: RestoreNoticeProps): Message {
  const message = plainMessage({
    title: speak('Wheelhouse’s database was restored from a backup'),
    lines: [
      speak(
        'Its journal ends at entry {after}, and there was an entry {kept}. What happened in between is lost: decisions, requests, who was given what.',
        { after, kept },
      ),
      speak(
        'Nothing is asked for, decided or sent until you go on. Requests from before then stop as Facts changed if it shows that they have happened already.',
      ),
      speak('If nobody restored it, don’t go on: find out who can write to the database.'),
    ],
  });
  return {
    ...message,
    blocks: [
      ...message.blocks,
      ...actions([
        button({
          text: speak('Go on'),
          actionId: actionIds.goOn,
          value: 'go-on',
          style: 'primary',
          confirm: confirmDialog({
            title: speak('Go on from this backup?'),
            text: speak('The journal will say that you did, and from which entry on it is lost.'),
            yes: speak('Go on'),
          }),
        }),
      ]),
    ],
  };
}

const wentOn = '{person} went on from the restored database.';

/** To the same: somebody did. `by` is a Slack user's id, or an account of the machine. */
export function goneOnNotice({ after, kept, by }: RestoreNoticeProps & { by: string }): Message {
  const isPerson = isUserId(by);
  const account = speak('The account {by} of its machine', { by: by.replace(/^cli:/, '') });
  const rest = [
    speak('The journal names the lost range, entries {after} to {kept}.', { after: after + 1, kept }),
    speak(
      'Rules with sameCustomer, sameAsker or sameAction don’t match while they look back over it, so more requests wait for approval.',
    ),
  ];
  return {
    text: [speak(wentOn, { person: isPerson ? `<@${by}>` : escapeMrkdwn(oneLine(account), 200) }), ...rest].join('\n'),
    blocks: [
      richLines(spokenLine(wentOn, { person: isPerson ? mention(by) : say(account, 200) }), ...rest.map((line) => [say(line)])),
    ],
  };
}
