import { addSignIn } from './access/add-sign-in.ts';
import { logout } from './access/logout.ts';
import { logoutMany } from './access/logout-many.ts';
import { removeSignIn } from './access/remove-sign-in.ts';
import { resetByEmail } from './access/reset-by-email.ts';
import { resetMfa } from './access/reset-mfa.ts';
import { sendPasswordReset } from './access/send-password-reset.ts';
import { addMembers } from './account/add-members.ts';
import { createAccount } from './account/create.ts';
import { deleteAccount } from './account/delete.ts';
import { inviteMembers } from './account/invite.ts';
import { removeMembers } from './account/remove-members.ts';
import { tagAccount } from './account/tag.ts';
import { updateAccount } from './account/update.ts';
import { updateMember } from './account/update-member.ts';
import { createUnit } from './business-unit/create.ts';
import { deleteUnit } from './business-unit/delete.ts';
import { updateUnit } from './business-unit/update.ts';
import { assignCard } from './card/assign.ts';
import { createCard } from './card/create.ts';
import { createCards } from './card/create-batch.ts';
import { unassignCard } from './card/unassign.ts';
import { updateCard } from './card/update.ts';
import { acceptTerms } from './customer/accept-terms.ts';
import { createCustomer } from './customer/create.ts';
import { deleteCustomer } from './customer/delete.ts';
import { tagCustomer } from './customer/tag.ts';
import { updateCustomer } from './customer/update.ts';
import type { AnyAction } from './define.ts';
import { approveRating } from './rating/approve.ts';
import { createRating } from './rating/create.ts';
import { queueRating } from './rating/queue.ts';
import { rejectRating } from './rating/reject.ts';
import { createSmartmoveUser } from './smartmove/create.ts';
import { updateSmartmoveUser } from './smartmove/update.ts';
import { createTerms } from './terms/create.ts';
import { deleteTerms } from './terms/delete.ts';
import { updateTerms } from './terms/update.ts';
import { applyVoucher } from './voucher/apply.ts';
import { openEnvelope } from './voucher/envelope.ts';

const list = [
  createCustomer,
  updateCustomer,
  deleteCustomer,
  tagCustomer,
  acceptTerms,
  sendPasswordReset,
  resetByEmail,
  addSignIn,
  removeSignIn,
  resetMfa,
  logout,
  logoutMany,
  assignCard,
  unassignCard,
  createCard,
  createCards,
  updateCard,
  applyVoucher,
  openEnvelope,
  createAccount,
  updateAccount,
  deleteAccount,
  tagAccount,
  addMembers,
  removeMembers,
  inviteMembers,
  updateMember,
  createUnit,
  updateUnit,
  deleteUnit,
  createRating,
  approveRating,
  rejectRating,
  queueRating,
  createTerms,
  updateTerms,
  deleteTerms,
  createSmartmoveUser,
  updateSmartmoveUser,
] as const;

export type ActionName = (typeof list)[number]['name'];

/** Every change that the app can make upstream, by name. */
export const actions: Readonly<Record<ActionName, AnyAction>> = Object.fromEntries(
  list.map((action) => [action.name, action]),
) as unknown as Record<ActionName, AnyAction>; // safe: keyed by each action's own name
