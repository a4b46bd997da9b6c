import type { ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn } from '../../lib/text.ts';
import { actions, type Message } from '../common/blocks.ts';
import type { PlainWords } from '../common/plain.ts';
import { bold, lines, mention, quote, rich, say, spokenLine } from '../common/rich.ts';
import { formView } from '../form/form.ts';
import { callbackIds, fieldNames } from '../ids.ts';
import { detailsButton, requestButtons } from './buttons.ts';
import { headlineOf, type RequestView, type ShownQuestion } from './view.ts';
import { buttonWords } from './words.ts';

const longest = 500;

/** What somebody wants to know before they decide. `metadata` is the request's id. */
export function questionForm({ requestId, plain }: { requestId: string; plain: PlainWords }): ModalView {
  return formView({
    callbackId: callbackIds.askBack,
    title: buttonWords.askBack,
    submit: speak('Ask'),
    metadata: requestId,
    intro: plain.title,
    fields: [
      {
        kind: 'multiline',
        name: fieldNames.question,
        label: speak('Question'),
        hint: speak('The person who asked gets a message. It decides nothing, and the time to decide goes on.'),
        maxLength: longest,
      },
    ],
  });
}

/** The asker's answer. `metadata` is the request's id, a colon and the question's. */
export function answerForm({
  requestId,
  question,
}: {
  requestId: string;
  question: Pick<ShownQuestion, 'id' | 'text'>;
}): ModalView {
  return formView({
    callbackId: callbackIds.answer,
    title: buttonWords.answer,
    submit: speak('Send answer'),
    metadata: `${requestId}:${question.id}`,
    intro: question.text,
    fields: [
      {
        kind: 'multiline',
        name: fieldNames.answer,
        label: buttonWords.answer,
        hint: speak('Everyone who sees the request reads it; in channels without names and contacts.'),
        maxLength: longest,
      },
    ],
  });
}

/** To the asker: a message of its own, since a card that is only redrawn calls nobody. */
export function questionMessage(request: RequestView, question: ShownQuestion): Message {
  return {
    text: speak('Question about your request: {headline}', { headline: escapeMrkdwn(headlineOf(request), 300) }),
    blocks: [
      rich(
        lines(
          [bold(`${speak('Question about your request')}: `), say(request.plain.title, 300)],
          spokenLine('{person} asks:', { person: mention(question.by) }),
        ),
        quote(question.text, longest),
      ),
      ...actions(requestButtons({ ...request, questions: [question] }, 'asker')),
    ],
  };
}

/** To the one who asked the question. It has no buttons that could outlive the decision. */
export function answerMessage(request: RequestView, { text, answer }: ShownQuestion): Message {
  return {
    text: speak('Your question was answered: {headline}', { headline: escapeMrkdwn(headlineOf(request), 300) }),
    blocks: [
      rich(
        lines([bold(`${speak('Your question was answered')}: `), say(request.plain.title, 300)], [say(speak('You asked:'))]),
        quote(text, longest),
        lines(spokenLine('{person} answers:', { person: mention(request.asker) })),
        quote(answer?.text ?? '', longest),
      ),
      ...actions([detailsButton(request)]),
    ],
  };
}
