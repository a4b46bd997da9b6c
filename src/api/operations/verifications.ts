import { z } from 'zod';
import type { Table } from '../table.ts';
import { Verification } from './schemas/review.ts';

/** Licence and identity checks. */
export const verifications = {
  list: {
    method: 'GET',
    path: '/verification',
    query: z.object({ guserId: z.number().int(), includeDetails: z.boolean().optional() }),
    result: Verification,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['result'],
  },
  get: {
    method: 'GET',
    path: '/verification/:verificationId',
    query: z.object({ attemptUuid: z.string().optional() }),
    result: Verification,
    retry: 'safe',
    assumed: ['result'],
  },
  /** A picture of somebody's document: kept off the reader. */
  media: {
    method: 'GET',
    path: '/verification/media/:fileUuid',
    result: 'bytes',
    retry: 'safe',
    secret: true,
    assumed: ['result'],
  },
} as const satisfies Table[string];
