import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import {
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
import { blockedWarning } from '../vocabulary/seen.ts';

/** Says yes to somebody's credit. */
export const approveRating = defineAction({
  name: 'rating.approve',
  label: 'Approve a rating',
  risk: 'costly',
  reason: 'required',
  input: z.object({ rated: Rated }),
  subjects: ({ rated }) => [`${rated.kind}:${rated.id}`],
  beneficiary: ({ rated }) => `${rated.kind}:${rated.id}`,
  async precheck(readers, { rated }) {
    const seen = await seenRated(readers, rated);
    if (seen.creditStatus === 'APPROVED' && waitingRating(seen.ratings) === undefined)
      throw refuse('The credit is approved already, and no rating waits for a decision.');
    return seen;
  },
  fingerprint: (seen) => ratedFacts(seen),
  branches: ({ branchId }) => [branchId],
  preview(seen, _input, show) {
    const rating = waitingRating(seen.ratings);
    const blocked = 'customer' in seen.who ? blockedWarning(seen.who.customer, show) : undefined;
    const warnings = [
      rating === undefined ? 'No rating waits for a decision: this sets the credit status without one.' : undefined,
      rating?.score === undefined && rating !== undefined ? 'This rating has no score yet.' : undefined,
      blocked,
    ].filter((warning) => warning !== undefined);
    return {
      title: `Approve the credit rating of ${ratedName(seen, show)}`,
      lines: [rating === undefined ? latestLine(seen.ratings) : `Rating to be approved: ${ratingWords(rating)}.`],
      changes: [{ label: 'Credit status', before: ratingStatusWord(seen.creditStatus), after: ratingStatusWord('APPROVED') }],
      undo: 'Can be taken back by rejecting, but what was rented on credit until then stays.',
      ...(warnings.length === 0 ? {} : { warning: warnings.join(' ') }),
    };
  },
  execute: ({ operations }, { rated }, told) =>
    operations.ratings.approve({ params: { accountId: rated.id }, body: { comment: ratingComment(told) } }),
  settled: (readers, { rated }, seen) => isDecided(readers, rated, seen, 'APPROVED'),
  render: (seen, _input, show) => ({ title: `The credit rating of ${ratedName(seen, show)} is approved` }),
});

function latestLine(ratings: Parameters<typeof waitingRating>[0] & readonly Parameters<typeof ratingWords>[0][]): string {
  const [latest] = ratings;
  return latest === undefined ? 'There has been no rating so far.' : `Latest rating: ${ratingWords(latest)}.`;
}
