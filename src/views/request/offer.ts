import type { ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, type Choice, type Message } from '../common/blocks.ts';
import type { PlainWords } from '../common/plain.ts';
import { bold, lines, mention, quote, rich, say, spokenLine } from '../common/rich.ts';
import { labels } from '../form/fields.ts';
import { formView } from '../form/form.ts';
import { callbackIds, fieldNames } from '../ids.ts';
import { detailsButton, requestButtons } from './buttons.ts';
import { headlineOf, type RequestView, type ShownOffer } from './view.ts';
import { buttonWords } from './words.ts';

const longest = 500;

/** What somebody who may decide would give instead. `metadata` is the request as it was shown. */
export function offerForm({
  shown,
  plain,
  choices,
}: {
  shown: string;
  plain: PlainWords;
  choices: readonly Choice[];
}): ModalView {
  return formView({
    callbackId: callbackIds.offer,
    title: buttonWords.offerLess,
    submit: speak('Offer'),
    metadata: shown,
    intro: plain.title,
    fields: [
      {
        kind: 'radio',
        name: fieldNames.voucher,
        label: labels.voucher,
        hint: speak('The person who asked can accept or decline. It decides nothing, and the time to decide goes on.'),
        choices,
      },
      {
        kind: 'multiline',
        name: fieldNames.reason,
        label: labels.reason,
        hint: speak('Everyone who sees the request reads it; in channels without names and contacts.'),
        maxLength: longest,
      },
    ],
  });
}

/** To the asker: a message of its own, since a card that is only redrawn calls nobody. */
export function offerMessage(request: RequestView, offer: ShownOffer): Message {
  return {
    text: speak('Less is offered for your request: {headline}', { headline: escapeMrkdwn(headlineOf(request), 300) }),
    blocks: [
      rich(
        lines(
          [bold(`${speak('Less is offered for your request')}: `), say(request.plain.title, 300)],
          spokenLine('{person} offers: {title}', { person: mention(offer.by), title: oneLine(offer.title) }),
        ),
        ...(oneLine(offer.reason) === '' ? [] : [quote(offer.reason, longest)]),
        lines([say(speak('Accept, and your request becomes that. Decline, and it goes on waiting as it is.'))]),
      ),
      ...actions(requestButtons({ ...request, questions: [] }, 'asker')),
    ],
  };
}

/** To the one who offered less. It has no buttons that could outlive the decision. */
export function offerDeclinedMessage(request: RequestView, { title }: ShownOffer): Message {
  return {
    text: speak('Your offer was declined: {headline}', { headline: escapeMrkdwn(headlineOf(request), 300) }),
    blocks: [
      rich(
        lines(
          [bold(`${speak('Your offer was declined')}: `), say(request.plain.title, 300)],
          [say(speak('You offered: {title}', { title: oneLine(title) }), longest)],
          [say(speak('The request goes on waiting as it is.'))],
        ),
      ),
      ...actions([detailsButton(request)]),
    ],
  };
}
