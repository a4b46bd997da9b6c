import type { z } from 'zod';
import type { createCards } from '../../actions/card/create-batch.ts';
import { mostCardsABatch } from '../../actions/vocabulary/cards.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { branchChoice, branchField } from '../form/branch-field.ts';
import { names } from '../form/common-fields.ts';
import { fill, homeBranch } from '../form/filling.ts';
import { readCardLines, writeCardLines } from './batch-lines.ts';

const cardsField = 'cards';

/** `/card batch [card …]`: each word is a line of the field. */
export const createCardsForm = defineForm<z.output<(typeof createCards)['input']>>({
  action: 'card.create-batch',
  title: 'Create many cards',
  submit: 'Create',
  names: [cardsField, names.branch],
  intro: () => `One card a line, at most ${mostCardsABatch}: its number alone, or number;rfid uid;rfid type.`,
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    const text = words.join('\n');
    return fill(branch, {
      ...(text === '' ? {} : { [cardsField]: { value: { value: text, text } } }),
      branch: { value: await branchChoice(kit, branch) },
    });
  },
  async fromPointer(kit, _who, { branch = homeBranch(kit) }) {
    return fill(branch, { branch: { value: await branchChoice(kit, branch) } });
  },
  async fromInput(kit, _who, { cards, branchId }) {
    const text = writeCardLines(cards);
    return fill(branchId, {
      [cardsField]: { value: { value: text, text } },
      branch: { value: await branchChoice(kit, branchId) },
    });
  },
  fields: async (kit, _who, filled) => [
    {
      kind: 'multiline',
      name: cardsField,
      label: 'Cards',
      maxLength: 3_000,
      placeholder: 'HM-20001;04A2B3C4D5;MIFARE_DESFIRE',
      hint: 'Numbers that exist already are refused before anything is made.',
      initial: filled.values[cardsField]?.value ?? '',
    },
    await branchField(kit, filled),
  ],
  read(filled) {
    const branchId = filledId(filled, names.branch);
    const { cards, problem } = readCardLines(filled.values[cardsField]?.value ?? '');
    if (problem === undefined && branchId !== undefined) return { ok: true, input: { cards, branchId } };
    return {
      ok: false,
      errors: {
        ...(problem === undefined ? {} : { [cardsField]: problem }),
        ...(branchId === undefined ? { [names.branch]: 'Choose the branch that the cards belong to.' } : {}),
      },
    };
  },
});
