import type { Account, Card, Customer } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Choice } from '../../views/form/form.ts';
import type { Pointer } from '../../views/pointer.ts';
import { chooseAccount } from '../account/people-form.ts';
import { splitAccount } from '../account/words.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';
import { chooseCustomer } from '../customer/one-customer-form.ts';
import { customerAndReason, splitCustomer } from '../customer/words.ts';
import { filledId } from '../engine/action-form.ts';
import { finderField } from '../engine/common-fields.ts';
import type { EditSubject } from '../engine/edit-form.ts';
import { accountOf } from './account.ts';
import {
  accountById,
  cardById,
  customerById,
  fill,
  homeBranch,
  type Understood,
  understandCard,
  understandCustomer,
} from './understand.ts';

/** A customer who is edited; if words may follow, those from the first that `isRest` say what to change. */
export function editedCustomer(isRest?: (word: string) => boolean): EditSubject<Customer> {
  return foundAs({
    name: 'customer',
    choose: speak(chooseCustomer),
    async understand(app, who, words, branch) {
      const { customer, rest } = isRest === undefined ? customerAndReason(words) : splitCustomer(words, isRest);
      return { found: customer === '' ? undefined : await understandCustomer(app, customer, branch, who), rest };
    },
    byId: customerById,
    pointed: ({ customer }) => customer,
    read: (app, id) => app.readers.operations.customers.get({ params: { id } }),
  });
}

export const editedAccount: EditSubject<Account> = foundAs({
  name: 'account',
  choose: chooseAccount,
  async understand(app, _who, words, branch) {
    const { account, rest } = await splitAccount(app, words, branch);
    return { found: account, rest };
  },
  byId: accountById,
  pointed: ({ account }) => account,
  read: accountOf,
});

export const editedCard: EditSubject<Card> = foundAs({
  name: 'card',
  choose: 'Choose the card: type its number.',
  async understand(app, _who, [card, ...rest], branch) {
    return { found: card === undefined ? undefined : await understandCard(app, card, branch), rest };
  },
  byId: cardById,
  pointed: ({ card }) => card,
  read: (app, cardId) => app.readers.operations.cards.get({ params: { cardId } }),
});

/** A thing that is found as somebody types. */
function foundAs<Thing>(of: {
  name: 'customer' | 'account' | 'card';
  /** Said while none is chosen. */
  choose: string;
  understand(
    app: AppContext,
    who: Who,
    words: readonly string[],
    branch: number,
  ): Promise<{ found: Understood | undefined; rest: readonly string[] }>;
  byId(app: AppContext, id: number): Promise<Choice>;
  pointed(pointer: Pointer): number | undefined;
  read(app: AppContext, id: number): Promise<Thing>;
}): EditSubject<Thing> {
  return {
    names: [of.name],
    async fromWords(app, who, words) {
      const branch = homeBranch(app);
      const { found, rest } = await of.understand(app, who, words, branch);
      return { filled: fill(branch, { [of.name]: found }), rest };
    },
    async fromPointer(app, pointer) {
      const id = of.pointed(pointer);
      const found = id === undefined ? undefined : { value: await of.byId(app, id) };
      return fill(pointer.branch ?? homeBranch(app), { [of.name]: found });
    },
    fromHolder: async (app, holder) => fill(homeBranch(app), { [of.name]: { value: await of.byId(app, Number(holder)) } }),
    fields: (_app, filled, then) => [finderField(filled, of.name, then === undefined ? {} : { hint: then })],
    holder: (filled) => filledId(filled, of.name)?.toString(),
    missing: () => ({ [of.name]: of.choose }),
    read: (app, _who, holder) => of.read(app, Number(holder)),
  };
}
