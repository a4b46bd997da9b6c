import { z } from 'zod';
import { Id, Instant, openEnum } from '../../shapes.ts';

export const voucherableTypes = ['CustomerCare', 'Promotion', 'GeoFencePromotion', 'Package', 'Subscription', 'Reward'] as const;
/** The guide describes these in words; the spelling follows the one sample there is (`USED_UP`). */
export const voucherStatuses = ['ACTIVE', 'PENDING', 'NOT_REDEEMED', 'USED_UP', 'EXPIRED', 'CANCELED'] as const;

/** A template that vouchers are made from. Money in whole units of `currency`; one that gives minutes has no `valueGross`. */
export const Voucherable = z.object({
  id: Id,
  code: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  type: openEnum(voucherableTypes).optional(),
  branchId: Id.optional(),
  active: z.boolean().optional(),
  valueGross: z.number().optional(),
  currency: z.string().optional(),
  freeMinutes: z.number().optional(),
  numberOfRentals: z.number().optional(),
  validForDays: z.number().optional(),
  /** Applying the template makes one voucher for each. */
  benefits: z.array(z.object({ name: z.string().optional() })).optional(),
});
export type Voucherable = z.output<typeof Voucherable>;

/** A voucher that somebody has. */
export const Voucher = z.object({
  id: Id,
  voucherableCode: z.string().optional(),
  name: z.string().optional(),
  status: openEnum(voucherStatuses).optional(),
  valueGross: z.number().optional(),
  remainingValueGross: z.number().optional(),
  currency: z.string().optional(),
  freeMinutes: z.number().optional(),
  validFrom: Instant.optional(),
  validUntil: Instant.optional(),
  comment: z.string().optional(),
});
export type Voucher = z.output<typeof Voucher>;

/** The comment ends in the request's reference, so that the proof is exact where the back office gives comments back. */
export const VoucherApplication = z.object({ voucherableId: z.number().int(), comment: z.string().optional() });
export type VoucherApplication = z.input<typeof VoucherApplication>;
