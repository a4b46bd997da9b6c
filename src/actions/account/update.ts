import { z } from 'zod';
import type { Account } from '../../api/operations/index.ts';
import { refuse, unchanged } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { inQuotes, listed } from '../../lib/text.ts';
import { defineAction, type Readers } from '../define.ts';
import { branchesOf, branchNameIn } from '../shared/branches.ts';
import {
  AccountEdit,
  type AccountField,
  type AccountNames,
  type AccountValues,
  accountBody,
  accountFieldNames,
  accountFields,
  accountValues,
  accountWord,
} from './shared/edit.ts';
import { accountName, seenAccount } from './shared/names.ts';

type FieldChange = { field: AccountField; before: AccountValues[AccountField]; after: AccountEdit[AccountField] };

/** Changes a business account; sends the fields that differ and no other. */
export const updateAccount = defineAction({
  name: 'account.update',
  label: 'Edit the business account',
  risk: 'sensitive',
  input: z.object({ accountId: z.number().int(), edit: AccountEdit }),
  subjects: ({ accountId }) => [`account:${accountId}`],
  async precheck(readers, { accountId, edit }) {
    const found = await readers.operations.accounts.get({ params: { userGroupId: accountId } });
    const changes = changesOf(found, edit);
    if (changes.length === 0) throw unchanged(speak('Nothing would change yet: change a field.'));
    if (edit.costCenterId != null && !found.costCenters?.some(({ id }) => id === edit.costCenterId))
      throw refuse(speak('{account} has no such cost centre. Choose one of its own.', { account: accountName(found) }));
    return {
      account: seenAccount(found),
      branchId: found.branchId,
      changes,
      names: await namesFor(readers, found, changes),
    };
  },
  // One that moves is of the branch it leaves and of the one it comes to.
  branches: ({ branchId }, { edit }) => [branchId, ...(edit.branchId === undefined ? [] : [edit.branchId])],
  fingerprint: ({ account, changes }) => ({
    'Business account': account.id,
    ...Object.fromEntries(changes.map(({ field, before }) => [accountFields[field], before ?? null])),
  }),
  preview: ({ account, changes, names }, _input, redactor) => ({
    title: speak('Change {fields} of {account}', { fields: fieldsOf(changes), account: accountName(account, redactor) }),
    changes: changes.map(({ field, before, after }) => ({
      label: accountFields[field],
      before: accountWord(field, before, redactor.text, names),
      after: accountWord(field, after, redactor.text, names),
    })),
    undo: speak('Can be changed back by another edit.'),
  }),
  execute: ({ operations }, { accountId }, _context, { changes }) =>
    operations.accounts.update({ params: { userGroupId: accountId }, body: accountBody(afterOf(changes)) }),
  async verify({ operations }, { accountId }, { changes }) {
    const now = accountValues(await operations.accounts.get({ params: { userGroupId: accountId } }));
    return changes.every(({ field, after }) => (now[field] ?? null) === after) ? 'done' : 'not-done';
  },
  render: ({ account, changes }, _input, redactor) => ({
    title: speak('{account}: {fields} changed', { account: accountName(account, redactor), fields: fieldsOf(changes) }),
  }),
});

function changesOf(account: Account, edit: AccountEdit): FieldChange[] {
  const now = accountValues(account);
  return accountFieldNames.flatMap((field) => {
    const after = edit[field];
    // What the back office does not say is not so, or not there.
    const isSame = after === now[field] || ((after === false || after === null) && now[field] === undefined);
    return after === undefined || isSame ? [] : [{ field, before: now[field], after }];
  });
}

function afterOf(changes: readonly FieldChange[]): AccountEdit {
  return Object.fromEntries(changes.map(({ field, after }) => [field, after]));
}

function fieldsOf(changes: readonly FieldChange[]): string {
  return listed(changes.map(({ field }) => inQuotes(accountFields[field])));
}

/** What the ids among the changes are called; only what changes is asked for. */
async function namesFor(readers: Readers, account: Account, changes: readonly FieldChange[]): Promise<AccountNames> {
  const idsOf = (field: AccountField) =>
    changes.flatMap((change) =>
      change.field === field ? [change.before, change.after].filter((id) => typeof id === 'number') : [],
    );
  const [branches, units] = await Promise.all([
    idsOf('branchId').length === 0 ? undefined : branchesOf(readers),
    Promise.all(idsOf('unitId').map(async (id) => [id, await unitName(readers, account, id)] as const)),
  ]);
  return {
    branchId: Object.fromEntries(idsOf('branchId').map((id) => [id, branchNameIn(branches, id)])),
    unitId: Object.fromEntries(units),
    costCenterId: Object.fromEntries(
      (account.costCenters ?? []).map(({ id, name, code }) => [id, name ?? code ?? speak('no. {id}', { id })]),
    ),
  };
}

async function unitName({ operations }: Readers, account: Account, id: number): Promise<string> {
  if (account.defaultBusinessUnit?.id === id && account.defaultBusinessUnit.name !== undefined)
    return account.defaultBusinessUnit.name;
  const unit = await operations.units.get({ params: { id } }).catch(() => undefined);
  return unit?.name ?? speak('no. {id}', { id });
}
