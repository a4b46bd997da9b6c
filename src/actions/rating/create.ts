import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import {
  activeRating,
  newRatingStatuses,
  Rated,
  ratedFacts,
  ratedName,
  ratingComment,
  ratingStatusWord,
  ratingWords,
  seenRated,
} from '../vocabulary/ratings.ts';

/** Puts a rating down by hand, such as one that came by letter. */
export const createRating = defineAction({
  name: 'rating.create',
  label: 'Create a rating',
  risk: 'sensitive',
  reason: 'required',
  input: z.object({
    rated: Rated,
    status: z.enum(newRatingStatuses),
    score: z.number().min(0).optional(),
    validUntil: z.iso.date().optional(),
  }),
  subjects: ({ rated }) => [`${rated.kind}:${rated.id}`],
  async precheck(readers, { rated, validUntil }, { now }) {
    if (validUntil !== undefined && validUntil < now.toISOString().slice(0, 10))
      throw refuse(`${validUntil} is over: choose a later day, or leave out until when the rating is valid.`);
    const seen = await seenRated(readers, rated);
    return { ...seen, active: activeRating(seen.ratings, now) };
  },
  fingerprint: (seen) => ratedFacts(seen),
  branches: ({ branchId }) => [branchId],
  preview: (seen, { status, score, validUntil }, show) => ({
    title: `Create a credit rating of ${ratedName(seen, show)}: ${ratingStatusWord(status)}`,
    lines: [
      `${score === undefined ? 'Without a score' : `Score ${score}`}, ${validUntil === undefined ? 'without an end' : `valid until ${validUntil}`}.`,
      seen.active === undefined ? 'There is no active rating.' : `Active rating: ${ratingWords(seen.active)}.`,
      `Credit status now: ${ratingStatusWord(seen.creditStatus)}.`,
    ],
    undo: 'A rating cannot be deleted here; approving or rejecting decides the credit.',
    ...(status === 'APPROVED' ? { warning: 'An approved rating lets them rent on credit.' } : {}),
  }),
  execute: ({ operations }, { rated, status, score, validUntil }, told) =>
    operations.ratings.create({
      params: { accountId: rated.id },
      body: {
        status,
        ...(score === undefined ? {} : { score }),
        comment: ratingComment(told),
        ...(validUntil === undefined ? {} : { validUntil }),
      },
    }),
  /** Listed under the id that came back; else one that was not there before, with our reference or, where no comments are given back, our facts. */
  async settled({ operations }, { rated, status, score }, { ratings }, told, result) {
    const { items } = await operations.ratings.list({ params: { accountId: rated.id } });
    if (result !== undefined) return items.some(({ id }) => id === result.id) ? 'done' : 'not-done';
    const fresh = items.filter(({ id }) => !ratings.some((before) => before.id === id));
    if (fresh.some(({ comment }) => comment?.includes(told.requestId))) return 'done';
    const alike = fresh.filter((rating) => !rating.comment && rating.status === status && rating.score === score);
    return alike.length === 0 ? 'not-done' : alike.length === 1 ? 'done' : 'cannot-tell';
  },
  render: (seen, { status }, show) => ({
    title: `${ratedName(seen, show)} has a new credit rating: ${ratingStatusWord(status)}`,
  }),
});
