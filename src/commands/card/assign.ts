import type { z } from 'zod';
import type { assignCard } from '../../actions/card/assign.ts';
import { speak } from '../../lib/language/speak.ts';
import { customerAndReason } from '../customer/words.ts';
import { defineForm, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { cardById, customerById, fill, homeBranch, understandCard, understandCustomer } from '../subjects/understand.ts';

/** `/card assign <card> <customer>` */
export const assignCardForm = defineForm<z.output<(typeof assignCard)['input']>>({
  action: 'card.assign',
  title: 'Assign a card',
  submit: 'Assign',
  names: [names.card, names.customer],
  async fromWords(app, who, [card, ...others]) {
    const branch = homeBranch(app);
    const { customer, rest } = customerAndReason(others);
    const [foundCard, foundCustomer] = await Promise.all([
      card === undefined ? undefined : understandCard(app, card, branch),
      customer === '' ? undefined : understandCustomer(app, customer, branch, who),
    ]);
    return { ...fill(branch, { card: foundCard, customer: foundCustomer }), reason: rest.join(' ') };
  },
  async fromPointer(app, _who, { card, customer, branch = homeBranch(app) }) {
    const [cardChoice, customerChoice] = await Promise.all([
      card === undefined ? undefined : cardById(app, card),
      customer === undefined ? undefined : customerById(app, customer),
    ]);
    return fill(branch, {
      card: cardChoice ? { value: cardChoice } : undefined,
      customer: customerChoice ? { value: customerChoice } : undefined,
    });
  },
  async fromInput(app, who, input) {
    const { cardId, customerId } = input;
    return this.fromPointer(app, who, { card: cardId, customer: customerId });
  },
  fields: async (_app, _who, filled) => [finderField(filled, 'card'), finderField(filled, 'customer')],
  read(filled) {
    const [cardId, customerId] = [filledId(filled, names.card), filledId(filled, names.customer)];
    if (cardId !== undefined && customerId !== undefined) return { ok: true, input: { cardId, customerId } };
    return {
      ok: false,
      errors: {
        [names.card]: cardId === undefined ? speak('Choose the card: type its number.') : undefined,
        [names.customer]:
          customerId === undefined
            ? speak('Choose the customer: type a name, an e-mail address, a phone number or an id.')
            : undefined,
      },
    };
  },
});
