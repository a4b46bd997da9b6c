import type { z } from 'zod';
import type { createCards } from '../../actions/card/create-batch.ts';
import { mostCardsABatch } from '../../actions/card/shared.ts';
import { speak } from '../../lib/language/speak.ts';
import type { AppContext } from '../app-context.ts';
import { defineForm, type Filled, filledId } from '../engine/action-form.ts';
import { branchChoice, branchField } from '../engine/branch-field.ts';
import { names } from '../engine/common-fields.ts';
import { fill, homeBranch } from '../subjects/understand.ts';
import { readCardLines, writeCardLines } from './batch-lines.ts';

const cardsField = 'cards';

/** `/card batch [card …]`: each word is a line of the field. */
export const createCardsForm = defineForm<z.output<(typeof createCards)['input']>>({
  action: 'card.create-batch',
  title: 'Create many cards',
  submit: 'Create',
  names: [cardsField, names.branch],
  intro: () =>
    speak('One card a line, at most {mostCardsABatch}: its number alone, or number;rfid uid;rfid type.', { mostCardsABatch }),
  fromWords: (app, _who, words) => filledWith(app, words.join('\n')),
  fromTable: (app, _who, text) => filledWith(app, text),
  async fromPointer(app, _who, { branch = homeBranch(app) }) {
    return fill(branch, { branch: { value: await branchChoice(app, branch) } });
  },
  async fromInput(app, _who, { cards, branchId }) {
    const text = writeCardLines(cards);
    return fill(branchId, {
      [cardsField]: { value: { value: text, text } },
      branch: { value: await branchChoice(app, branchId) },
    });
  },
  fields: async (app, _who, filled) => [
    {
      kind: 'multiline',
      name: cardsField,
      label: speak('Cards'),
      maxLength: 3_000,
      placeholder: 'HM-20001;04A2B3C4D5;MIFARE_DESFIRE',
      hint: speak('Numbers that exist already are refused before anything is made.'),
      initial: filled.values[cardsField]?.value ?? '',
    },
    await branchField(app, filled),
  ],
  read(filled) {
    const branchId = filledId(filled, names.branch);
    const { cards, problem } = readCardLines(filled.values[cardsField]?.value ?? '');
    if (problem === undefined && branchId !== undefined) return { ok: true, input: { cards, branchId } };
    return {
      ok: false,
      errors: {
        [cardsField]: problem,
        [names.branch]: branchId === undefined ? speak('Choose the branch that the cards belong to.') : undefined,
      },
    };
  },
});

async function filledWith(app: AppContext, text: string): Promise<Filled> {
  const branch = homeBranch(app);
  return fill(branch, {
    [cardsField]: text === '' ? undefined : { value: { value: text, text } },
    branch: { value: await branchChoice(app, branch) },
  });
}
