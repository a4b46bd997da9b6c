import { z } from 'zod';
import { openEnum } from '../../shapes.ts';

export const requirementTypes = [
  'TERMS',
  'EMAIL_VERIFIED',
  'PHONE_VERIFIED',
  'PROFILE',
  'AGE',
  'DRIVING_LICENSE',
  'LICENSE_CATEGORY',
  'ID_DOCUMENT',
  'MANUAL_VERIFICATION',
  'PAYMENT_SOURCE',
  'SIGNUP_FEE',
  'UNPAID_INVOICES',
  'CREDIT',
  'BUSINESS_ACCOUNT',
  'BLOCKED',
  'BALANCE',
  'BRANCH',
  'SIGNED_UP',
  'PACKAGE',
  'RESERVATION_DISTANCE',
  'RENTAL_DISTANCE',
  'CREDIT_CARD',
] as const;

/** One thing that must hold before a rental may start. `missing` names profile fields. */
export const Requirement = z.object({
  type: openEnum(requirementTypes),
  fulfilled: z.boolean(),
  errorCode: z.string().optional(),
  message: z.string().optional(),
  missing: z.array(z.string()).optional(),
});
export type Requirement = z.output<typeof Requirement>;

/** `fulfilled` and the list are required on purpose: a missing answer must never read as "may drive". */
export const StartRequirements = z.object({ fulfilled: z.boolean(), requirements: z.array(Requirement) });
export type StartRequirements = z.output<typeof StartRequirements>;
