import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import {
  activeRating,
  isDecided,
  Rated,
  ratedFacts,
  ratedName,
  ratingComment,
  ratingStatusWord,
  ratingWords,
  seenRated,
  waitingRating,
} from '../vocabulary/ratings.ts';

/** Says no to somebody's credit, also after it was approved. */
export const rejectRating = defineAction({
  name: 'rating.reject',
  label: 'Reject a rating',
  risk: 'sensitive',
  reason: 'required',
  input: z.object({ rated: Rated }),
  subjects: ({ rated }) => [`${rated.kind}:${rated.id}`],
  async precheck(readers, { rated }, { now }) {
    const seen = await seenRated(readers, rated);
    if (seen.creditStatus === 'REJECTED' && waitingRating(seen.ratings) === undefined)
      throw refuse('The credit is rejected already, and no rating waits for a decision.');
    return { ...seen, rating: waitingRating(seen.ratings) ?? activeRating(seen.ratings, now) };
  },
  fingerprint: (seen) => ratedFacts(seen),
  branches: ({ branchId }) => [branchId],
  preview: (seen, _input, show) => ({
    title: `Reject the credit rating of ${ratedName(seen, show)}`,
    lines: [
      seen.rating === undefined ? 'No rating waits for a decision.' : `Rating to be rejected: ${ratingWords(seen.rating)}.`,
    ],
    changes: [{ label: 'Credit status', before: ratingStatusWord(seen.creditStatus), after: ratingStatusWord('REJECTED') }],
    undo: 'Can be taken back by approving.',
    ...(seen.creditStatus === 'APPROVED'
      ? { warning: 'The credit is approved now: where it is required, the next rental will not start.' }
      : {}),
  }),
  execute: ({ operations }, { rated }, told) =>
    operations.ratings.reject({ params: { accountId: rated.id }, body: { comment: ratingComment(told) } }),
  settled: (readers, { rated }, seen) => isDecided(readers, rated, seen, 'REJECTED'),
  render: (seen, _input, show) => ({ title: `The credit rating of ${ratedName(seen, show)} is rejected` }),
});
