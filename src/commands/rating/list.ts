import { activeRating, newestFirst, waitingRating } from '../../actions/vocabulary/ratings.ts';
import type { Message } from '../../views/common/blocks.ts';
import { callbackIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { ratingListMessage } from '../../views/rating/list.ts';
import type { Interaction } from '../context.ts';
import { showFor } from '../find/look-up.ts';
import { defineReadAbout } from '../form/read-about.ts';
import type { Target } from '../form/target.ts';

/** `/rating list <customer | account:…>` */
export const ratingList = defineReadAbout({
  command: 'rating',
  verb: 'list',
  description: 'Somebody’s credit: which rating counts, which waits, what was before',
  needs: 'read.rating',
  title: 'Credit ratings',
  callbackId: callbackIds.ratingList,
  accounts: true,
  show: showRatings,
});

async function showRatings({ kit, who }: Interaction, target: Target, branch: number): Promise<Message> {
  const { operations } = kit.readers;
  const [owner, found] = await Promise.all([
    target.kind === 'customer'
      ? operations.customers
          .get({ params: { id: target.id } })
          .then((customer) => ({ holder: showFor(kit).person(customer), creditStatus: customer.creditStatus }))
      : operations.accounts.get({ params: { userGroupId: target.id } }).then(({ id, name, creditStatus }) => ({
          holder: name === undefined ? `business account ${id}` : `business account ${name} (${id})`,
          creditStatus,
        })),
    operations.ratings.list({ params: { accountId: target.id } }),
  ]);
  const ratings = newestFirst(found.items);
  const active = activeRating(ratings, kit.clock.now());
  const waiting = waitingRating(ratings);
  const isWaiting = waiting !== undefined || owner.creditStatus === 'PENDING';
  const offered: readonly [string, string, boolean][] = [
    ['rating.approve', 'Approve', isWaiting],
    ['rating.reject', 'Reject', isWaiting || owner.creditStatus === 'APPROVED'],
    ['rating.create', 'Create', true],
    ['rating.queue', 'Queue a new one', true],
  ];
  return ratingListMessage({
    ...owner,
    active,
    waiting,
    others: ratings.filter((rating) => rating !== active && rating !== waiting),
    starts: offered
      .filter(([action, , makesSense]) => makesSense && who.may(action) && Object.hasOwn(kit.actions, action))
      .map(([action, label]) => ({ action, label, value: writePointer({ action, [target.kind]: target.id, branch }) })),
    timeZone: who.timeZone,
  });
}
