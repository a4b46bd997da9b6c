import { z } from 'zod';
import type { BusinessUnit } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { defineAction, type Readers } from '../define.ts';
import { branchName } from '../vocabulary/branch-name.ts';

/** Adds a business unit, by which billing and reports are divided. */
export const createUnit = defineAction({
  name: 'unit.create',
  label: 'Create a business unit',
  risk: 'sensitive',
  reason: 'optional',
  input: z.object({
    name: z.string().trim().min(1).max(200),
    code: z.string().trim().min(1).max(100).optional(),
    branchId: z.number().int(),
  }),
  subjects: ({ branchId }) => [`units-of:${branchId}`],
  async precheck(readers, wanted) {
    const [branch, units] = await Promise.all([branchName(readers, wanted.branchId), unitsOf(readers, wanted.branchId)]);
    const { code } = wanted;
    const taken = code === undefined ? undefined : units.find((unit) => unit.code === code);
    if (taken !== undefined)
      throw refuse(
        `The code ${code} belongs to the business unit ${taken.name ?? taken.id} (${taken.id}) already. Choose another.`,
      );
    return { branch, namesakes: units.filter(({ name }) => name === wanted.name).map(({ id }) => id) };
  },
  fingerprint: ({ branch, namesakes }) => ({ Branch: branch, 'Units of this name': namesakes }),
  branches: (_seen, { branchId }) => [branchId],
  preview: ({ branch, namesakes }, { name, code }) => ({
    title: `Create the business unit ${name} in ${branch}`,
    lines: [`Code: ${code ?? 'none'}`],
    ...(namesakes.length === 0 ? {} : { warning: `There is a business unit of this name already (${namesakes.join(', ')}).` }),
    undo: 'Can be deleted again for as long as nothing refers to it.',
  }),
  execute: ({ operations }, { name, code, branchId }) =>
    operations.units.create({ body: { name, branchId, ...(code === undefined ? {} : { code }) } }),
  async settled(readers, wanted, { namesakes }, _told, result) {
    const isWanted = (unit: BusinessUnit) =>
      unit.name === wanted.name && (wanted.code === undefined || unit.code === wanted.code);
    if (result !== undefined)
      return isWanted(await readers.operations.units.get({ params: { id: result.id } })) ? 'done' : 'not-done';
    const fresh = (await unitsOf(readers, wanted.branchId)).filter((unit) => isWanted(unit) && !namesakes.includes(unit.id));
    if (fresh.length === 0) return 'not-done';
    // Two new ones of one name: one of them is somebody else's.
    return fresh.length === 1 ? 'done' : 'cannot-tell';
  },
  render: ({ branch }, { name }, _show, result) => ({
    title: `${branch} has the business unit ${name}${result === undefined ? '' : ` (${result.id})`}`,
  }),
});

async function unitsOf({ operations }: Readers, branchId: number): Promise<BusinessUnit[]> {
  return (await operations.units.list({ query: { branchId, size: 500 } })).items;
}
