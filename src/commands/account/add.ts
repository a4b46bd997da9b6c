import type { z } from 'zod';
import type { addMembers } from '../../actions/account/add-members.ts';
import { assignableRoles, type CostCenter } from '../../api/operations/index.ts';
import { defined } from '../../lib/defined.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { type Choice, type Field, labels } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import { defineForm, type Filled, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { readMark, shownBlock } from '../engine/shown.ts';
import { peopleField, peopleFromIds, peopleFromWords, readPeople, withoutPeople } from './people-form.ts';

const roleName = 'role';
const costCenterName = 'cost-center';

/** What can be given: an account's owner is chosen when it is created, and never here. */
export const roleChoices: Readonly<Record<(typeof assignableRoles)[number], Choice>> = spoken({
  MEMBER: { value: 'MEMBER', text: 'Member', description: 'Books and rents on the account.' },
  ADMIN: { value: 'ADMIN', text: 'Administrator', description: 'Manages the account and its members, too.' },
});

export function costCenterChoices(costCenters: readonly CostCenter[]): Choice[] {
  return costCenters.map(({ id, name, code }) => ({
    value: String(id),
    text: name ?? code ?? speak('Cost centre {id}', { id }),
    description: name === undefined || code === undefined ? undefined : code,
  }));
}

/** `/account add <account> <customer …>`: one with a role and a cost centre, several as members. */
export const addMembersForm = defineForm<z.output<(typeof addMembers)['input']>>({
  action: 'account.add-members',
  title: 'Add members',
  submit: 'Add',
  names: [names.account, names.customer, roleName, costCenterName],
  without: withoutPeople,
  fromWords: (app, who, words) => peopleFromWords(app, who, words),
  fromPointer: (app, _who, { account, customer, member = customer, branch }) =>
    peopleFromIds(app, account, member === undefined ? [] : [member], branch),
  async fromInput(app, _who, { accountId, customerIds, role, costCenterId }) {
    const filled = await peopleFromIds(app, accountId, customerIds);
    return {
      ...filled,
      values: defined({
        ...filled.values,
        [roleName]: role === undefined ? undefined : roleChoices[role],
        [costCenterName]:
          costCenterId === undefined
            ? undefined
            : { value: String(costCenterId), text: speak('Cost centre {costCenterId}', { costCenterId }) },
      }),
    };
  },
  async fields(app, _who, filled) {
    const people: Field[] = [
      finderField(filled, 'account'),
      peopleField(filled, speak('One or several. Each can be in one business account only.')),
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
      ...(accountId === undefined ? [] : await costCenterField(app, filled, accountId)),
    ];
  },
  intro: (filled) =>
    isSeveral(filled)
      ? speak('Several people are added as members. Roles and cost centres are given afterwards, one by one.')
      : undefined,
  read(filled) {
    const read = readPeople(filled);
    if (!read.ok) return read;
    const { accountId, customerIds } = read;
    const role = assignableRoles.find((known) => known === filled.values[roleName]?.value);
    const costCenterId = costCenterOf(filled, accountId);
    if (customerIds.length === 1)
      return {
        ok: true,
        input: { accountId, customerIds, role: role ?? 'MEMBER', costCenterId },
      };
    if (role === 'ADMIN' || costCenterId !== undefined)
      return {
        ok: false,
        errors: {
          [names.customer]: speak('Several people are added as members: choose one, or choose no role and no cost centre.'),
        },
      };
    return { ok: true, input: { accountId, customerIds } };
  },
});

function isSeveral(filled: Filled): boolean {
  return (filled.lists?.[names.customer] ?? []).length > 1;
}

/** Left out if the account has none, or if it cannot be read: the account's default then holds. */
async function costCenterField(app: AppContext, filled: Filled, accountId: number): Promise<Field[]> {
  const account = await app.readers.operations.accounts.get({ params: { userGroupId: accountId } }).catch(() => undefined);
  const choices = costCenterChoices(account?.costCenters ?? []);
  if (choices.length === 0) return [];
  const chosen = costCenterOf(filled, accountId);
  return [
    {
      kind: 'select',
      name: shownBlock(costCenterName, String(accountId), ''),
      label: speak('Cost centre'),
      optional: true,
      dispatch: true,
      choices,
      hint: speak('Leave empty to use the account’s default.'),
      initial: chosen === undefined ? undefined : String(chosen),
    },
  ];
}

/** What was chosen for this account: another one's cost centre is not taken along. */
function costCenterOf(filled: Filled, accountId: number): number | undefined {
  const isOfAnother = filled.drawnFor !== undefined && readMark(filled, costCenterName, String(accountId)) === undefined;
  return isOfAnother ? undefined : filledId(filled, costCenterName);
}
