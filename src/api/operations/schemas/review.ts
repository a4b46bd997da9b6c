import { z } from 'zod';
import { Day, Id, Instant, openEnum, TextId } from '../../shapes.ts';

export const ratingStatuses = ['PENDING', 'APPROVED', 'REJECTED', 'EXPIRED'] as const;
export type RatingStatus = (typeof ratingStatuses)[number];

/** A credit rating of a customer or a business account. */
export const Rating = z.object({
  id: Id,
  status: openEnum(ratingStatuses).optional(),
  score: z.number().optional(),
  provider: z.string().optional(),
  validUntil: z.string().optional(),
  createdAt: Instant.optional(),
  comment: z.string().optional(),
});
export type Rating = z.output<typeof Rating>;

export const RatingCreate = z.object({
  status: openEnum(ratingStatuses),
  score: z.number().optional(),
  comment: z.string().optional(),
  validUntil: Day.optional(),
});
export type RatingCreate = z.input<typeof RatingCreate>;

export const verificationTypes = ['DRIVING_LICENSE', 'ID_DOCUMENT', 'MANUAL'] as const;

/** One try at a verification; `media` only names the pictures. */
export const VerificationAttempt = z.object({
  uuid: TextId,
  state: z.string().optional(),
  createdAt: Instant.optional(),
  reason: z.string().optional(),
  media: z.array(z.object({ fileUuid: TextId, kind: z.string().optional() })).optional(),
});
export type VerificationAttempt = z.output<typeof VerificationAttempt>;

/** `guserId` is the customer's id; the light form comes without attempts. */
export const Verification = z.object({
  id: TextId,
  guserId: Id.optional(),
  type: openEnum(verificationTypes).optional(),
  provider: z.string().optional(),
  state: z.string().optional(),
  createdAt: Instant.optional(),
  attempts: z.array(VerificationAttempt).optional(),
});
export type Verification = z.output<typeof Verification>;
