import type { z } from 'zod';
import type { assignCard } from '../../actions/card/assign.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { cardById, customerById, fill, homeBranch, understandCard, understandCustomer } from '../form/filling.ts';

/** `/card assign <card> <customer>` */
export const assignCardForm = defineForm<z.output<(typeof assignCard)['input']>>({
  action: 'card.assign',
  title: 'Assign a card',
  submit: 'Assign',
  names: [names.card, names.customer],
  async fromWords(kit, _who, [card, ...customer]) {
    const branch = homeBranch(kit);
    const [foundCard, foundCustomer] = await Promise.all([
      card === undefined ? undefined : understandCard(kit, card, branch),
      customer.length === 0 ? undefined : understandCustomer(kit, customer.join(' '), branch),
    ]);
    return fill(branch, { card: foundCard, customer: foundCustomer });
  },
  async fromPointer(kit, _who, { card, customer, branch = homeBranch(kit) }) {
    const [cardChoice, customerChoice] = await Promise.all([
      card === undefined ? undefined : cardById(kit, card),
      customer === undefined ? undefined : customerById(kit, customer),
    ]);
    return fill(branch, {
      ...(cardChoice && { card: { value: cardChoice } }),
      ...(customerChoice && { customer: { value: customerChoice } }),
    });
  },
  async fromInput(kit, who, input) {
    const { cardId, customerId } = input;
    return this.fromPointer(kit, who, { card: cardId, customer: customerId });
  },
  fields: async (_kit, _who, filled) => [finderField(filled, 'card'), finderField(filled, 'customer')],
  read(filled) {
    const [cardId, customerId] = [filledId(filled, names.card), filledId(filled, names.customer)];
    if (cardId !== undefined && customerId !== undefined) return { ok: true, input: { cardId, customerId } };
    return {
      ok: false,
      errors: {
        ...(cardId === undefined ? { [names.card]: 'Choose the card: type its number.' } : {}),
        ...(customerId === undefined
          ? { [names.customer]: 'Choose the customer: type a name, an e-mail address, a phone number or an id.' }
          : {}),
      },
    };
  },
});
