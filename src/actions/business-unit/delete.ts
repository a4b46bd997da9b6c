import { z } from 'zod';
import type { Account, Branch } from '../../api/operations/index.ts';
import { Fault, refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { listed } from '../../lib/text.ts';
import { defineAction, type Readers } from '../define.ts';
import { branchesOf, branchNameIn } from '../shared/branches.ts';
import { goneWhenUnknown } from '../shared/readings.ts';
import { seenUnit, unitName, unitWord } from './shared.ts';

/** Accounts are listed branch by branch. So many calls and no more, since upstream allows little extra load. */
const mostBranches = 8;
const accountsACall = 500;
const mostNamed = 5;

/** Deletes a business unit that nothing refers to. */
export const deleteUnit = defineAction({
  name: 'unit.delete',
  label: 'Delete a business unit',
  risk: 'destructive',
  input: z.object({ unitId: z.number().int() }),
  subjects: ({ unitId }) => [`unit:${unitId}`],
  async precheck(readers, { unitId }) {
    const unit = seenUnit(await readers.operations.units.get({ params: { id: unitId } }));
    const branches = await branchesOf(readers);
    const { users, looked } = await usersOf(readers, unit, branches);
    if (users.length > 0) throw refuse(inUse(unitName(unit), users));
    return { unit, branch: branchNameIn(branches, unit.branchId), looked };
  },
  fingerprint: ({ unit, branch }) => ({
    'Business unit': unit.id,
    Name: unit.name ?? null,
    Currency: unit.currency ?? null,
    Branch: branch,
  }),
  branches: ({ unit }) => [unit.branchId],
  preview: ({ unit, branch, looked }) => ({
    title:
      unit.branchId === undefined
        ? speak('Delete {unit}', { unit: unitName(unit) })
        : speak('Delete {unit} of {branch}', { unit: unitName(unit), branch }),
    lines: [
      speak('Currency: {unitWord}, tax: {unitWord2}', {
        unitWord: unitWord('currency', unit.currency),
        unitWord2: unitWord('taxPercentage', unit.taxPercentage),
      }),
      looked,
    ],
    warning: speak('The back office refuses it when anything else refers to this unit; nothing is changed then.'),
    undo: speak('Can’t be undone; a new unit with the same name gets a new ID.'),
  }),
  async execute({ operations }, { unitId }) {
    try {
      return await operations.units.delete({ params: { id: unitId } });
    } catch (error) {
      throw error instanceof Fault && error.context.status === 409 ? stillReferenced(error) : error;
    }
  },
  verify: ({ operations }, { unitId }) => goneWhenUnknown(operations.units.get({ params: { id: unitId } })),
  render: ({ unit }) => ({ title: speak('Deleted {unit}', { unit: unitName(unit) }) }),
});

/** The business accounts whose default this unit is, as far as they can be looked through, and how far that was. */
async function usersOf(
  { operations }: Readers,
  unit: { id: number; branchId?: number | undefined },
  branches: readonly Branch[] | undefined,
): Promise<{ users: Account[]; looked: string }> {
  const ids = [...new Set([unit.branchId, ...(branches?.map(({ id }) => id) ?? [])])].filter((id) => id !== undefined);
  const pages = await Promise.all(
    ids
      .slice(0, mostBranches)
      .map((branchId) => operations.accounts.search({ query: { branchId, size: accountsACall } }).catch(() => undefined)),
  );
  const accounts = new Map(pages.flatMap((page) => page?.items ?? []).map((account) => [account.id, account]));
  const isWhole =
    branches !== undefined &&
    ids.length <= mostBranches &&
    pages.every((page) => page !== undefined && page.items.length >= (page.totalElements ?? page.items.length));
  const users = [...accounts.values()].filter(({ defaultBusinessUnit }) => defaultBusinessUnit?.id === unit.id);
  const snapshot = speak('{accounts, plural, one {# business account} other {# business accounts}}', { accounts: accounts.size });
  return {
    users,
    looked: isWhole
      ? speak('None of the {snapshot} has it as its default.', { snapshot })
      : speak('None of {snapshot} that could be looked through has it as its default; not all could be.', { snapshot }),
  };
}

function inUse(unit: string, users: readonly Account[]): string {
  const named = users.slice(0, mostNamed).map(({ id, name }) => (name === undefined ? String(id) : `${name} (${id})`));
  const rest = users.length - named.length;
  const who = listed([...named, ...(rest > 0 ? [speak('{rest} more', { rest })] : [])]);
  return speak('{charAt}{unit} cannot be deleted: it is the default of the {rest} {who}. Give {rest2} another one first.', {
    charAt: unit.charAt(0).toUpperCase(),
    unit: unit.slice(1),
    rest: users.length === 1 ? speak('business account') : speak('business accounts'),
    who,
    rest2: users.length === 1 ? speak('it') : speak('them'),
  });
}

/** What else may refer to it cannot be asked for. */
function stillReferenced({ context, message }: Fault): Fault {
  return new Fault(
    'upstream_refused',
    speak(
      'The back office still uses this business unit somewhere and deletes only those that nothing refers to. No business account has it as its default, as far as could be seen, so look for it at cost centres, vehicles, rentals and invoices. Nothing was changed.',
    ),
    { message, context },
  );
}
