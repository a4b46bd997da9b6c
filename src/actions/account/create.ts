import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { redactorForOne } from '../../lib/mask.ts';
import { sameCode, sameName } from '../../lib/typed.ts';
import { defineAction, type Readers } from '../define.ts';
import { branchName } from '../shared/branches.ts';
import { blockWarning, mustExist, seenCustomer } from '../shared/snapshots.ts';
import { AccountValues, accountBody, accountFieldNames, accountFields, accountValues, accountWord } from './shared/edit.ts';
import { conflictOf, oneAccountOnly } from './shared/membership.ts';
import { accountName } from './shared/names.ts';

/** An account to be: its cost centres come later, so none can be the default yet. */
const NewAccount = AccountValues.omit({ costCenterId: true }).extend({
  name: z.string().trim().min(1),
  branchId: z.number().int(),
});

/** Makes a business account, with an owner if one is known. */
export const createAccount = defineAction({
  name: 'account.create',
  label: 'Create a business account',
  risk: 'sensitive',
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
      throw refuse(
        speak('{account} has the code {code} already. Choose another code, or edit that one.', {
          account: accountName(holder),
          code: account.code ?? '',
        }),
      );
    return { owner, branch, unit, alikeIds: alike.map(({ id }) => id) };
  },
  branches: (_snapshot, { account }) => [account.branchId],
  fingerprint: ({ owner, alikeIds }) => ({
    Owner: owner?.id ?? null,
    'Block state of the owner': owner?.blockState ?? null,
    'Business accounts of this name or code': alikeIds,
  }),
  concerns: ({ owner }, redactor) => [owner === undefined ? undefined : blockWarning(owner, redactor)],
  preview({ owner, branch, unit, alikeIds }, { account }, redactor) {
    const edit: AccountValues = account;
    const names = {
      branchId: { [account.branchId]: branch },
      unitId: account.unitId === undefined || unit === undefined ? undefined : { [account.unitId]: unit },
    };
    const set = accountFieldNames.filter((field) => field !== 'name' && field !== 'costCenterId' && edit[field] !== undefined);
    return {
      title: speak('Create the business account {text}', { text: redactor.text(account.name) }),
      lines: [
        ...(owner === undefined ? [speak('No owner yet.')] : [speak('Owner: {owner}', { owner: redactor.person(owner) })]),
        ...set.map((field) => `${accountFields[field]}: ${accountWord(field, edit[field], redactor.text, names)}`),
      ],
      warning:
        alikeIds.length === 0
          ? undefined
          : speak('There is one of this name already: business account {alikeIds}.', {
              alikeIds: alikeIds.slice(0, 5).join(', '),
            }),
      undo: speak('Can be undone by deleting it.'),
    };
  },
  execute: ({ operations }, { account: { name, branchId, ...rest }, ownerId }) =>
    operations.accounts.create({
      body: { ...accountBody(rest), name, branchId, ownerId },
    }),
  async verify(readers, { account, ownerId }, { alikeIds }, _context, result) {
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
  render: ({ owner }, { account }, redactor, result) => ({
    title: speak('{rest} was created', {
      rest:
        result === undefined
          ? speak('The business account {text}', { text: redactor.text(account.name) })
          : accountName(result, redactor),
    }),
    lines: owner === undefined ? [] : [speak('Owner: {owner}', { owner: redactor.person(owner) })],
  }),
});

type NewAccount = z.output<typeof NewAccount>;

function isAsAsked(asked: Partial<AccountValues>, field: keyof AccountValues, now: AccountValues): boolean {
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
  const conflict = conflictOf(redactorForOne().person(owner), Number.NaN, theirs.items);
  if (conflict !== undefined) throw refuse(`${conflict} ${speak(oneAccountOnly)}`);
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
