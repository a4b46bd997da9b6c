import { z } from 'zod';
import type { BusinessUnit, BusinessUnitWrite } from '../../api/operations/index.ts';
import { speak, spoken } from '../../lib/language/speak.ts';

/** What a business unit consists of, in the words of forms and cards. */
export const unitFields = spoken({
  name: 'Name',
  timezone: 'Time zone',
  currency: 'Currency',
  taxPercentage: 'Tax percentage',
});
export type UnitField = keyof typeof unitFields;
export const unitFieldNames = Object.keys(unitFields) as UnitField[]; // safe: the record's keys are exactly these

const Name = z.string().trim().min(1).max(200);
/** As `Europe/Vienna`; the spelling is the computer's own. */
const TimeZone = z.string().trim().refine(isTimeZone, 'That’s not a time zone: write it like Europe/Vienna.');

export const UnitNew = z.object({
  name: Name,
  timezone: TimeZone,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'A currency has three letters, like EUR.'),
  taxPercentage: z
    .number('Write the tax as a number, like 20.')
    .min(0, 'A tax is not negative.')
    .max(100, 'A tax is 100 at most.'),
});
export type UnitNew = z.output<typeof UnitNew>;

/** What can be changed of one. */
export const UnitEdit = z.object({ name: Name, timezone: TimeZone }).partial();
export type UnitEdit = z.output<typeof UnitEdit>;

export type SeenUnit = Pick<BusinessUnit, 'id' | 'name' | 'timezone' | 'currency' | 'taxPercentage' | 'branchId'>;

export function seenUnit({ id, name, timezone, currency, taxPercentage, branchId }: BusinessUnit): SeenUnit {
  return { id, name, timezone, currency, taxPercentage, branchId };
}

/** `business unit Logistics (502)`. */
export function unitName({ id, name }: Pick<SeenUnit, 'id' | 'name'>): string {
  return name === undefined ? speak('business unit {id}', { id }) : speak('business unit {name} ({id})', { name, id });
}

/** A value in words. */
export function unitWord(field: UnitField, value: string | number | undefined): string {
  if (value === undefined) return speak('not said');
  return field === 'taxPercentage' ? `${value} %` : String(value);
}

/** The body of a PUT, which replaces what can be changed; its name may be lacking, since a read may lack it. */
export function wholeUnit({ name, timezone }: SeenUnit, edit: UnitEdit): Partial<BusinessUnitWrite> {
  const whole = { name: edit.name ?? name, timezone: edit.timezone ?? timezone };
  return {
    name: whole.name,
    timezone: whole.timezone,
  };
}

function isTimeZone(text: string): boolean {
  try {
    return text.includes('/') || text === 'UTC' ? new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined : false;
  } catch {
    return false;
  }
}
