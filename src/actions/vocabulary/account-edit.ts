import { z } from 'zod';
import type { Account, AccountChanges } from '../../api/operations/index.ts';
import { humanise } from '../../lib/text.ts';

/** What an agent may set of a business account; what is left out stays as it is. */
export const AccountEdit = z
  .object({
    name: z.string().trim().min(1),
    code: z.string().trim().min(1),
    branchId: z.number().int(),
    billingCycle: z.string().min(1),
    costCenterId: z.number().int(),
    unitId: z.number().int(),
    checkRentalRequirements: z.boolean(),
    requireDrivingLog: z.boolean(),
    ignoreCategoryB: z.boolean(),
  })
  .partial();
export type AccountEdit = z.output<typeof AccountEdit>;
export type AccountField = keyof AccountEdit;

export const accountFields: Readonly<Record<AccountField, string>> = {
  name: 'Name',
  code: 'Code',
  branchId: 'Branch',
  billingCycle: 'Billing cycle',
  costCenterId: 'Default cost centre',
  unitId: 'Default business unit',
  checkRentalRequirements: 'Rental requirements are checked',
  requireDrivingLog: 'Members keep a driving log',
  ignoreCategoryB: 'Licence category B is not required',
};

/** The fields in the order in which people read them. */
export const accountFieldNames = Object.keys(accountFields) as AccountField[]; // safe: the record's keys are exactly these

/** What the account has now; a field that the back office does not say is not there. */
export function accountValues(account: Account): AccountEdit {
  return {
    name: account.name,
    code: account.code,
    branchId: account.branchId,
    billingCycle: account.billingCycle,
    costCenterId: account.defaultCostCenter?.id,
    unitId: account.defaultBusinessUnit?.id,
    checkRentalRequirements: account.checkRentalRequirements,
    requireDrivingLog: account.settings?.requireDrivingLog,
    ignoreCategoryB: account.settings?.shouldIgnoreBCategoryRentalRequirement,
  };
}

/** The same as the back office takes it: only what is set. */
export function accountBody(edit: AccountEdit): AccountChanges {
  const { costCenterId, unitId, requireDrivingLog, ignoreCategoryB, ...plain } = edit;
  const settings = {
    ...(requireDrivingLog === undefined ? {} : { requireDrivingLog }),
    ...(ignoreCategoryB === undefined ? {} : { shouldIgnoreBCategoryRentalRequirement: ignoreCategoryB }),
  };
  return {
    ...plain,
    ...(costCenterId === undefined ? {} : { defaultCostCenter: { id: costCenterId } }),
    ...(unitId === undefined ? {} : { defaultBusinessUnit: { id: unitId } }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
}

/** What an id in such a field is called, where that is known. */
export type AccountNames = {
  branchId?: Record<string, string>;
  costCenterId?: Record<string, string>;
  unitId?: Record<string, string>;
};

/** A value in words; text that may name somebody goes through `text`. */
export function accountWord(
  field: AccountField,
  value: AccountEdit[AccountField],
  text: (words: string | undefined) => string,
  names: AccountNames = {},
): string {
  if (value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') {
    const known = field === 'branchId' || field === 'costCenterId' || field === 'unitId' ? names[field]?.[value] : undefined;
    return known === undefined ? `no. ${value}` : known;
  }
  return field === 'billingCycle' ? humanise(value).toLowerCase() : text(value);
}
