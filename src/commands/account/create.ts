import type { z } from 'zod';
import type { createAccount } from '../../actions/account/create.ts';
import { AccountEdit } from '../../actions/vocabulary/account-edit.ts';
import type { Field } from '../../views/form/form.ts';
import { defineForm, type Filled, filledId } from '../form/action-form.ts';
import { customerById, fill, homeBranch } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { accountFieldsFor, editFrom, editNames, filledWith } from './account-fields.ts';

const owner = 'owner';

/** `/account create [name]` */
export const createAccountForm = defineForm<z.output<(typeof createAccount)['input']>>({
  action: 'account.create',
  title: 'New business account',
  submit: 'Create',
  names: [...editNames, owner],
  fromWords: async (kit, _who, words) => newAccount(kit, { ...(words.length === 0 ? {} : { name: words.join(' ') }) }),
  fromPointer: async (kit, _who, { customer }) => newAccount(kit, {}, customer),
  fromInput: async (kit, _who, { account, ownerId }) => newAccount(kit, account, ownerId),
  async fields(kit, _who, filled) {
    const edit = AccountEdit.safeParse(editFrom(heldValues(filled)));
    const [name, ...others] = await accountFieldsFor(kit, edit.success ? edit.data : {}, undefined);
    const chosen = filled.values[owner];
    const ownerField: Field = {
      kind: 'lookup',
      name: owner,
      label: 'Owner',
      source: 'customer',
      optional: true,
      dispatch: true,
      hint: 'A customer who is in no business account. It can only be chosen now.',
      ...(chosen === undefined ? {} : { initial: chosen }),
    };
    return [...(name === undefined ? [] : [name]), ownerField, ...others];
  },
  read(filled) {
    const edit = AccountEdit.safeParse(editFrom(heldValues(filled)));
    const ownerId = filledId(filled, owner);
    const account = edit.success ? edit.data : {};
    if (account.name !== undefined && account.branchId !== undefined)
      return { ok: true, input: { account, ...(ownerId === undefined ? {} : { ownerId }) } };
    return {
      ok: false,
      errors: {
        ...(account.name === undefined ? { name: 'Type the name of the business account.' } : {}),
        ...(account.branchId === undefined ? { branchId: 'Choose the branch.' } : {}),
      },
    };
  },
});

/** Rental requirements are checked unless somebody says otherwise. */
async function newAccount(kit: Kit, given: AccountEdit, ownerId?: number): Promise<Filled> {
  const branch = homeBranch(kit);
  const { values, lists } = filledWith({ branchId: branch, checkRentalRequirements: true, ...given });
  const filled = fill(branch, ownerId === undefined ? {} : { [owner]: { value: await customerById(kit, ownerId) } });
  return { ...filled, values: { ...filled.values, ...values }, lists };
}

function heldValues(filled: Filled) {
  // Of something new, all is news.
  return {
    value: (name: string) => filled.values[name]?.value,
    list: (name: string) => filled.lists?.[name],
    isTouched: () => true,
  };
}
