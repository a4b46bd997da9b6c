import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, type Message } from '../common/blocks.ts';
import { pagesLine } from '../common/pages.ts';
import { bold, mention, richLines, say, spokenLine } from '../common/rich.ts';
import { detailsButton } from './buttons.ts';
import { headlineOf, type RequestView } from './view.ts';

/** To one who can still decide: what waits, whose it is, and the way to it. It has no buttons that could outlive the decision. */
export function reminderMessage(request: RequestView): Message {
  return {
    text: speak('Still waiting for your decision: {headline}', { headline: escapeMrkdwn(headlineOf(request), 300) }),
    blocks: [
      richLines(
        [
          bold(`${speak('Still waiting for your decision')}: `),
          say(`${request.plain.title} · `, 300),
          ...spokenLine('asked by {person}', { person: mention(request.asker) }),
        ],
        pagesLine(request),
      ),
      ...actions([detailsButton(request)]),
    ],
  };
}

/** To the asker and the policy's owners: nobody is left who could say yes. */
export function undecidableMessage(request: RequestView, { isAsker }: { isAsker: boolean }): Message {
  const role = request.rule?.role ?? 'lead';
  const next = isAsker
    ? speak('It stays open in case someone becomes available; you can cancel it.')
    : speak('Add somebody to that role, or it will expire.');
  const why = speak('Nobody is left in the role {role} who could approve this. {next}', { role: oneLine(role), next });
  return {
    text: `${escapeMrkdwn(why, 500)}\n${escapeMrkdwn(headlineOf(request), 300)}`,
    blocks: [
      richLines([bold(`${speak('Nobody can decide this')}: `), say(request.plain.title, 300)], [say(why, 500)]),
      ...actions([detailsButton(request)]),
    ],
  };
}
