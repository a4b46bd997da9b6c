import { z } from 'zod';
import type { Account, AccountChanges, AccountCreate } from '../../../api/operations/index.ts';
import { defined } from '../../../lib/defined.ts';
import { speak, spoken } from '../../../lib/language/speak.ts';
import { inSentence } from '../../../lib/text.ts';
import { cycleWord } from '../../../states/cycles.ts';

/** What an agent may set of a business account; what is left out is not set. */
export const AccountValues = z
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
export type AccountValues = z.output<typeof AccountValues>;
export type AccountField = keyof AccountValues;

/** What an account may be without. */
export const canBeWithout = ['code', 'billingCycle', 'costCenterId', 'unitId'] as const satisfies readonly AccountField[];

/** What changes of one: what is left out stays as it is, null takes it away. */
export const AccountEdit = AccountValues.extend({
  code: AccountValues.shape.code.nullable(),
  billingCycle: AccountValues.shape.billingCycle.nullable(),
  costCenterId: AccountValues.shape.costCenterId.nullable(),
  unitId: AccountValues.shape.unitId.nullable(),
});
export type AccountEdit = z.output<typeof AccountEdit>;

export const accountFields: Readonly<Record<AccountField, string>> = spoken({
  name: 'Name',
  code: 'Code',
  branchId: 'Branch',
  billingCycle: 'Billing cycle',
  costCenterId: 'Default cost centre',
  unitId: 'Default business unit',
  checkRentalRequirements: 'Rental requirements are checked',
  requireDrivingLog: 'Members keep a driving log',
  ignoreCategoryB: 'Licence category B is not required',
});

/** The fields in the order in which people read them. */
export const accountFieldNames = Object.keys(accountFields) as AccountField[]; // safe: the record's keys are exactly these

/** What the account has now; a field that the back office does not say is not there. */
export function accountValues(account: Account): AccountValues {
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

/** An edit as the back office takes it: only what changes, null if it is taken away. */
export function accountBody(edit: AccountValues): Omit<AccountCreate, 'name' | 'branchId'>;
export function accountBody(edit: AccountEdit): AccountChanges;
export function accountBody(edit: AccountEdit): AccountChanges {
  const { costCenterId, unitId, requireDrivingLog, ignoreCategoryB, ...plain } = edit;
  const settings = defined({ requireDrivingLog, shouldIgnoreBCategoryRentalRequirement: ignoreCategoryB });
  return {
    ...plain,
    defaultCostCenter: costCenterId === undefined ? undefined : costCenterId === null ? null : { id: costCenterId },
    defaultBusinessUnit: unitId === undefined ? undefined : unitId === null ? null : { id: unitId },
    settings: Object.keys(settings).length === 0 ? undefined : settings,
  };
}

/** What an id in such a field is called, if that is known. */
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
  if (value === undefined || value === null) return speak('none');
  if (typeof value === 'boolean') return value ? speak('yes') : speak('no');
  if (typeof value === 'number') {
    const known = field === 'branchId' || field === 'costCenterId' || field === 'unitId' ? names[field]?.[value] : undefined;
    return known === undefined ? speak('no. {value}', { value }) : known;
  }
  return field === 'billingCycle' ? inSentence(cycleWord(value)) : text(value);
}
