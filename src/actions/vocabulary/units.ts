import { z } from 'zod';
import type { BusinessUnit, BusinessUnitWrite } from '../../api/operations/index.ts';

/** What a business unit consists of, in the words of forms and cards. */
export const unitFields = { name: 'Name', code: 'Code', branchId: 'Branch' } as const;
export type UnitField = keyof typeof unitFields;

/** What differs; null takes the code away. */
export const UnitEdit = z
  .object({
    name: z.string().trim().min(1),
    code: z.string().trim().min(1).nullable(),
    branchId: z.number().int(),
  })
  .partial();
export type UnitEdit = z.output<typeof UnitEdit>;

export type SeenUnit = { id: number; name?: string | undefined; code?: string | undefined; branchId?: number | undefined };

export function seenUnit({ id, name, code, branchId }: BusinessUnit): SeenUnit {
  return { id, name, code, branchId };
}

/** `business unit Logistics (502)`. */
export function unitName({ id, name }: Pick<SeenUnit, 'id' | 'name'>): string {
  return name === undefined ? `business unit ${id}` : `business unit ${name} (${id})`;
}

/** The body of a PUT, which replaces everything; its name may be lacking, since a read may lack it. */
export function wholeUnit({ id: _, ...was }: SeenUnit, edit: UnitEdit): Partial<BusinessUnitWrite> {
  const { name, code, branchId } = { ...was, ...edit };
  return {
    ...(name === undefined ? {} : { name }),
    ...(code === undefined || code === null ? {} : { code }),
    ...(branchId === undefined ? {} : { branchId }),
  };
}
