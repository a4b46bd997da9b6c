import type { Card } from '../../api/operations/index.ts';
import { dashboardUrl, pagesOfSubjects } from '../../approvals/policy/dashboard-pages.ts';
import { speak } from '../../lib/language/speak.ts';
import { isFreeCard } from '../../states/interpret.ts';
import { type CardStart, type CardsFoundProps, cardsFoundMessage } from '../../views/card/found.ts';
import type { WayOn } from '../../views/common/ways-on.ts';
import { labels } from '../../views/form/form.ts';
import { writePointer } from '../../views/pointer.ts';
import type { Interaction } from '../context.ts';
import { names } from '../engine/common-fields.ts';
import { defineRead } from '../engine/read.ts';
import { usualBranch } from '../subjects/find-branches.ts';
import { findCard } from '../subjects/find-cards.ts';
import { redactorFor } from '../subjects/look-up.ts';
import { looksLike } from '../subjects/looks-like.ts';
import { typedText } from '../subjects/typed-text.ts';

/** More owners than this are named by their id alone: each name is a call. */
const mostNamed = 5;
const mostEditable = 5;

const typed = 'Type the number on the card, or a part of it.';

/** `/card find`: what is with a card, whose it is, and what can be done with it now. */
export const cardFind = defineRead({
  command: 'card',
  verb: 'find',
  description: 'A card’s state, whose it is, and what can be done with it',
  needs: 'read.card',
  title: 'Find a card',
  submit: 'Find',
  about: typedText<string>({
    usage: '<number | part of it | id>',
    field: { name: names.card, label: labels.card, hint: 'The number on the card, or a part of it.', maxLength: 200 },
    read: (text) => (text === '' ? { ok: false, why: speak(typed) } : { ok: true, about: text }),
  }),
  fetch: findCards,
  view: cardsFoundMessage,
});

/** Throws the reader's faults. */
async function findCards(interaction: Interaction, search: string): Promise<CardsFoundProps> {
  const { app } = interaction;
  const branchId = await usualBranch(app);
  const found = await findCard(app, search, branchId);
  if (found.kind === 'none') {
    const again: WayOn = { say: '', text: speak('Search again'), command: 'card find' };
    const ways = [...(await looksLike(interaction, search, 'card')), again];
    return { search, branch: undefined, cards: [], hint: interaction.ifNothing, ways };
  }
  const cards = found.kind === 'one' ? [found.card] : found.hits;
  const [owners, branch] = await Promise.all([ownersOf(interaction, cards), app.catalogue.branch(branchId)]);
  return {
    search,
    branch: cards.every((card) => card.branchId === branchId) ? branch.name : undefined,
    cards: cards.map((card) => {
      const start = startOf(interaction, card, branchId);
      return {
        id: card.id,
        number: card.cardNumber ?? speak('Card {card}', { card: card.id }),
        state: card.state,
        rfid: card.rfidUid,
        owner:
          card.userId === undefined
            ? undefined
            : (owners.get(card.userId) ?? speak('customer {userId}', { userId: card.userId })),
        start,
        // With many cards the one button that each has is enough to look through.
        edit: cards.length > mostEditable ? undefined : editOf(interaction, card, branchId),
        dashboardUrl: dashboardUrl(app.policy.dashboardLink, 'card', card.id),
        ownerPage:
          card.userId === undefined ? undefined : pagesOfSubjects(app.policy.dashboardLink, [`customer:${card.userId}`])[0],
      };
    }),
    total: found.kind === 'several' ? found.total : undefined,
  };
}

/** Owners by name where they are few and this person may see customers; a name that cannot be read stays an id. */
async function ownersOf({ app, who }: Interaction, cards: readonly Card[]): Promise<Map<number, string>> {
  const ids = [...new Set(cards.flatMap(({ userId }) => (userId === undefined ? [] : [userId])))];
  if (ids.length > mostNamed || !who.may('read.customer')) return new Map();
  const redactor = redactorFor(app);
  const named = await Promise.all(
    ids.map(async (id): Promise<[number, string]> => {
      const customer = await app.readers.operations.customers
        .get({ params: { id } }, { deadlineMs: 4_000 })
        .catch(() => ({ id }));
      return [id, redactor.person(customer)];
    }),
  );
  return new Map(named);
}

/** The one thing that works with a card in this state, if this person may start it. */
function startOf({ app, who }: Interaction, card: Card, branch: number): CardStart | undefined {
  const action = card.state === 'ASSIGNED' ? 'card.unassign' : isFreeCard(card.state) ? 'card.assign' : undefined;
  if (action === undefined || !Object.hasOwn(app.actions, action) || !who.may(action)) return undefined;
  return {
    action,
    label: action === 'card.assign' ? speak('Assign') : speak('Unassign'),
    value: writePointer({ action, card: card.id, branch }),
  };
}

function editOf({ app, who }: Interaction, card: Card, branch: number): CardStart | undefined {
  const action = 'card.update';
  if (!Object.hasOwn(app.actions, action) || !who.may(action)) return undefined;
  return { action, label: speak('Edit'), value: writePointer({ action, card: card.id, branch }) };
}
