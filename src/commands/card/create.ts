import type { z } from 'zod';
import type { createCard } from '../../actions/card/create.ts';
import { CardData } from '../../actions/card/shared.ts';
import { defined } from '../../lib/defined.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import type { Field } from '../../views/form/form.ts';
import { defineForm, type Filled, filledId } from '../engine/action-form.ts';
import { branchChoice, branchField } from '../engine/branch-field.ts';
import { names } from '../engine/common-fields.ts';
import { fill, homeBranch, type Understood } from '../subjects/understand.ts';

/** What is printed on a card and what its chip says, in the words of the form. */
export const cardTexts = spoken({
  cardNumber: { label: 'Card number', hint: 'As it is printed on the card.' },
  rfidUid: { label: 'RFID uid', hint: 'As a reader shows it.' },
  rfidType: { label: 'RFID type', hint: 'The kind of chip, such as MIFARE_DESFIRE.' },
});
export type CardText = keyof typeof cardTexts;
export const cardTextNames = ['cardNumber', 'rfidUid', 'rfidType'] as const satisfies readonly CardText[];
export const longestCardText = 100;

/** `/card create <number> [rfid uid] [rfid type]` */
export const createCardForm = defineForm<z.output<(typeof createCard)['input']>>({
  action: 'card.create',
  title: 'Create a card',
  submit: 'Create',
  names: [...cardTextNames, names.branch],
  async fromWords(app, _who, words) {
    const branch = homeBranch(app);
    const texts = cardTextNames.map((name, at): [string, Understood | undefined] => [name, typed(words[at])]);
    return {
      ...fill(branch, { ...Object.fromEntries(texts), branch: { value: await branchChoice(app, branch) } }),
      reason: words.slice(cardTextNames.length).join(' '),
    };
  },
  async fromPointer(app, _who, { branch = homeBranch(app) }) {
    return fill(branch, { branch: { value: await branchChoice(app, branch) } });
  },
  async fromInput(app, _who, { branchId, ...card }) {
    const texts = cardTextNames.map((name): [string, Understood | undefined] => [name, typed(card[name])]);
    return fill(branchId, { ...Object.fromEntries(texts), branch: { value: await branchChoice(app, branchId) } });
  },
  fields: async (app, _who, filled) => [
    ...cardTextNames.map((name): Field => textField(filled, name)),
    await branchField(app, filled),
  ],
  read(filled) {
    const branchId = filledId(filled, names.branch);
    const card = CardData.safeParse(Object.fromEntries(cardTextNames.map((name) => [name, filled.values[name]?.value])));
    const errors = defined({
      cardNumber: filled.values.cardNumber === undefined ? speak('Type the number on the card.') : undefined,
      rfidUid:
        filled.values.rfidType !== undefined && filled.values.rfidUid === undefined
          ? speak('Type the uid, too: a type alone says nothing.')
          : undefined,
      [names.branch]: branchId === undefined ? speak('Choose the branch that the card belongs to.') : undefined,
    });
    if (!card.success || Object.keys(errors).length > 0)
      return {
        ok: false,
        errors: Object.keys(errors).length > 0 ? errors : { cardNumber: speak('This cannot be a card’s number.') },
      };
    return { ok: true, input: { ...card.data, branchId } };
  },
});

function textField(filled: Filled, name: CardText): Field {
  return {
    kind: 'text',
    name,
    ...cardTexts[name],
    optional: name !== 'cardNumber',
    dispatch: true,
    maxLength: longestCardText,
    initial: filled.values[name]?.value ?? '',
  };
}

function typed(text: string | undefined): Understood | undefined {
  return text === undefined || text === '' ? undefined : { value: { value: text, text } };
}
