import type { z } from 'zod';
import type { removeMembers } from '../../actions/account/remove-members.ts';
import { defineForm } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { peopleField, peopleFromIds, peopleFromWords, readPeople } from './people-form.ts';

/** `/account remove <account> <customer …>` */
export const removeMembersForm = defineForm<z.output<(typeof removeMembers)['input']>>({
  action: 'account.remove-members',
  title: 'Remove members',
  submit: 'Remove',
  names: [names.account, names.customer],
  fromWords: (kit, _who, words) => peopleFromWords(kit, words),
  fromPointer: (kit, _who, { account, customer, member = customer, branch }) =>
    peopleFromIds(kit, account, member === undefined ? [] : [member], branch),
  fromInput: (kit, _who, { accountId, customerIds }) => peopleFromIds(kit, accountId, customerIds),
  fields: async (_kit, _who, filled) => [
    finderField(filled, 'account'),
    peopleField(filled, 'One or several members of this account. Its owner cannot be removed.'),
  ],
  read(filled) {
    const read = readPeople(filled);
    return read.ok ? { ok: true, input: { accountId: read.accountId, customerIds: read.customerIds } } : read;
  },
});
