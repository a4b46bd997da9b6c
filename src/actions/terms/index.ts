import { createTerms } from './create.ts';
import { deleteTerms } from './delete.ts';
import { updateTerms } from './update.ts';

export const termsActions = [createTerms, updateTerms, deleteTerms] as const;
