import type { z } from 'zod';
import { accountValues } from '../../actions/account/shared/edit.ts';
import type { tagAccount } from '../../actions/account/tag.ts';
import type { updateAccount } from '../../actions/account/update.ts';
import type { Account } from '../../api/operations/index.ts';
import { defineEditForm } from '../engine/edit-form.ts';
import { tagsForm } from '../engine/tags-form.ts';
import { editedAccount } from '../subjects/edited.ts';
import { accountEditFields, accountFrom, accountShown, wrongAccount } from './account-fields.ts';

/** `/account edit <account>` */
export const editAccountForm = defineEditForm<Account>({
  action: 'account.update',
  title: 'Edit business account',
  about: editedAccount,
  fields: accountEditFields,
  wrong: wrongAccount,
  input: (holder, edit) => ({ accountId: Number(holder), edit: accountFrom(edit) }),
  asked(input) {
    const { accountId, edit } = input as z.output<(typeof updateAccount)['input']>; // safe: the action's own input, as it was stored
    return { holder: String(accountId), edit: (account) => accountShown(edit, accountValues(account)) };
  },
});

/** `/account tags <account> [+tag] [-tag]`. */
export const tagAccountForm = tagsForm<typeof tagAccount>({
  action: 'account.tag',
  about: editedAccount,
  input: (accountId, list) => ({ accountId, ...list }),
  asked: ({ accountId, ...list }) => ({ id: accountId, list }),
});
