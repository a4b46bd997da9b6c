import { assignCard } from './assign.ts';
import { unassignCard } from './unassign.ts';

export const cardActions = [assignCard, unassignCard] as const;
