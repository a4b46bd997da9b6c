import { wordsNow } from '../../lib/language/both.ts';
import { speak } from '../../lib/language/speak.ts';
import { noteMessage } from '../../views/common/note.ts';
import { actionIds, callbackIds, fieldNames } from '../../views/ids.ts';
import { answerForm, questionForm } from '../../views/request/question.ts';
import { afresh, type Button, type Form, type Press } from '../context.ts';
import { textOf } from '../engine/values.ts';
import { keepCopy } from './copies.ts';
import { tellOver } from './decide.ts';

/** **Ask back**: what somebody who may decide wants to know first; it counts when the form is sent. */
const askBack: Button = {
  id: actionIds.askBack,
  needs: undefined,
  async run(press) {
    const record = await press.app.approvals.postedMessages.load(press.value.slice(0, 40));
    if (record === undefined || record.state !== 'pending') {
      await tellOver(press);
      return undefined;
    }
    await keepCopy(press);
    if (record.asker === press.who.id) {
      await press.reply(noteMessage(speak('You asked for this yourself, so there is nobody to ask.')));
    } else {
      const plain = record.preview === undefined ? { title: record.action } : wordsNow(record.preview).many;
      await press.app.screen.open(press.triggerId, questionForm({ requestId: record.id, plain }), from(press));
    }
    return undefined;
  },
};

const question: Form = {
  callbackId: callbackIds.askBack,
  needs: afresh,
  async run({ app, who, metadata, values, origin }) {
    const text = textOf(values, fieldNames.question);
    if (text === undefined)
      return { answer: { kind: 'errors', errors: { [fieldNames.question]: speak('Write what you want to know.') } } };
    const outcome = await app.approvals.askBack({ id: metadata, person: who.id, question: text, origin });
    if (outcome.kind === 'not-counted') return { answer: { kind: 'errors', errors: { [fieldNames.question]: outcome.why } } };
    return { answer: { kind: 'close' } };
  },
};

/** **Answer**, for the asker alone. */
const answer: Button = {
  id: actionIds.answer,
  needs: undefined,
  async run(press) {
    const [id = '', questionId = ''] = press.value.slice(0, 60).split(':');
    const record = await press.app.approvals.postedMessages.load(id);
    await keepCopy({ ...press, value: id });
    const asked = record?.questions.find((one) => one.id === questionId);
    if (record === undefined || asked === undefined || record.state !== 'pending' || asked.answer !== undefined) {
      await press.reply(noteMessage(speak('This question needs no answer any more. The card shows the current state.')));
    } else if (record.asker !== press.who.id) {
      await press.reply(noteMessage(speak('Only the person who asked for this can answer.')));
    } else {
      await press.app.screen.open(press.triggerId, answerForm({ requestId: id, question: asked }), from(press));
    }
    return undefined;
  },
};

const answerSent: Form = {
  callbackId: callbackIds.answer,
  needs: afresh,
  async run({ app, who, metadata, values }) {
    const text = textOf(values, fieldNames.answer);
    if (text === undefined) return { answer: { kind: 'errors', errors: { [fieldNames.answer]: speak('Write your answer.') } } };
    const [id = '', questionId = ''] = metadata.split(':');
    const outcome = await app.approvals.answer({ id, person: who.id, question: questionId, answer: text });
    if (outcome.kind === 'not-counted') return { answer: { kind: 'errors', errors: { [fieldNames.answer]: outcome.why } } };
    return { answer: { kind: 'close' } };
  },
};

const from = ({ place }: Press) => (place.kind === 'modal' ? 'modal' : 'message');

export const questionButtons: readonly Button[] = [askBack, answer];
export const questionForms: readonly Form[] = [question, answerSent];
