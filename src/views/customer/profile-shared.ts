import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import type { Message } from '../common/blocks.ts';
import { bold, bullets, isUserId, lines, mention, rich, say } from '../common/rich.ts';
import { driveLine, payLine, stateLines } from './profile-lines.ts';
import type { ProfileProps } from './profile-props.ts';

/** What may be shared in a channel: initials and id, whether they can drive and pay, what is open. Give it `showToMany()`. */
export function sharedProfileMessage(props: ProfileProps): Message {
  const who = props.show.person(props.customer);
  const { open } = stateLines(props);
  const by = props.sharedBy;
  return {
    text: escapeMrkdwn([who, driveLine(props), payLine(props)].map(oneLine).join('\n'), 2000),
    blocks: [
      rich(
        lines([bold(who)], [say(driveLine(props), 600)], [say(payLine(props), 400)]),
        ...bullets(open),
        lines(...(by === undefined ? [] : [[say('Shared, masked, by '), isUserId(by) ? mention(by) : say(by, 60)]])),
      ),
    ],
  };
}
