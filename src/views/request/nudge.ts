import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn } from '../../lib/text.ts';
import { actions, type Message } from '../common/blocks.ts';
import { changeLines } from '../common/plain-blocks.ts';
import { bold, bullets, lines, rich, say } from '../common/rich.ts';
import { inNudge } from '../ids.ts';
import { requestButtons } from './buttons.ts';
import { headlineOf, type RequestView } from './view.ts';

/** To one who can decide it and has answered the card by a reply or a reaction. It says no more than the card that they all see. */
export function nudgeMessage(request: RequestView, { answered }: { answered: 'reply' | 'reaction' }): Message {
  const what =
    answered === 'reply'
      ? speak('Your reply doesn’t count as a decision. Use a button:')
      : speak('Your reaction doesn’t count as a decision. Use a button:');
  const buttons = requestButtons(request, 'channel').map((one) => ({ ...one, action_id: inNudge(one.action_id ?? '') }));
  return {
    text: `${what} ${escapeMrkdwn(headlineOf(request), 300)}`,
    blocks: [
      // If somebody can say yes, they see to what.
      rich(lines([bold(what)], [say(request.plain.title, 300)]), ...bullets(changeLines(request.plain.changes ?? [], 'bare'))),
      ...actions(buttons),
    ],
  };
}
