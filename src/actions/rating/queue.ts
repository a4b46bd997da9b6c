import { z } from 'zod';
import { defineAction } from '../define.ts';
import { activeRating, Rated, ratedFacts, ratedName, ratingWords, seenRated, waitingRating } from '../vocabulary/ratings.ts';

/**
 * Has the provider rate somebody anew. It costs money each time, and nothing can prove it afterwards: the rating arrives when the
 * provider has made it.
 */
export const queueRating = defineAction({
  name: 'rating.queue',
  label: 'Queue a rating',
  risk: 'costly',
  reason: 'required',
  input: z.object({ rated: Rated }),
  subjects: ({ rated }) => [`${rated.kind}:${rated.id}`],
  beneficiary: ({ rated }) => `${rated.kind}:${rated.id}`,
  async precheck(readers, { rated }, { now }) {
    const seen = await seenRated(readers, rated);
    return { ...seen, active: activeRating(seen.ratings, now), waiting: waitingRating(seen.ratings) };
  },
  fingerprint: (seen) => ratedFacts(seen),
  branches: ({ branchId }) => [branchId],
  preview(seen, _input, show) {
    const { active, waiting } = seen;
    return {
      title: `Ask the provider for a new credit rating of ${ratedName(seen, show)}`,
      lines: [
        active === undefined ? 'There is no active rating.' : `Active rating: ${ratingWords(active)}.`,
        ...(waiting === undefined ? [] : [`Under way already: ${ratingWords(waiting)}.`]),
      ],
      warning:
        active !== undefined
          ? 'The provider charges for it, although the rating above still counts. Queue another one only when you need it.'
          : waiting !== undefined
            ? 'The provider charges for it, although a rating is under way already. Wait for that one if you can.'
            : 'The provider charges for it, whatever comes out.',
      undo: 'Cannot be undone: the provider is asked at once.',
    };
  },
  execute: ({ operations }, { rated }) => operations.ratings.queue({ params: { accountId: rated.id } }),
  render: (seen, { rated }, show) => ({
    title: `A new credit rating of ${ratedName(seen, show)} is queued`,
    lines: [`The provider takes a while. Look with /rating list ${rated.kind === 'account' ? 'account:' : ''}${rated.id}.`],
  }),
});
