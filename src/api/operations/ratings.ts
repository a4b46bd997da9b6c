import { z } from 'zod';
import type { Table } from '../table.ts';
import { Rating, RatingCreate } from './schemas/review.ts';

const comment = z.object({ comment: z.string().optional() });

/** Credit ratings; `accountId` is a customer's id or a business account's. */
export const ratings = {
  list: {
    method: 'GET',
    path: '/customers/:accountId/ratings',
    result: Rating,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['result'],
  },
  create: {
    method: 'POST',
    path: '/customers/:accountId/ratings',
    body: RatingCreate,
    result: Rating,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  approve: {
    method: 'POST',
    path: '/customers/:accountId/ratings/approve',
    body: comment,
    result: 'none',
    retry: 'never',
    assumed: ['body', 'result'],
  },
  reject: {
    method: 'POST',
    path: '/customers/:accountId/ratings/reject',
    body: comment,
    result: 'none',
    retry: 'never',
    assumed: ['body', 'result'],
  },
  /** Asks the provider for a rating; costs money even when a valid one exists. */
  queue: {
    method: 'POST',
    path: '/customers/:accountId/ratings/queue',
    result: 'none',
    retry: 'never',
    assumed: ['body', 'result'],
  },
} as const satisfies Table[string];
