import { addMembers } from './add-members.ts';
import { createAccount } from './create.ts';
import { deleteAccount } from './delete.ts';
import { inviteMembers } from './invite.ts';
import { removeMembers } from './remove-members.ts';
import { tagAccount } from './tag.ts';
import { updateAccount } from './update.ts';
import { updateMember } from './update-member.ts';

export const accountActions = [
  createAccount,
  updateAccount,
  deleteAccount,
  tagAccount,
  addMembers,
  removeMembers,
  inviteMembers,
  updateMember,
] as const;
