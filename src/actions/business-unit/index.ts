import { createUnit } from './create.ts';
import { deleteUnit } from './delete.ts';
import { updateUnit } from './update.ts';

export const unitActions = [createUnit, updateUnit, deleteUnit] as const;
