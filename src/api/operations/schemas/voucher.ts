import { z } from 'zod';
import { Id, Instant, openEnum } from '../../shapes.ts';

export const voucherableTypes = ['CustomerCare', 'Promotion', 'GeoFencePromotion', 'Package', 'Subscription', 'Reward'] as const;
export const voucherStatuses = ['ACTIVE', 'EXPIRED', 'USED_UP', 'CANCELED', 'NOT_REDEEMED'] as const;
export type VoucherStatus = (typeof voucherStatuses)[number];
/** Who a template is for: `GROUP` is for business accounts alone, `USER` for persons and business accounts. */
export const accountTypes = ['USER', 'GROUP'] as const;
/** What an issued voucher came from; what customer care gives is `CUSTOMER_CARE`. */
export const voucherTypes = [
  'SIGNUP_BONUS',
  'PACKAGE',
  'REFERRAL_BONUS',
  'PROMOTION',
  'CREDIT',
  'UNDEFINED',
  'SETTLEMENT',
  'TOP_UP',
  'CORRECTION',
  'SUBSCRIPTION',
  'REWARD_BONUS',
  'UNIQUE_PROMOTION',
  'SETTLEMENT_EXTERNAL',
  'CASHBACK',
  'CUSTOMER_CARE',
] as const;

/** A template that vouchers are made from. Money in whole units of `currency`; one that gives minutes has no `valueGross`. */
export const Voucherable = z.object({
  id: Id,
  code: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  type: openEnum(voucherableTypes).optional(),
  accountType: openEnum(accountTypes).optional(),
  /** A billable branch; its children use the template, too. */
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
  voucherType: openEnum(voucherTypes).optional(),
  status: openEnum(voucherStatuses).optional(),
  createdAt: Instant.optional(),
  createdByUserId: Id.optional(),
  valueGross: z.number().optional(),
  /** Can be negative. */
  remainingValueGross: z.number().optional(),
  currency: z.string().optional(),
  freeMinutes: z.number().optional(),
  validFrom: Instant.optional(),
  validUntil: Instant.optional(),
  comment: z.string().optional(),
});
export type Voucher = z.output<typeof Voucher>;

/**
 * The comment becomes a note on the customer that the whole desk reads; it ends in the request's reference. Few tenants give it back with
 * the voucher; if one does, the proof is exact.
 */
export const VoucherApplication = z.object({ voucherableId: z.number().int(), comment: z.string().optional() });
export type VoucherApplication = z.input<typeof VoucherApplication>;
