import type { z } from 'zod';
import type { removeMembers } from '../../actions/account/remove-members.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineForm } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { peopleField, peopleFromIds, peopleFromWords, readPeople } from './people-form.ts';

/** `/account remove <account> <customer …>` */
export const removeMembersForm = defineForm<z.output<(typeof removeMembers)['input']>>({
  action: 'account.remove-members',
  title: 'Remove members',
  submit: 'Remove',
  names: [names.account, names.customer],
  fromWords: (app, who, words) => peopleFromWords(app, who, words),
  fromPointer: (app, _who, { account, customer, member = customer, branch }) =>
    peopleFromIds(app, account, member === undefined ? [] : [member], branch),
  fromInput: (app, _who, { accountId, customerIds }) => peopleFromIds(app, accountId, customerIds),
  fields: async (_app, _who, filled) => [
    finderField(filled, 'account'),
    peopleField(filled, speak('One or several members of this account. Its owner cannot be removed.')),
  ],
  read(filled) {
    const read = readPeople(filled);
    return read.ok ? { ok: true, input: { accountId: read.accountId, customerIds: read.customerIds } } : read;
  },
});
