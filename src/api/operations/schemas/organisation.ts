import { z } from 'zod';
import { Decimal, Id, Instant, openEnum } from '../../shapes.ts';

/** The legal entity that bills; other tools call it a billable branch. Its currency and its tax can never be changed. */
export const BusinessUnit = z.object({
  id: Id,
  name: z.string().optional(),
  timezone: z.string().optional(),
  currency: z.string().optional(),
  taxPercentage: Decimal.optional(),
  branchId: Id.optional(),
});
export type BusinessUnit = z.output<typeof BusinessUnit>;

export const BusinessUnitCreate = z.object({
  name: z.string().min(1),
  timezone: z.string().min(1),
  currency: z.string().min(1),
  taxPercentage: z.number(),
});
export type BusinessUnitCreate = z.input<typeof BusinessUnitCreate>;

/** What can be changed of one; it is written whole. */
export const BusinessUnitWrite = z.object({ name: z.string().min(1), timezone: z.string().optional() });
export type BusinessUnitWrite = z.input<typeof BusinessUnitWrite>;

/** Two links with their labels. Only a new record makes anybody accept again; a branch without one of its own has its parent's. */
export const Terms = z.object({
  id: Id,
  branchId: Id.optional(),
  termsAndConditionsText: z.string().optional(),
  termsAndConditionsUrl: z.string().optional(),
  privacyGuidelinesText: z.string().optional(),
  privacyGuidelinesUrl: z.string().optional(),
  createdAt: Instant.optional(),
});
export type Terms = z.output<typeof Terms>;

export const TermsWrite = z.object({
  branchId: z.number().int(),
  termsAndConditionsText: z.string().min(1),
  termsAndConditionsUrl: z.string().min(1),
  privacyGuidelinesText: z.string().optional(),
  privacyGuidelinesUrl: z.string().optional(),
});
export type TermsWrite = z.input<typeof TermsWrite>;

export const branchStates = ['IN_PREPARATION', 'OPERATIONAL', 'MAINTENANCE', 'HIBERNATION', 'OUT_OF_BUSINESS'] as const;

export const Branch = z.object({
  id: Id,
  name: z.string().optional(),
  code: z.string().optional(),
  state: openEnum(branchStates).optional(),
  parent: z.object({ id: Id }).optional(),
});
export type Branch = z.output<typeof Branch>;

export const VehicleCategory = z.object({ id: Id, name: z.string().optional(), bookable: z.boolean().optional() });
export type VehicleCategory = z.output<typeof VehicleCategory>;

/** Branch 0 is the value for all branches that have none of their own. */
export const Setting = z.object({ key: z.string(), value: z.unknown(), branchIds: z.array(Id).optional() });
export type Setting = z.output<typeof Setting>;

export const SettingDescription = z.object({ key: z.string(), scope: z.string().optional(), description: z.string().optional() });
export type SettingDescription = z.output<typeof SettingDescription>;
