import { spoken } from '../../lib/language/speak.ts';
import type { Feature } from '../feature.ts';
import { addMembersForm } from './add.ts';
import { createAccountForm } from './create.ts';
import { deleteAccountForm } from './delete.ts';
import { editAccountForm, tagAccountForm } from './edit.ts';
import { inviteMembersForm } from './invite.ts';
import { accountLookup } from './lookup.ts';
import { accountMember } from './member.ts';
import { accountMembers } from './members.ts';
import { accountBilling, accountPayment } from './money.ts';
import { removeMembersForm } from './remove.ts';
import { updateMemberForm } from './role.ts';

const command = 'account';

export const accountFeature: Feature = spoken({
  reads: [accountLookup, accountMembers, accountBilling, accountPayment, accountMember],
  verbs: [
    { form: createAccountForm, command, verb: 'create', usage: '[name]', description: 'Make a business account' },
    { form: editAccountForm, command, verb: 'edit', usage: '<account>', description: 'Change a business account' },
    { form: deleteAccountForm, command, verb: 'delete', usage: '<account>', description: 'Delete a business account' },
    { form: addMembersForm, command, verb: 'add', usage: '<account> <customer …>', description: 'Add customers to it' },
    {
      form: removeMembersForm,
      command,
      verb: 'remove',
      usage: '<account> <customer …>',
      description: 'Remove members from it',
    },
    {
      form: inviteMembersForm,
      command,
      verb: 'invite',
      usage: '<account> <e-mail …>',
      description: 'Ask people by e-mail to join it',
    },
    {
      form: updateMemberForm,
      command,
      verb: 'role',
      usage: '<account> <customer> [role]',
      description: 'Change a member’s role, state, cost centre or superior',
    },
    { form: tagAccountForm, command, verb: 'tags', usage: '<account> [+tag] [-tag]', description: 'Change its tags' },
  ],
});
