import { activeRating, newestFirst, waitingRating } from '../../actions/rating/shared.ts';
import { speak } from '../../lib/language/speak.ts';
import { actionIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { type RatingListProps, ratingListMessage } from '../../views/rating/list.ts';
import type { Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { customerOrAccount, type TargetAt } from '../subjects/customer-or-account.ts';
import { redactorFor } from '../subjects/look-up.ts';

/** `/rating list <customer | account:…>` */
export const ratingList = defineRead({
  command: 'rating',
  verb: 'list',
  description: 'Somebody’s credit: which rating counts, which waits, what was before',
  needs: 'read.rating',
  title: 'Credit ratings',
  about: customerOrAccount('whose ratings are'),
  opens: actionIds.ratingList,
  fetch: readRatings,
  view: ratingListMessage,
  page: ({ kind, id }) => ({ kind, id }),
});

async function readRatings({ app, who }: Interaction, target: TargetAt): Promise<RatingListProps> {
  const { operations } = app.readers;
  const [owner, found] = await Promise.all([
    target.kind === 'customer'
      ? operations.customers
          .get({ params: { id: target.id } })
          .then((customer) => ({ holder: redactorFor(app).person(customer), creditStatus: customer.creditStatus }))
      : operations.accounts.get({ params: { userGroupId: target.id } }).then(({ id, name, creditStatus }) => ({
          holder:
            name === undefined ? speak('business account {id}', { id }) : speak('business account {name} ({id})', { name, id }),
          creditStatus,
        })),
    operations.ratings.list({ params: { accountId: target.id } }),
  ]);
  const ratings = newestFirst(found.items);
  const active = activeRating(ratings, app.clock.now());
  const waiting = waitingRating(ratings);
  const isWaiting = waiting !== undefined || owner.creditStatus === 'PENDING';
  const offered: readonly [string, string, boolean][] = [
    ['rating.approve', speak('Approve'), isWaiting],
    ['rating.reject', speak('Reject'), isWaiting || owner.creditStatus === 'APPROVED'],
    ['rating.create', speak('Create'), true],
    ['rating.queue', speak('Request a new rating'), true],
  ];
  return {
    ...owner,
    active,
    waiting,
    others: ratings.filter((rating) => rating !== active && rating !== waiting),
    starts: offered
      .filter(([action, , makesSense]) => makesSense && who.may(action) && Object.hasOwn(app.actions, action))
      .map(([action, label]) => ({
        action,
        label,
        value: writePointer({ action, [target.kind]: target.id, branch: target.branch }),
      })),
    timeZone: who.timeZone,
  };
}
