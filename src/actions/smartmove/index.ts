import { createSmartmoveUser } from './create.ts';
import { updateSmartmoveUser } from './update.ts';

export const smartmoveActions = [createSmartmoveUser, updateSmartmoveUser] as const;
