import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import {
  activeRating,
  newRatingStatuses,
  Rated,
  ratedConcerns,
  ratedFacts,
  ratedName,
  ratingComment,
  ratingStatusWord,
  ratingWords,
  seenRated,
} from './shared.ts';

/** Puts a rating down by hand, such as one that came by letter. */
export const createRating = defineAction({
  name: 'rating.create',
  label: 'Create a rating',
  risk: 'sensitive',
  input: z.object({
    rated: Rated,
    status: z.enum(newRatingStatuses),
    score: z.number().min(0).optional(),
    validUntil: z.iso.date().optional(),
  }),
  subjects: ({ rated }) => [`${rated.kind}:${rated.id}`],
  async precheck(readers, { rated, validUntil }, { now }) {
    if (validUntil !== undefined && validUntil < now.toISOString().slice(0, 10))
      throw refuse(
        speak('{validUntil} is over: choose a later day, or leave out until when the rating is valid.', { validUntil }),
      );
    const snapshot = await seenRated(readers, rated);
    return { ...snapshot, active: activeRating(snapshot.ratings, now) };
  },
  fingerprint: (snapshot) => ratedFacts(snapshot),
  branches: ({ branchId }) => [branchId],
  concerns: (snapshot, redactor) => ratedConcerns(snapshot, redactor),
  preview: (snapshot, { status, score, validUntil }, redactor) => ({
    title: speak('Create a credit rating of {rated}: {ratingStatusWord}', {
      rated: ratedName(snapshot, redactor),
      ratingStatusWord: ratingStatusWord(status),
    }),
    lines: [
      `${score === undefined ? speak('Without a score') : speak('Score {score}', { score })}, ${validUntil === undefined ? speak('without an end') : speak('valid until {validUntil}', { validUntil })}.`,
      snapshot.active === undefined
        ? speak('There is no active rating.')
        : speak('Active rating: {rating}.', { rating: ratingWords(snapshot.active) }),
      speak('Credit status now: {ratingStatusWord}.', { ratingStatusWord: ratingStatusWord(snapshot.creditStatus) }),
    ],
    undo: speak('A rating cannot be deleted here; approving or rejecting decides the credit.'),
    warning: status === 'APPROVED' ? speak('An approved rating lets them rent on credit.') : undefined,
  }),
  execute: ({ operations }, { rated, status, score, validUntil }, context) =>
    operations.ratings.create({
      params: { accountId: rated.id },
      body: {
        status,
        score,
        comment: ratingComment(context),
        validUntil,
      },
    }),
  /** Listed under the id that came back; else one that was not there before, with our reference or, if no comments are given back, our facts. */
  async verify({ operations }, { rated, status, score }, { ratings }, context, result) {
    const { items } = await operations.ratings.list({ params: { accountId: rated.id } });
    if (result !== undefined) return items.some(({ id }) => id === result.id) ? 'done' : 'not-done';
    const fresh = items.filter(({ id }) => !ratings.some((before) => before.id === id));
    if (fresh.some(({ comment }) => comment?.includes(context.requestId))) return 'done';
    const alike = fresh.filter((rating) => !rating.comment && rating.status === status && rating.score === score);
    return alike.length === 0 ? 'not-done' : alike.length === 1 ? 'done' : 'cannot-tell';
  },
  render: (snapshot, { status }, redactor) => ({
    title: speak('{rated} has a new credit rating: {ratingStatusWord}', {
      rated: ratedName(snapshot, redactor),
      ratingStatusWord: ratingStatusWord(status),
    }),
  }),
});
