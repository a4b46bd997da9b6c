import type { BusinessUnit } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineAction, type Readers } from '../define.ts';
import { UnitNew, unitFieldNames, unitFields, unitWord } from './shared.ts';

/** Adds a business unit: the legal entity that bills. */
export const createUnit = defineAction({
  name: 'unit.create',
  label: 'Create a business unit',
  risk: 'sensitive',
  input: UnitNew,
  subjects: () => ['units'],
  async precheck(readers, wanted) {
    const units = await unitsOf(readers);
    return { namesakes: units.filter(({ name }) => name === wanted.name).map(({ id }) => id) };
  },
  fingerprint: ({ namesakes }) => ({ 'Units of this name': namesakes }),
  // Branches point at it, it points at none.
  branches: () => [undefined],
  preview: ({ namesakes }, unit) => ({
    title: speak('Create the business unit {unit}', { unit: unit.name }),
    lines: unitFieldNames.slice(1).map((field) => `${unitFields[field]}: ${unitWord(field, unit[field])}`),
    warning: [
      speak('Currency ({currency}) and tax ({taxPercentage} %) can’t be changed later.', {
        currency: unit.currency,
        taxPercentage: unit.taxPercentage,
      }),
      ...(namesakes.length === 0
        ? []
        : [speak('There is a business unit of this name already ({namesakes}).', { namesakes: namesakes.join(', ') })]),
    ].join(' '),
    undo: speak('Can be deleted again for as long as nothing refers to it. Name and time zone can be changed later.'),
  }),
  execute: ({ operations }, unit) => operations.units.create({ body: unit }),
  async verify(readers, wanted, { namesakes }, _context, result) {
    const isWanted = (unit: BusinessUnit) => unitFieldNames.every((field) => unit[field] === wanted[field]);
    if (result !== undefined)
      return isWanted(await readers.operations.units.get({ params: { id: result.id } })) ? 'done' : 'not-done';
    const fresh = (await unitsOf(readers)).filter((unit) => isWanted(unit) && !namesakes.includes(unit.id));
    if (fresh.length === 0) return 'not-done';
    // Two new ones of one name: one of them is somebody else's.
    return fresh.length === 1 ? 'done' : 'cannot-tell';
  },
  render: (_snapshot, { name }, _redactor, result) => ({
    title: speak('The business unit {name} was created{rest}', { name, rest: result === undefined ? '' : ` (${result.id})` }),
    lines: [speak('Branches are pointed at it in the back office.')],
  }),
});

async function unitsOf({ operations }: Readers): Promise<BusinessUnit[]> {
  return (await operations.units.list({ query: { size: 500 } })).items;
}
