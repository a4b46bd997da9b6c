import type { z } from 'zod';
import type { updateAccount } from '../../actions/account/update.ts';
import { AccountEdit, accountValues } from '../../actions/vocabulary/account-edit.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { accountById, fill, homeBranch, understandAccount } from '../form/filling.ts';
import { accountFieldsFor, editFrom, editNames, filledWith, shownIn } from './account-fields.ts';
import { heldBy, heldName } from './held-fields.ts';
import { chooseAccount } from './people-form.ts';

/** `/account edit <account>`: what it is now, to be changed; only what differs is sent. */
export const editAccountForm = defineForm<z.output<(typeof updateAccount)['input']>>({
  action: 'account.update',
  title: 'Edit business account',
  submit: 'Change',
  names: [names.account, ...editNames],
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    return fill(branch, { account: words.length === 0 ? undefined : await understandAccount(kit, words.join(' '), branch) });
  },
  async fromPointer(kit, _who, { account, branch = homeBranch(kit) }) {
    return fill(branch, account === undefined ? {} : { account: { value: await accountById(kit, account) } });
  },
  async fromInput(kit, _who, { accountId, edit }) {
    const found = await kit.readers.operations.accounts.get({ params: { userGroupId: accountId } });
    const filled = fill(homeBranch(kit), { account: { value: await accountById(kit, accountId) } });
    const { values, lists } = filledWith({ ...accountValues(found), ...edit });
    return { ...filled, values: { ...filled.values, ...values }, lists };
  },
  async fields(kit, _who, filled) {
    const accountId = filledId(filled, names.account);
    if (accountId === undefined) return [finderField(filled, 'account')];
    const found = await kit.readers.operations.accounts.get({ params: { userGroupId: accountId } });
    const held = heldBy(filled, accountId, editNames);
    const typed = held === undefined ? undefined : AccountEdit.safeParse(editFrom(held));
    const now = accountValues(found);
    const edit = { ...now, ...(typed?.success ? typed.data : {}) };
    const block = (name: string) => heldName(filled, name, accountId, shownIn(now, name));
    return [finderField(filled, 'account'), ...(await accountFieldsFor(kit, edit, found, block))];
  },
  read(filled) {
    const accountId = filledId(filled, names.account);
    if (accountId === undefined) return { ok: false, errors: { [names.account]: chooseAccount } };
    const held = heldBy(filled, accountId, editNames);
    if (held === undefined)
      return { ok: false, errors: { [names.account]: 'Wait until this account’s values are shown, then change them.' } };
    const edit = AccountEdit.safeParse(editFrom(held));
    if (held.value('name') === undefined)
      return { ok: false, errors: { [heldName(filled, 'name', accountId)]: 'An account has a name.' } };
    if (!edit.success) return { ok: false, errors: { [names.account]: 'Something here cannot be read. Check each field.' } };
    return { ok: true, input: { accountId, edit: edit.data } };
  },
});
