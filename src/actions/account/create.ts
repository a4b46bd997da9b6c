import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { showToOne } from '../../lib/mask.ts';
import { sameCode, sameName } from '../../lib/typed.ts';
import { defineAction, type Readers } from '../define.ts';
import {
  AccountEdit,
  accountBody,
  accountFieldNames,
  accountFields,
  accountValues,
  accountWord,
} from '../vocabulary/account-edit.ts';
import { accountName } from '../vocabulary/accounts.ts';
import { branchName } from '../vocabulary/branch-name.ts';
import { conflictOf, oneAccountOnly } from '../vocabulary/membership.ts';
import { mustExist, seenCustomer } from '../vocabulary/seen.ts';

/** An account to be: its cost centres come later, so none can be the default yet. */
const NewAccount = AccountEdit.omit({ costCenterId: true }).extend({
  name: z.string().trim().min(1),
  branchId: z.number().int(),
});

/** Makes a business account, with an owner where one is known. */
export const createAccount = defineAction({
  name: 'account.create',
  label: 'Create a business account',
  risk: 'sensitive',
  reason: 'optional',
  input: z.object({ account: NewAccount, ownerId: z.number().int().optional() }),
  subjects: ({ ownerId }) => (ownerId === undefined ? [] : [`customer:${ownerId}`]),
  async precheck(readers, { account, ownerId }) {
    const [owner, alike, branch, unit] = await Promise.all([
      ownerOf(readers, ownerId),
      alikeOf(readers, account),
      branchName(readers, account.branchId),
      account.unitId === undefined
        ? undefined
        : readers.operations.units.get({ params: { id: account.unitId } }).then(({ name }) => name),
    ]);
    const holder = alike.find(({ code }) => sameCode(code, account.code));
    if (holder !== undefined)
      throw refuse(`${accountName(holder)} has the code ${account.code} already. Choose another code, or edit that one.`);
    return { owner, branch, unit, alikeIds: alike.map(({ id }) => id) };
  },
  branches: (_seen, { account }) => [account.branchId],
  fingerprint: ({ owner, alikeIds }) => ({
    Owner: owner?.id ?? null,
    'Block state of the owner': owner?.blockState ?? null,
    'Business accounts of this name or code': alikeIds,
  }),
  preview({ owner, branch, unit, alikeIds }, { account }, show) {
    const edit: AccountEdit = account;
    const names = {
      branchId: { [account.branchId]: branch },
      ...(account.unitId === undefined || unit === undefined ? {} : { unitId: { [account.unitId]: unit } }),
    };
    const set = accountFieldNames.filter((field) => field !== 'name' && field !== 'costCenterId' && edit[field] !== undefined);
    return {
      title: `Create the business account ${show.text(account.name)}`,
      lines: [
        ...(owner === undefined ? ['No owner yet.'] : [`Owner: ${show.person(owner)}`]),
        ...set.map((field) => `${accountFields[field]}: ${accountWord(field, edit[field], show.text, names)}`),
      ],
      ...(alikeIds.length === 0
        ? {}
        : { warning: `There is one of this name already: business account ${alikeIds.slice(0, 5).join(', ')}.` }),
      undo: 'Can be undone by deleting it.',
    };
  },
  execute: ({ operations }, { account: { name, branchId, ...rest }, ownerId }) =>
    operations.accounts.create({
      body: { ...accountBody(rest), name, branchId, ...(ownerId === undefined ? {} : { ownerId }) },
    }),
  async settled(readers, { account, ownerId }, { alikeIds }, _told, result) {
    if (result !== undefined) {
      const made = await readers.operations.accounts.get({ params: { userGroupId: result.id } });
      const values = accountValues(made);
      const isOwned = ownerId === undefined || (made.ownerId ?? made.owner?.id) === ownerId;
      return isOwned && accountFieldNames.every((field) => isAsAsked(account, field, values)) ? 'done' : 'not-done';
    }
    // The answer is lost, and with it the id: one that was not there before and is alike can only be this one.
    const fresh = (await alikeOf(readers, account)).filter(({ id }) => !alikeIds.includes(id));
    if (fresh.length === 0) return 'not-done';
    const [only] = fresh;
    const isIt = fresh.length === 1 && only !== undefined && sameName(only.name, account.name);
    return isIt && (ownerId === undefined || (only.ownerId ?? only.owner?.id) === ownerId) ? 'done' : 'cannot-tell';
  },
  render: ({ owner }, { account }, show, result) => ({
    title: `${result === undefined ? `The business account ${show.text(account.name)}` : accountName(result, show)} is created`,
    lines: owner === undefined ? [] : [`Owner: ${show.person(owner)}`],
  }),
});

type NewAccount = z.output<typeof NewAccount>;

function isAsAsked(asked: Partial<AccountEdit>, field: keyof AccountEdit, now: AccountEdit): boolean {
  return asked[field] === undefined || asked[field] === now[field];
}

/** Who is to own it; they must be in no account, since owning one makes them its member. */
async function ownerOf({ operations }: Readers, ownerId: number | undefined) {
  if (ownerId === undefined) return undefined;
  const [found, theirs] = await Promise.all([
    operations.customers.get({ params: { id: ownerId } }),
    operations.customers.accounts({ params: { id: ownerId } }),
  ]);
  const owner = seenCustomer(found);
  mustExist(owner);
  const conflict = conflictOf(showToOne().person(owner), Number.NaN, theirs.items);
  if (conflict !== undefined) throw refuse(`${conflict} ${oneAccountOnly}`);
  return owner;
}

/** Accounts of the branch that have this name or this code. */
async function alikeOf({ operations }: Pick<Readers, 'operations'>, { name, code, branchId }: NewAccount) {
  const [byName, byCode] = await Promise.all([
    operations.accounts.search({ query: { branchId, name } }),
    code === undefined ? { items: [] } : operations.accounts.search({ query: { branchId, code } }),
  ]);
  const all = [...byName.items, ...byCode.items].filter(
    (account) => sameName(account.name, name) || sameCode(account.code, code),
  );
  return all.filter(({ id }, index) => all.findIndex((account) => account.id === id) === index);
}
