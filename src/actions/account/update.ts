import { z } from 'zod';
import type { Account } from '../../api/operations/index.ts';
import { refuse, unchanged } from '../../errors.ts';
import { listed } from '../../lib/text.ts';
import { defineAction, type Readers } from '../define.ts';
import {
  AccountEdit,
  type AccountField,
  type AccountNames,
  accountBody,
  accountFieldNames,
  accountFields,
  accountValues,
  accountWord,
} from '../vocabulary/account-edit.ts';
import { accountName, seenAccount } from '../vocabulary/accounts.ts';
import { branchesOf, branchNameIn } from '../vocabulary/branch-name.ts';

type FieldChange = { field: AccountField; before: AccountEdit[AccountField]; after: AccountEdit[AccountField] };

/** Changes a business account; sends the fields that differ and no other. */
export const updateAccount = defineAction({
  name: 'account.update',
  label: 'Edit the business account',
  risk: 'sensitive',
  reason: 'optional',
  input: z.object({ accountId: z.number().int(), edit: AccountEdit }),
  subjects: ({ accountId }) => [`account:${accountId}`],
  async precheck(readers, { accountId, edit }) {
    const found = await readers.operations.accounts.get({ params: { userGroupId: accountId } });
    const changes = changesOf(found, edit);
    if (changes.length === 0) throw unchanged('Nothing would change yet: change a field.');
    if (edit.costCenterId !== undefined && !found.costCenters?.some(({ id }) => id === edit.costCenterId))
      throw refuse(`${accountName(found)} has no such cost centre. Choose one of its own.`);
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
  preview: ({ account, changes, names }, _input, show) => ({
    title: `Change ${fieldsOf(changes)} of ${accountName(account, show)}`,
    changes: changes.map(({ field, before, after }) => ({
      label: accountFields[field],
      before: accountWord(field, before, show.text, names),
      after: accountWord(field, after, show.text, names),
    })),
    undo: 'Can be changed back by another edit.',
  }),
  execute: ({ operations }, { accountId }, _told, { changes }) =>
    operations.accounts.update({ params: { userGroupId: accountId }, body: accountBody(afterOf(changes)) }),
  async settled({ operations }, { accountId }, { changes }) {
    const now = accountValues(await operations.accounts.get({ params: { userGroupId: accountId } }));
    return changes.every(({ field, after }) => now[field] === after) ? 'done' : 'not-done';
  },
  render: ({ account, changes }, _input, show) => ({ title: `${accountName(account, show)}: ${fieldsOf(changes)} changed` }),
});

function changesOf(account: Account, edit: AccountEdit): FieldChange[] {
  const now = accountValues(account);
  return accountFieldNames.flatMap((field) => {
    const after = edit[field];
    // What the back office does not say does not hold.
    const isNo = after === false && now[field] === undefined;
    return after === undefined || after === now[field] || isNo ? [] : [{ field, before: now[field], after }];
  });
}

function afterOf(changes: readonly FieldChange[]): AccountEdit {
  return Object.fromEntries(changes.map(({ field, after }) => [field, after]));
}

function fieldsOf(changes: readonly FieldChange[]): string {
  return listed(changes.map(({ field }) => `“${accountFields[field]}”`));
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
    costCenterId: Object.fromEntries((account.costCenters ?? []).map(({ id, name, code }) => [id, name ?? code ?? `no. ${id}`])),
  };
}

async function unitName({ operations }: Readers, account: Account, id: number): Promise<string> {
  if (account.defaultBusinessUnit?.id === id && account.defaultBusinessUnit.name !== undefined)
    return account.defaultBusinessUnit.name;
  const unit = await operations.units.get({ params: { id } }).catch(() => undefined);
  return unit?.name ?? `no. ${id}`;
}
