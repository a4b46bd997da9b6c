import { z } from 'zod';
import { Id, openEnum } from '../../shapes.ts';

export const BusinessUnit = z.object({
  id: Id,
  name: z.string().optional(),
  code: z.string().optional(),
  branchId: Id.optional(),
});
export type BusinessUnit = z.output<typeof BusinessUnit>;

export const BusinessUnitWrite = z.object({
  name: z.string().min(1),
  code: z.string().optional(),
  branchId: z.number().int().optional(),
});
export type BusinessUnitWrite = z.input<typeof BusinessUnitWrite>;

/** Terms and conditions of one branch, in one version. */
export const Terms = z.object({
  id: Id,
  branchId: Id.optional(),
  version: z.union([z.string(), z.number().transform(String)]).optional(),
  title: z.string().optional(),
  url: z.string().optional(),
  validFrom: z.string().optional(),
  active: z.boolean().optional(),
});
export type Terms = z.output<typeof Terms>;

export const TermsWrite = z.object({
  branchId: z.number().int(),
  version: z.string().min(1),
  title: z.string().min(1),
  url: z.string().optional(),
  validFrom: z.string().optional(),
  active: z.boolean().optional(),
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
