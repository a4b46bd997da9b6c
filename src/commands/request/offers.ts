import { asFault } from '../../errors.ts';
import { wordsNow } from '../../lib/language/both.ts';
import { speak } from '../../lib/language/speak.ts';
import { noteMessage, noteView } from '../../views/common/note.ts';
import { problemView } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { actionIds, callbackIds, fieldNames, readShown, shownAs } from '../../views/ids.ts';
import { offerForm } from '../../views/request/offer.ts';
import { buttonWords } from '../../views/request/words.ts';
import { mayDecide } from '../approvals/decides.ts';
import { afresh, type Button, type Form, type Press } from '../context.ts';
import { choiceOf, textOf } from '../engine/values.ts';
import { keepCopy } from './copies.ts';
import { tellOutcome, tellOver } from './decide.ts';

/** **Offer less**: what somebody who may decide would give instead; it counts when the form is sent. */
const offerLess: Button = {
  id: actionIds.offerLess,
  needs: undefined,
  async run(pressed) {
    const press = { ...pressed, value: readShown(pressed.value).id };
    const { app } = press;
    const record = await app.approvals.postedMessages.load(press.value);
    if (record === undefined || record.state !== 'pending') {
      await tellOver(press);
      return undefined;
    }
    await keepCopy(press);
    if (record.asker === press.who.id) {
      await press.reply(noteMessage(speak('You asked for this yourself. To ask for less, cancel it and ask again.')));
    } else if (!(await mayDecide(press, record))) {
      await press.reply(noteMessage(speak('Only somebody who may decide this can offer less.')));
    } else {
      const plain = record.preview === undefined ? { title: record.action } : wordsNow(record.preview).many;
      const viewId = await app.screen.open(press.triggerId, waitingView({ title: buttonWords.offerLess }), from(press));
      await app.screen.update(viewId, await formFor(press, { shown: shownAs(record), plain }));
    }
    return undefined;
  },
};

async function formFor({ app, who, log, value: id }: Press, shown: Pick<Parameters<typeof offerForm>[0], 'shown' | 'plain'>) {
  const title = buttonWords.offerLess;
  try {
    const choices = await app.approvals.offers.choices({ id, person: who.id });
    if (choices.length > 0) return offerForm({ ...shown, choices });
    return noteView({
      title,
      plain: { title: speak('No voucher of this branch is of the same kind and worth less. Approve or reject it.') },
    });
  } catch (error) {
    const fault = asFault(error);
    log.warn({ code: fault.code, err: fault }, 'what could be offered could not be read');
    return problemView({ title, say: fault.say, ref: fault.ref });
  }
}

const offerSent: Form = {
  callbackId: callbackIds.offer,
  needs: afresh,
  async run({ app, who, metadata, values, origin }) {
    const [choice, reason] = [choiceOf(values, fieldNames.voucher), textOf(values, fieldNames.reason)];
    const errors = {
      ...(choice === undefined ? { [fieldNames.voucher]: speak('Choose the voucher.') } : {}),
      ...(reason === undefined ? { [fieldNames.reason]: speak('Say why: the person who asked will read it.') } : {}),
    };
    if (choice === undefined || reason === undefined) return { answer: { kind: 'errors', errors } };
    const outcome = await app.approvals.offers.make({ ...readShown(metadata), person: who.id, choice, reason, origin });
    if (outcome.kind === 'not-counted') return { answer: { kind: 'errors', errors: { [fieldNames.voucher]: outcome.why } } };
    return { answer: { kind: 'close' } };
  },
};

/** **Accept** and **Decline**, for the asker alone: on the disk before Slack gets its ack. */
function answering(id: string, verdict: 'accept' | 'decline'): Button {
  return {
    id,
    needs: afresh,
    ackAfter: true,
    async run(press) {
      const [request = '', offer = ''] = press.value.slice(0, 60).split(':');
      const outcome = await press.app.approvals.offers[verdict]({ id: request, person: press.who.id, offer });
      return tellOutcome({ ...press, value: request }, outcome);
    },
  };
}

const from = ({ place }: Press) => (place.kind === 'modal' ? 'modal' : 'message');

export const offerButtons: readonly Button[] = [
  offerLess,
  answering(actionIds.acceptOffer, 'accept'),
  answering(actionIds.declineOffer, 'decline'),
];
export const offerForms: readonly Form[] = [offerSent];
