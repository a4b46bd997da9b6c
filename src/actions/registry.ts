import { accessActions } from './access/index.ts';
import { accountActions } from './account/index.ts';
import { unitActions } from './business-unit/index.ts';
import { cardActions } from './card/index.ts';
import { customerActions } from './customer/index.ts';
import type { AnyAction } from './define.ts';
import { ratingActions } from './rating/index.ts';
import { smartmoveActions } from './smartmove/index.ts';
import { termsActions } from './terms/index.ts';
import { applyVoucher } from './voucher/apply.ts';

const list = [
  ...customerActions,
  ...accessActions,
  ...cardActions,
  applyVoucher,
  ...accountActions,
  ...unitActions,
  ...ratingActions,
  ...termsActions,
  ...smartmoveActions,
] as const;

export type ActionName = (typeof list)[number]['name'];

/** Every change that the app can make upstream, by name. */
export const actions: Readonly<Record<ActionName, AnyAction>> = Object.fromEntries(
  list.map((action) => [action.name, action]),
) as unknown as Record<ActionName, AnyAction>; // safe: keyed by each action's own name
