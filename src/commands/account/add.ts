import type { z } from 'zod';
import type { addMembers } from '../../actions/account/add-members.ts';
import { assignableRoles, type CostCenter } from '../../api/operations/index.ts';
import { type Choice, type Field, labels } from '../../views/form/form.ts';
import { defineForm, type Filled, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import type { Kit } from '../kit.ts';
import { heldBy, heldName, idFrom } from './held-fields.ts';
import { peopleField, peopleFromIds, peopleFromWords, readPeople } from './people-form.ts';

const roleName = 'role';
const costCenterName = 'cost-center';

/** What can be given: an account's owner is chosen when it is created, and never here. */
export const roleChoices: Readonly<Record<(typeof assignableRoles)[number], Choice>> = {
  MEMBER: { value: 'MEMBER', text: 'Member', description: 'Books and rents on the account.' },
  ADMIN: { value: 'ADMIN', text: 'Administrator', description: 'Manages the account and its members, too.' },
};

export function costCenterChoices(costCenters: readonly CostCenter[]): Choice[] {
  return costCenters.map(({ id, name, code }) => ({
    value: String(id),
    text: name ?? code ?? `Cost centre ${id}`,
    ...(name === undefined || code === undefined ? {} : { description: code }),
  }));
}

/** `/account add <account> <customer …>`: one with a role and a cost centre, several as members. */
export const addMembersForm = defineForm<z.output<(typeof addMembers)['input']>>({
  action: 'account.add-members',
  title: 'Add members',
  submit: 'Add',
  names: [names.account, names.customer, roleName, costCenterName],
  fromWords: (kit, _who, words) => peopleFromWords(kit, words),
  fromPointer: (kit, _who, { account, customer, member = customer, branch }) =>
    peopleFromIds(kit, account, member === undefined ? [] : [member], branch),
  async fromInput(kit, _who, { accountId, customerIds, role, costCenterId }) {
    const filled = await peopleFromIds(kit, accountId, customerIds);
    return {
      ...filled,
      values: {
        ...filled.values,
        ...(role === undefined ? {} : { [roleName]: roleChoices[role] }),
        ...(costCenterId === undefined
          ? {}
          : { [costCenterName]: { value: String(costCenterId), text: `Cost centre ${costCenterId}` } }),
      },
    };
  },
  async fields(kit, _who, filled) {
    const people: Field[] = [
      finderField(filled, 'account'),
      peopleField(filled, 'One or several. Each can be in one business account only.'),
    ];
    if (isSeveral(filled)) return people;
    const accountId = filledId(filled, names.account);
    return [
      ...people,
      {
        kind: 'radio',
        name: roleName,
        label: labels.role,
        dispatch: true,
        choices: Object.values(roleChoices),
        initial: filled.values[roleName]?.value ?? 'MEMBER',
      },
      ...(accountId === undefined ? [] : await costCenterField(kit, filled, accountId)),
    ];
  },
  intro: (filled) =>
    isSeveral(filled)
      ? 'Several people are added as members. Roles and cost centres are given afterwards, one by one.'
      : undefined,
  read(filled) {
    const read = readPeople(filled);
    if (!read.ok) return read;
    const { accountId, customerIds } = read;
    const role = assignableRoles.find((known) => known === filled.values[roleName]?.value);
    const costCenterId = idFrom(heldBy(filled, accountId, [costCenterName])?.value(costCenterName));
    if (customerIds.length === 1)
      return {
        ok: true,
        input: { accountId, customerIds, role: role ?? 'MEMBER', ...(costCenterId === undefined ? {} : { costCenterId }) },
      };
    if (role === 'ADMIN' || costCenterId !== undefined)
      return {
        ok: false,
        errors: { [names.customer]: 'Several people are added as members: choose one, or choose no role and no cost centre.' },
      };
    return { ok: true, input: { accountId, customerIds } };
  },
});

function isSeveral(filled: Filled): boolean {
  return (filled.lists?.[names.customer] ?? []).length > 1;
}

/** Left out where the account has none, or where it cannot be read: the account's default then holds. */
async function costCenterField(kit: Kit, filled: Filled, accountId: number): Promise<Field[]> {
  const account = await kit.readers.operations.accounts.get({ params: { userGroupId: accountId } }).catch(() => undefined);
  const choices = costCenterChoices(account?.costCenters ?? []);
  if (choices.length === 0) return [];
  const initial = heldBy(filled, accountId, [costCenterName])?.value(costCenterName);
  return [
    {
      kind: 'select',
      name: heldName(filled, costCenterName, accountId),
      label: 'Cost centre',
      optional: true,
      dispatch: true,
      choices,
      hint: 'Left empty, the account’s default holds.',
      ...(initial === undefined ? {} : { initial }),
    },
  ];
}
