import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import {
  isDecided,
  Rated,
  ratedConcerns,
  ratedFacts,
  ratedName,
  ratingComment,
  ratingStatusWord,
  ratingWords,
  seenRated,
  waitingRating,
} from './shared.ts';

/** Says yes to somebody's credit. */
export const approveRating = defineAction({
  name: 'rating.approve',
  label: 'Approve a rating',
  risk: 'costly',
  input: z.object({ rated: Rated }),
  subjects: ({ rated }) => [`${rated.kind}:${rated.id}`],
  beneficiary: ({ rated }) => `${rated.kind}:${rated.id}`,
  async precheck(readers, { rated }) {
    const snapshot = await seenRated(readers, rated);
    if (snapshot.creditStatus === 'APPROVED' && waitingRating(snapshot.ratings) === undefined)
      throw refuse(speak('The credit is approved already, and no rating waits for a decision.'));
    return snapshot;
  },
  fingerprint: (snapshot) => ratedFacts(snapshot),
  branches: ({ branchId }) => [branchId],
  concerns: (snapshot, redactor) => ratedConcerns(snapshot, redactor),
  preview(snapshot, _input, redactor) {
    const rating = waitingRating(snapshot.ratings);
    const warnings = [
      rating === undefined ? speak('No rating waits for a decision: this sets the credit status without one.') : undefined,
      rating?.score === undefined && rating !== undefined ? speak('This rating has no score yet.') : undefined,
    ].filter((warning) => warning !== undefined);
    return {
      title: speak('Approve the credit rating of {rated}', { rated: ratedName(snapshot, redactor) }),
      lines: [
        rating === undefined
          ? latestLine(snapshot.ratings)
          : speak('Rating to be approved: {rating}.', { rating: ratingWords(rating) }),
      ],
      changes: [
        { label: speak('Credit status'), before: ratingStatusWord(snapshot.creditStatus), after: ratingStatusWord('APPROVED') },
      ],
      undo: speak('Can be taken back by rejecting, but what was rented on credit until then stays.'),
      warning: warnings.length === 0 ? undefined : warnings.join(' '),
    };
  },
  execute: ({ operations }, { rated }, context) =>
    operations.ratings.approve({ params: { accountId: rated.id }, body: { comment: ratingComment(context) } }),
  verify: (readers, { rated }, snapshot) => isDecided(readers, rated, snapshot, 'APPROVED'),
  render: (snapshot, _input, redactor) => ({
    title: speak('The credit rating of {rated} is approved', { rated: ratedName(snapshot, redactor) }),
  }),
});

function latestLine(ratings: Parameters<typeof waitingRating>[0] & readonly Parameters<typeof ratingWords>[0][]): string {
  const [latest] = ratings;
  return latest === undefined
    ? speak('There has been no rating so far.')
    : speak('Latest rating: {rating}.', { rating: ratingWords(latest) });
}
