import { cardsFoundMessage } from '../../src/views/card/found.ts';
import type { Message } from '../../src/views/common/blocks.ts';
import { ratingListMessage } from '../../src/views/rating/list.ts';
import { verificationListMessage } from '../../src/views/verification/list.ts';
import { mediaForm, mediaSentView } from '../../src/views/verification/media.ts';
import type { Drawn } from './every-view.ts';
import { customer, ownPages } from './props.ts';
import type { World } from './worlds.ts';

/** What is shown of cards, credit ratings and verifications. */
export function reviewViews(world: World): Drawn[] {
  const { text, maybe, list } = world;
  return [
    {
      view: 'card/found',
      message: cardsFoundMessage({
        search: text('0017'),
        branch: text('Vienna'),
        cards: list((index) => ({
          id: index,
          number: text(`00${index}`),
          state: text('ASSIGNED'),
          owner: maybe('A.N. · customer 42'),
          start: { action: 'card.assign', label: text('Assign'), value: `card:${index}` },
          edit: { action: 'card.update', label: text('Edit'), value: `card:${index}` },
          dashboardUrl: maybe(`https://back.example/cards/${index}`),
          ownerPage: index === 0 ? ownPages[0] : undefined,
        })),
        next: 'page:1',
      }),
    },
    { view: 'rating/list', message: ratingList(world) },
    { view: 'verification/media', modal: mediaForm({ customerId: 42, metadata: 'customer:42' }) },
    { view: 'verification/media sent', modal: mediaSentView({ until: text('14:15') }) },
    { view: 'verification/list', message: verificationListMessage(verifications(world)) },
    {
      view: 'verification/list with failed parts',
      message: verificationListMessage({
        ...verifications(world),
        customer: { ok: false, say: text('The back office does not answer.') },
        verifications: { ok: false, say: text('The back office does not answer.') },
      }),
    },
  ];
}

function ratingList({ text, maybe, list }: World): Message {
  const rating = (index: number) => ({
    id: index,
    status: maybe('APPROVED'),
    score: 540.5,
    provider: maybe('CRIF'),
    createdAt: maybe('2026-11-01T09:00:00Z'),
    validUntil: maybe('2027-11-01'),
    comment: maybe('by letter'),
  });
  const many = list(rating);
  return ratingListMessage({
    holder: text('Anna Nowak (customer 42)'),
    creditStatus: maybe('PENDING'),
    active: many[0],
    waiting: many[1],
    others: many,
    starts: list((index) => ({ action: `rating.queue${index}`, label: text('Queue'), value: 'customer:42' })).slice(0, 4),
    timeZone: 'Europe/Vienna',
  });
}

function verifications(world: World): Parameters<typeof verificationListMessage>[0] {
  const { text, maybe, list } = world;
  return {
    holder: text('Anna Nowak (customer 42)'),
    customer: { ok: true, value: customer(world) },
    verifications: {
      ok: true,
      value: list((index) => ({
        type: index % 2 === 0 ? 'DRIVING_LICENSE' : maybe('FACE_MATCH'),
        provider: maybe('VERIFF'),
        state: maybe('REJECTED'),
        createdAt: maybe('2026-11-01T09:00:00Z'),
        attempts:
          index % 3 === 2
            ? { ok: false as const, say: text('The back office does not answer.') }
            : {
                ok: true as const,
                value: list(() => ({
                  state: maybe('RETRY'),
                  createdAt: maybe('2026-11-01T09:00:00Z'),
                  reason: maybe('Glare on the picture'),
                  media: list((at) => ({ kind: text('FRONT'), value: `customer:42 media:${index}-${at}` })),
                })),
              },
      })),
    },
    dashboardUrl: 'https://back.example/customers/42',
    profile: 'customer:42',
    timeZone: 'Europe/Vienna',
  };
}
