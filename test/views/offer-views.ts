import { requestCard, requestEntry } from '../../src/views/request/card.ts';
import { offerDeclinedMessage, offerForm, offerMessage } from '../../src/views/request/offer.ts';
import type { RequestAudience, RequestView, ShownOffer } from '../../src/views/request/view.ts';
import type { Drawn } from './every-view.ts';
import { plain, reading, request } from './props.ts';
import type { World } from './worlds.ts';

const states = ['replaced', 'declined', 'accepted', 'open'] as const;

/** What is offered instead, in whatever state: to the asker, and on the cards of a request that was changed by one. */
export function offerViews(world: World): Drawn[] {
  const { text, list } = world;
  const choices = list((index) => ({ value: String(index), text: text(`Goodwill ${index} EUR`) })).slice(0, 100);
  const offerIn = (state: ShownOffer['state'], index: number): ShownOffer => ({
    id: `o${index}`,
    by: 'U0LEAD1',
    at: new Date('2026-11-21T13:10:00Z'),
    reason: text('A short delay'),
    title: text(`Goodwill ${20 + index} EUR for Maja Horvat`),
    state,
    answeredAt: state === 'accepted' || state === 'declined' ? new Date('2026-11-21T13:20:00Z') : undefined,
    was: state === 'accepted' ? { title: text('Goodwill 50 EUR for Maja Horvat'), approvedBy: ['U0LEAD2'] } : undefined,
  });
  const pending: RequestView = {
    ...request(world, 'pending'),
    risk: 'costly',
    questions: [],
    offers: states.map(offerIn),
    hasLess: true,
    revision: 1,
  };
  const done: RequestView = { ...pending, state: 'done', offers: [offerIn('accepted', 0), offerIn('withdrawn', 1)] };
  const audiences: readonly RequestAudience[] = ['channel', 'approver', 'asker'];
  return [
    { view: 'request/offer form', modal: offerForm({ shown: '7F3KQ2M9XA:1', plain: plain(world), choices }) },
    { view: 'request/offer', message: offerMessage(pending, offerIn('open', 3)) },
    { view: 'request/offer declined', message: offerDeclinedMessage(pending, offerIn('declined', 1)) },
    ...audiences.map((audience) => ({
      view: `request/card with offers for ${audience}`,
      message: requestCard(pending, reading(audience)),
    })),
    { view: 'request/card after an offer', message: requestCard(done, reading('channel')) },
    {
      view: 'request/entry with offers',
      message: { text: 'An entry', blocks: requestEntry(pending, reading('asker')) },
    },
  ];
}
