import { assignCard } from './card/assign.ts';
import { unassignCard } from './card/unassign.ts';
import { acceptTerms } from './customer/accept-terms.ts';
import { updateCustomer } from './customer/update.ts';
import type { AnyAction } from './define.ts';
import { applyVoucher } from './voucher/apply.ts';

const list = [assignCard, unassignCard, applyVoucher, acceptTerms, updateCustomer] as const;

export type ActionName = (typeof list)[number]['name'];

/** Every change that the app can make upstream, by name. */
export const actions: Readonly<Record<ActionName, AnyAction>> = Object.fromEntries(
  list.map((action) => [action.name, action]),
) as unknown as Record<ActionName, AnyAction>; // safe: keyed by each action's own name
