import type { z } from 'zod';
import type { deleteAccount } from '../../actions/account/delete.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineForm, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { accountById, fill, homeBranch, understandAccount } from '../subjects/understand.ts';
import { chooseAccount } from './people-form.ts';
import { splitAccount } from './words.ts';

/** `/account delete <account>` */
export const deleteAccountForm = defineForm<z.output<(typeof deleteAccount)['input']>>({
  action: 'account.delete',
  title: 'Delete business account',
  submit: 'Delete',
  names: [names.account],
  async fromWords(app, _who, words) {
    const branch = homeBranch(app);
    const whole = words.length === 0 ? {} : await understandAccount(app, words.join(' '), branch);
    if (whole.value !== undefined || words.length < 2) return fill(branch, { account: whole });
    const { account, rest } = await splitAccount(app, words, branch);
    return { ...fill(branch, { account }), reason: rest.join(' ') };
  },
  async fromPointer(app, _who, { account, branch = homeBranch(app) }) {
    return fill(branch, account === undefined ? {} : { account: { value: await accountById(app, account) } });
  },
  fromInput(app, who, { accountId }) {
    return this.fromPointer(app, who, { account: accountId });
  },
  fields: async (_app, _who, filled) => [finderField(filled, 'account')],
  read(filled) {
    const accountId = filledId(filled, names.account);
    return accountId === undefined
      ? { ok: false, errors: { [names.account]: speak(chooseAccount) } }
      : { ok: true, input: { accountId } };
  },
});
