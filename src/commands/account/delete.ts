import type { z } from 'zod';
import type { deleteAccount } from '../../actions/account/delete.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { accountById, fill, homeBranch, understandAccount } from '../form/filling.ts';
import { chooseAccount } from './people-form.ts';

/** `/account delete <account>` */
export const deleteAccountForm = defineForm<z.output<(typeof deleteAccount)['input']>>({
  action: 'account.delete',
  title: 'Delete business account',
  submit: 'Delete',
  names: [names.account],
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    return fill(branch, { account: words.length === 0 ? undefined : await understandAccount(kit, words.join(' '), branch) });
  },
  async fromPointer(kit, _who, { account, branch = homeBranch(kit) }) {
    return fill(branch, account === undefined ? {} : { account: { value: await accountById(kit, account) } });
  },
  fromInput(kit, who, { accountId }) {
    return this.fromPointer(kit, who, { account: accountId });
  },
  fields: async (_kit, _who, filled) => [finderField(filled, 'account')],
  read(filled) {
    const accountId = filledId(filled, names.account);
    return accountId === undefined
      ? { ok: false, errors: { [names.account]: chooseAccount } }
      : { ok: true, input: { accountId } };
  },
});
