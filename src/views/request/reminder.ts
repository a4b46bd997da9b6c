import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, button, type Message } from '../common/blocks.ts';
import { bold, mention, richLines, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import type { RequestView } from './view.ts';

/** To one who can still decide: what waits, whose it is, and the way to it. It has no buttons that could outlive the decision. */
export function reminderMessage(request: RequestView): Message {
  return {
    text: `Still waiting for your decision: ${escapeMrkdwn(oneLine(request.plain.title), 300)}`,
    blocks: [
      richLines([
        bold('Still waiting for your decision: '),
        say(request.plain.title, 300),
        say(' · asked by '),
        mention(request.asker),
      ]),
      ...toDetails(request),
    ],
  };
}

/** To the asker and the policy's owners: nobody is left who could say yes. */
export function undecidableMessage(request: RequestView, { isAsker }: { isAsker: boolean }): Message {
  const role = request.rule?.role ?? 'lead';
  const next = isAsker
    ? 'It waits on in case somebody joins; you can cancel it.'
    : 'Add somebody to that role, or it will expire.';
  const why = `Nobody is left in the role ${oneLine(role)} who could approve this. ${next}`;
  return {
    text: `${escapeMrkdwn(why, 500)}\n${escapeMrkdwn(oneLine(request.plain.title), 300)}`,
    blocks: [
      richLines([bold('Nobody can decide this: '), say(request.plain.title, 300)], [say(why, 500)]),
      ...toDetails(request),
    ],
  };
}

function toDetails(request: RequestView) {
  return actions([
    button({
      text: 'Details',
      actionId: uniqueId(actionIds.openRequest, request.id),
      value: request.id,
      label: `Details: ${request.plain.title}`,
    }),
  ]);
}
