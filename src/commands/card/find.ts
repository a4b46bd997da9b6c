import type { Card } from '../../api/operations/index.ts';
import { cut } from '../../lib/text.ts';
import { type CardStart, cardsFoundMessage } from '../../views/card/found.ts';
import type { Message } from '../../views/common/blocks.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { formView, labels } from '../../views/form/form.ts';
import { callbackIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { answerWith, inView, openOver } from '../answer.ts';
import type { Command, Form, Interaction } from '../context.ts';
import { usualBranch } from '../find/branches.ts';
import { findCard } from '../find/cards.ts';
import { showFor } from '../find/look-up.ts';
import { textOf } from '../form/values.ts';
import { mustHold, whoIs } from '../rights.ts';

const title = 'Find a card';
const field = 'card';
/** More owners than this are named by their id alone: each name is a call. */
const mostNamed = 5;
const mostEditable = 5;

/** `/card find`: what is with a card, whose it is, and what can be done with it now. */
export const cardFindCommand: Command = {
  command: 'card',
  verb: 'find',
  usage: '<number | part of it | id>',
  description: 'A card’s state, whose it is, and what can be done with it',
  needs: 'read.card',
  async run(interaction, words) {
    const search = cut(words.join(' '), 200);
    if (search.trim() === '') {
      await openOver(interaction, cardFindForm());
      return;
    }
    await answerWith(interaction, () => findCards(interaction, search), { tryAgain: `card find ${search}` });
  },
};

function cardFindForm() {
  return formView({
    callbackId: callbackIds.cardFind,
    title,
    submit: 'Find',
    fields: [{ kind: 'text', name: field, label: labels.card, hint: 'The number on the card, or a part of it.', maxLength: 200 }],
  });
}

/** The sent form: answered in its own modal. */
export const cardFindSent: Form = {
  callbackId: callbackIds.cardFind,
  needs: 'read.card',
  async run(submission) {
    const typed = textOf(submission.values, field);
    const search = typed === undefined ? undefined : cut(typed, 200);
    if (search === undefined)
      return { answer: { kind: 'errors', errors: { [field]: 'Type the number on the card, or a part of it.' } } };
    const view = inView(submission, submission.viewId, title);
    return {
      answer: { kind: 'update', view: waitingView({ title, say: 'Looking…' }) },
      after: () =>
        answerWith(
          view,
          async () => {
            const who = await whoIs(submission.kit, submission.who.id);
            mustHold(who, 'read.card');
            return findCards({ ...view, who }, search);
          },
          { tryAgain: `card find ${search}` },
        ),
    };
  },
};

/** Throws the reader's faults. */
async function findCards(interaction: Interaction, search: string): Promise<Message> {
  const { kit } = interaction;
  const branchId = await usualBranch(kit);
  const found = await findCard(kit, search, branchId);
  if (found.kind === 'none') return cardsFoundMessage({ search, branch: 'any branch', cards: [] });
  const cards = found.kind === 'one' ? [found.card] : found.hits;
  const [owners, branch] = await Promise.all([ownersOf(interaction, cards), kit.catalogue.branch(branchId)]);
  return cardsFoundMessage({
    search,
    branch: cards.every((card) => card.branchId === branchId) ? branch.name : 'all branches',
    cards: cards.map((card) => {
      const start = startOf(interaction, card, branchId);
      return {
        id: card.id,
        number: card.cardNumber ?? `Card ${card.id}`,
        state: card.state,
        rfid: card.rfidUid,
        owner: card.userId === undefined ? undefined : (owners.get(card.userId) ?? `customer ${card.userId}`),
        start,
        // With many cards the one button that each has is enough to look through.
        edit: cards.length > mostEditable ? undefined : editOf(interaction, card, branchId),
      };
    }),
    total: found.kind === 'several' ? found.total : undefined,
  });
}

/** Owners by name where they are few and this person may see customers; a name that cannot be read stays an id. */
async function ownersOf({ kit, who }: Interaction, cards: readonly Card[]): Promise<Map<number, string>> {
  const ids = [...new Set(cards.flatMap(({ userId }) => (userId === undefined ? [] : [userId])))];
  if (ids.length > mostNamed || !who.may('read.customer')) return new Map();
  const show = showFor(kit);
  const named = await Promise.all(
    ids.map(async (id): Promise<[number, string]> => {
      const customer = await kit.readers.operations.customers
        .get({ params: { id } }, { deadlineMs: 4_000 })
        .catch(() => ({ id }));
      return [id, show.person(customer)];
    }),
  );
  return new Map(named);
}

/** The one thing that works with a card in this state, if this person may start it. */
function startOf({ kit, who }: Interaction, card: Card, branch: number): CardStart | undefined {
  const action =
    card.state === 'ASSIGNED' ? 'card.unassign' : card.state === 'NEW' || card.state === 'UNASSIGNED' ? 'card.assign' : undefined;
  if (action === undefined || !Object.hasOwn(kit.actions, action) || !who.may(action)) return undefined;
  return {
    action,
    label: action === 'card.assign' ? 'Assign' : 'Unassign',
    value: writePointer({ action, card: card.id, branch }),
  };
}

function editOf({ kit, who }: Interaction, card: Card, branch: number): CardStart | undefined {
  const action = 'card.update';
  if (!Object.hasOwn(kit.actions, action) || !who.may(action)) return undefined;
  return { action, label: 'Edit', value: writePointer({ action, card: card.id, branch }) };
}
