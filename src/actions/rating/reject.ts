import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import {
  activeRating,
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

/** Says no to somebody's credit, also after it was approved. */
export const rejectRating = defineAction({
  name: 'rating.reject',
  label: 'Reject a rating',
  risk: 'sensitive',
  input: z.object({ rated: Rated }),
  subjects: ({ rated }) => [`${rated.kind}:${rated.id}`],
  async precheck(readers, { rated }, { now }) {
    const snapshot = await seenRated(readers, rated);
    if (snapshot.creditStatus === 'REJECTED' && waitingRating(snapshot.ratings) === undefined)
      throw refuse(speak('The credit is rejected already, and no rating waits for a decision.'));
    return { ...snapshot, rating: waitingRating(snapshot.ratings) ?? activeRating(snapshot.ratings, now) };
  },
  fingerprint: (snapshot) => ratedFacts(snapshot),
  branches: ({ branchId }) => [branchId],
  concerns: (snapshot, redactor) => ratedConcerns(snapshot, redactor),
  preview: (snapshot, _input, redactor) => ({
    title: speak('Reject the credit rating of {rated}', { rated: ratedName(snapshot, redactor) }),
    lines: [
      snapshot.rating === undefined
        ? speak('No rating waits for a decision.')
        : speak('Rating to be rejected: {rating}.', { rating: ratingWords(snapshot.rating) }),
    ],
    changes: [
      { label: speak('Credit status'), before: ratingStatusWord(snapshot.creditStatus), after: ratingStatusWord('REJECTED') },
    ],
    undo: speak('Can be taken back by approving.'),
    warning:
      snapshot.creditStatus === 'APPROVED'
        ? speak('The credit is approved now: where it is required, the next rental will not start.')
        : undefined,
  }),
  execute: ({ operations }, { rated }, context) =>
    operations.ratings.reject({ params: { accountId: rated.id }, body: { comment: ratingComment(context) } }),
  verify: (readers, { rated }, snapshot) => isDecided(readers, rated, snapshot, 'REJECTED'),
  render: (snapshot, _input, redactor) => ({
    title: speak('The credit rating of {rated} is rejected', { rated: ratedName(snapshot, redactor) }),
  }),
});
