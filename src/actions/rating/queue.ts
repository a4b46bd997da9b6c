import { z } from 'zod';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { activeRating, Rated, ratedConcerns, ratedFacts, ratedName, ratingWords, seenRated, waitingRating } from './shared.ts';

/**
 * Has the provider rate somebody again. It costs money each time, and nothing can prove it afterwards: the rating arrives when the
 * provider has made it.
 */
export const queueRating = defineAction({
  name: 'rating.queue',
  label: 'Request a new rating',
  risk: 'costly',
  input: z.object({ rated: Rated }),
  subjects: ({ rated }) => [`${rated.kind}:${rated.id}`],
  beneficiary: ({ rated }) => `${rated.kind}:${rated.id}`,
  async precheck(readers, { rated }, { now }) {
    const snapshot = await seenRated(readers, rated);
    return { ...snapshot, active: activeRating(snapshot.ratings, now), waiting: waitingRating(snapshot.ratings) };
  },
  fingerprint: (snapshot) => ratedFacts(snapshot),
  branches: ({ branchId }) => [branchId],
  concerns: (snapshot, redactor) => ratedConcerns(snapshot, redactor),
  preview(snapshot, _input, redactor) {
    const { active, waiting } = snapshot;
    return {
      title: speak('Ask the provider for a new credit rating of {rated}', { rated: ratedName(snapshot, redactor) }),
      lines: [
        active === undefined
          ? speak('There is no active rating.')
          : speak('Active rating: {rating}.', { rating: ratingWords(active) }),
        ...(waiting === undefined ? [] : [speak('Under way already: {rating}.', { rating: ratingWords(waiting) })]),
      ],
      warning:
        active !== undefined
          ? speak('The provider charges for it, although the rating above still counts. Queue another one only when you need it.')
          : waiting !== undefined
            ? speak('The provider charges for it, although a rating is under way already. Wait for that one if you can.')
            : speak('The provider charges for it, whatever comes out.'),
      undo: speak('Can’t be undone: the provider is asked immediately.'),
    };
  },
  execute: ({ operations }, { rated }) => operations.ratings.queue({ params: { accountId: rated.id } }),
  render: (snapshot, { rated }, redactor) => ({
    title: speak('A new credit rating of {rated} is queued', { rated: ratedName(snapshot, redactor) }),
    lines: [
      speak('The provider takes a while. Look with /rating list {rest}{rated}.', {
        rest: rated.kind === 'account' ? 'account:' : '',
        rated: rated.id,
      }),
    ],
  }),
});
