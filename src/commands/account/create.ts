import type { z } from 'zod';
import type { createAccount } from '../../actions/account/create.ts';
import type { AccountEdit } from '../../actions/account/shared/edit.ts';
import type { Account } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Choice, Field } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import { defineForm, type Filled, filledId } from '../engine/action-form.ts';
import { drawEditField, valueIn } from '../engine/edit-field.ts';
import type { Edit } from '../engine/edit-form.ts';
import type { Shown } from '../engine/shown.ts';
import { customerById, fill, homeBranch } from '../subjects/understand.ts';
import { accountEditFields, accountFrom, accountShown } from './account-fields.ts';

const owner = 'owner';
/** Its cost centres come later. */
const notYet: Account = { id: 0 };

/** `/account create [name]` */
export const createAccountForm = defineForm<z.output<(typeof createAccount)['input']>>({
  action: 'account.create',
  title: 'New business account',
  submit: 'Create',
  names: [...accountEditFields.map(({ name }) => name), owner],
  fromWords: (app, _who, words) => newAccount(app, words.length === 0 ? {} : { name: words.join(' ') }),
  fromPointer: (app, _who, { customer }) => newAccount(app, {}, customer),
  fromInput: (app, _who, { account, ownerId }) => newAccount(app, account, ownerId),
  async fields(app, _who, filled) {
    const edit = editOf(filled);
    const drawn = accountEditFields.map((field) => {
      const now = edit[field.name] ?? '';
      return drawEditField(field, app, notYet, { block: field.name, shown: now, now, isChangedMeanwhile: false });
    });
    const [name, ...others] = (await Promise.all(drawn)).filter((field) => field !== undefined);
    const chosen = filled.values[owner];
    const ownerField: Field = {
      kind: 'lookup',
      name: owner,
      label: speak('Owner'),
      source: 'customer',
      optional: true,
      dispatch: true,
      hint: speak('A customer who is in no business account. It can only be chosen now.'),
      initial: chosen,
    };
    return [...(name === undefined ? [] : [name]), ownerField, ...others];
  },
  read(filled) {
    const account = accountFrom(editOf(filled));
    const ownerId = filledId(filled, owner);
    if (account.name !== undefined && account.branchId !== undefined) return { ok: true, input: { account, ownerId } };
    return {
      ok: false,
      errors: {
        name: account.name === undefined ? speak('Type the name of the business account.') : undefined,
        branchId: account.branchId === undefined ? speak('Choose the branch.') : undefined,
      },
    };
  },
});

/** Rental requirements are checked unless somebody says otherwise. */
async function newAccount(app: AppContext, given: AccountEdit, ownerId?: number): Promise<Filled> {
  const branch = homeBranch(app);
  const shown = Object.entries(accountShown({ branchId: branch, checkRentalRequirements: true, ...given }, {}));
  const filled = fill(branch, ownerId === undefined ? {} : { [owner]: { value: await customerById(app, ownerId) } });
  const asChoice = (value: string): Choice => ({ value, text: value });
  return {
    ...filled,
    values: {
      ...filled.values,
      ...Object.fromEntries(shown.flatMap(([name, value]) => (typeof value === 'string' ? [[name, asChoice(value)]] : []))),
    },
    lists: Object.fromEntries(shown.flatMap(([name, value]) => (Array.isArray(value) ? [[name, value.map(asChoice)]] : []))),
  };
}

/** What is filled in so far; an empty field says nothing of something new. */
function editOf(filled: Filled): Edit {
  return Object.fromEntries(
    accountEditFields.flatMap((field): [string, Shown][] => {
      const value = valueIn(field, filled);
      return value === '' ? [] : [[field.name, value]];
    }),
  );
}
