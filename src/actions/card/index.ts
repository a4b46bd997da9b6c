import { assignCard } from './assign.ts';
import { createCard } from './create.ts';
import { createCards } from './create-batch.ts';
import { unassignCard } from './unassign.ts';
import { updateCard } from './update.ts';

export const cardActions = [assignCard, unassignCard, createCard, createCards, updateCard] as const;
