import type { DecisionPress as Outcome } from '../../approvals/press.ts';
import { wordsNow } from '../../lib/language/both.ts';
import { speak } from '../../lib/language/speak.ts';
import { noteMessage } from '../../views/common/note.ts';
import { actionIds, callbackIds, isInNudge, readShown, shownAs } from '../../views/ids.ts';
import { rejectForm } from '../../views/request/reject-form.ts';
import { type After, afresh, type Button, type Form, type Press, type Submission } from '../context.ts';
import { textOf } from '../engine/values.ts';
import { keepCopy } from './copies.ts';

/** **Approve**: one press, counted before Slack gets its ack. */
const approve: Button = {
  id: actionIds.approve,
  needs: afresh,
  ackAfter: true,
  async run(press) {
    const shown = readShown(press.value);
    const outcome = await press.app.approvals.decide({ ...shown, person: press.who.id, verdict: 'approve' });
    return tellOutcome({ ...press, value: shown.id }, outcome);
  },
};

/** **Reject** asks why first; the no counts when that is sent. */
const reject: Button = {
  id: actionIds.reject,
  needs: undefined,
  async run(pressed) {
    const { app } = pressed;
    const press = { ...pressed, value: readShown(pressed.value).id };
    const record = await app.approvals.postedMessages.load(press.value);
    if (record?.asker === press.who.id) {
      await press.reply(noteMessage(speak('You asked for this yourself, so somebody else has to decide it. You can cancel it.')));
    } else if (record === undefined || record.state !== 'pending') {
      await tellOver(press);
    } else {
      await keepCopy(press);
      await app.screen.open(
        press.triggerId,
        rejectForm({
          shown: shownAs(record),
          plain: record.preview === undefined ? { title: record.action } : wordsNow(record.preview).many,
        }),
        press.place.kind === 'modal' ? 'modal' : 'message',
      );
    }
    return undefined;
  },
};

const rejectReason: Form = {
  callbackId: callbackIds.rejectReason,
  needs: afresh,
  async run(submission: Submission) {
    const reason = textOf(submission.values, 'reason');
    if (reason === undefined)
      return { answer: { kind: 'errors', errors: { reason: speak('Say why: the person who asked will read it.') } } };
    const outcome = await submission.app.approvals.decide({
      ...readShown(submission.metadata),
      person: submission.who.id,
      verdict: 'reject',
      reason,
    });
    if (outcome.kind === 'not-counted') return { answer: { kind: 'errors', errors: { reason: outcome.why } } };
    return { answer: { kind: 'clear' } };
  },
};

/** **Cancel request**, for the asker. */
const cancelRequest: Button = {
  id: actionIds.cancelRequest,
  needs: afresh,
  ackAfter: true,
  async run(press) {
    return tellOutcome(press, await press.app.approvals.cancel({ id: press.value, person: press.who.id }));
  },
};

/** **Look again**, for those who may settle it. */
const lookAgain: Button = {
  id: actionIds.lookAgain,
  needs: afresh,
  async run(press) {
    const after = tellOutcome(press, await press.app.approvals.lookAgain({ id: press.value, person: press.who.id }));
    await after();
    return undefined;
  },
};

/** **Close envelope**, for those who could approve it. */
const closeEnvelope: Button = {
  id: actionIds.closeEnvelope,
  needs: afresh,
  ackAfter: true,
  async run(press) {
    return tellOutcome(press, await press.app.approvals.envelopes.close({ id: press.value, person: press.who.id }));
  },
};

function settling(id: string, happened: boolean): Button {
  return {
    id,
    needs: afresh,
    ackAfter: true,
    async run(press) {
      return tellOutcome(press, await press.app.approvals.settle({ id: press.value, person: press.who.id, happened }));
    },
  };
}

/** Pressed on what waits no more. A nudge goes with it: nothing redraws it. */
export async function tellOver(press: Press): Promise<void> {
  await keepCopy(press);
  const say = speak('This does not wait for a decision any more. The card shows what became of it.');
  await press.reply(noteMessage(say), { replace: isInNudge(press.actionId) });
}

/** What did not count is told to the one who pressed; what counted shows on the card itself. Only a nudge goes: nothing redraws it. */
export function tellOutcome(press: Press, outcome: Outcome): After {
  return async () => {
    await keepCopy(press);
    const isNudged = isInNudge(press.actionId);
    if (outcome.kind === 'not-counted') await press.reply(noteMessage(outcome.why), { replace: isNudged && outcome.stale });
    else if (isNudged) await press.reply(noteMessage(speak('Recorded. The card shows the current state.')), { replace: true });
  };
}

export const decisionButtons: readonly Button[] = [
  approve,
  reject,
  cancelRequest,
  lookAgain,
  closeEnvelope,
  settling(actionIds.itHappened, true),
  settling(actionIds.itDidNotHappen, false),
];
export const decisionForms: readonly Form[] = [rejectReason];
