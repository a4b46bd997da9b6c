import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import type { Message } from '../common/blocks.ts';
import { bold, bullets, isUserId, lines, mention, rich, say, spokenLine } from '../common/rich.ts';
import { stateLines } from './profile-lines.ts';
import type { ProfileProps } from './profile-props.ts';
import { driveLine, payLine } from './verdict.ts';

/** What may be shared in a channel: initials and id, whether they can drive and pay, what is open. Give it `showToMany()`. */
export function sharedProfileMessage(props: ProfileProps): Message {
  const who = props.redactor.person(props.customer);
  const { blocking, open } = stateLines(props);
  const by = props.sharedBy;
  return {
    text: escapeMrkdwn([who, driveLine(props), payLine(props)].map(oneLine).join('\n'), 2000),
    blocks: [
      rich(
        lines([bold(who)], [say(driveLine(props), 600)], [say(payLine(props), 400)]),
        ...bullets([...blocking, ...open]),
        lines(
          ...(by === undefined
            ? []
            : [spokenLine('Shared by {person} (masked)', { person: isUserId(by) ? mention(by) : say(by, 60) })]),
        ),
      ),
    ],
  };
}
