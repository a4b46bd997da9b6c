import { type AccountEdit, type AccountField, accountFields } from '../../actions/vocabulary/account-edit.ts';
import { type Account, billingCycles } from '../../api/operations/index.ts';
import { humanise } from '../../lib/text.ts';
import type { Choice, Field } from '../../views/form/form.ts';
import { choicesOf } from '../find/branches.ts';
import type { Kit } from '../kit.ts';
import { costCenterChoices } from './add.ts';
import { type Held, idFrom } from './held-fields.ts';

/** Tick boxes: what is ticked holds, what is not does not. */
const ruleFields = ['checkRentalRequirements', 'requireDrivingLog', 'ignoreCategoryB'] as const satisfies readonly AccountField[];
const textFields = ['name', 'code', 'billingCycle'] as const satisfies readonly AccountField[];
const idFields = ['branchId', 'costCenterId', 'unitId'] as const satisfies readonly AccountField[];
/** The tick boxes stand in one block. */
const rules = 'rules';

export const editNames: readonly string[] = [...textFields, ...idFields, rules];

const ruleChoices: Readonly<Record<(typeof ruleFields)[number], Choice>> = {
  checkRentalRequirements: {
    value: 'checkRentalRequirements',
    text: accountFields.checkRentalRequirements,
    description: 'Otherwise members start without them.',
  },
  requireDrivingLog: { value: 'requireDrivingLog', text: accountFields.requireDrivingLog },
  ignoreCategoryB: {
    value: 'ignoreCategoryB',
    text: accountFields.ignoreCategoryB,
    description: 'An exception for this account alone.',
  },
};

/** The fields of an account, with these values to begin with; `blockOf` names a field's block. */
export async function accountFieldsFor(
  kit: Kit,
  edit: AccountEdit,
  account: Account | undefined,
  blockOf: (name: string) => string = (name) => name,
): Promise<Field[]> {
  const [branches, units] = await Promise.all([
    kit.catalogue.branches().catch(() => undefined),
    kit.catalogue.units().catch(() => undefined),
  ]);
  const text = (name: (typeof textFields)[number]) => ({
    name: blockOf(name),
    label: accountFields[name],
    dispatch: true,
    ...(edit[name] === undefined ? {} : { initial: edit[name] }),
  });
  const id = (name: (typeof idFields)[number]) => ({
    name: blockOf(name),
    label: accountFields[name],
    dispatch: true,
    ...(edit[name] === undefined ? {} : { initial: String(edit[name]) }),
  });
  const cycles = [...new Set([...billingCycles, ...(edit.billingCycle === undefined ? [] : [edit.billingCycle])])];
  const costCenters = costCenterChoices(account?.costCenters ?? []);
  return [
    { kind: 'text', ...text('name'), maxLength: 200 },
    { kind: 'text', ...text('code'), optional: true, maxLength: 100, hint: 'A short name that no other account has.' },
    {
      kind: 'select',
      ...id('branchId'),
      choices: choicesOf(branches ?? [], 'Branch'),
      source: 'branch',
      none: 'the branches could not be loaded. Close this and try again.',
    },
    {
      kind: 'select',
      ...text('billingCycle'),
      optional: true,
      choices: cycles.map((value) => ({ value, text: humanise(value) })),
    },
    ...(costCenters.length === 0
      ? []
      : [{ kind: 'select' as const, ...id('costCenterId'), optional: true, choices: costCenters }]),
    {
      kind: 'select',
      ...id('unitId'),
      optional: true,
      choices: choicesOf(units ?? [], 'Business unit'),
      source: 'unit',
      none: units === undefined ? 'the business units could not be loaded; it stays as it is.' : 'there is none yet.',
    },
    {
      kind: 'checkboxes',
      name: blockOf(rules),
      label: 'Rules',
      optional: true,
      dispatch: true,
      choices: ruleFields.map((field) => ruleChoices[field]),
      initial: ruleFields.filter((field) => edit[field] === true),
    },
  ];
}

/** What a field of the form shows of these values. */
export function shownIn(values: AccountEdit, name: string): string | readonly string[] {
  if (name === rules) return ruleFields.filter((field) => values[field] === true);
  const field = [...textFields, ...idFields].find((one) => one === name);
  return field === undefined ? '' : String(values[field] ?? '');
}

/** What somebody made of the fields; a tick box that was drawn and is not ticked is no. */
export function editFrom(held: Omit<Held, 'kind'>): Record<string, unknown> {
  const ticked = held.isTouched(rules) ? held.list(rules) : undefined;
  return Object.fromEntries([
    ...textFields.flatMap((field) =>
      held.value(field) === undefined || !held.isTouched(field) ? [] : [[field, held.value(field)]],
    ),
    ...idFields.flatMap((field) => {
      const id = idFrom(held.value(field));
      return id === undefined || !held.isTouched(field) ? [] : [[field, id]];
    }),
    ...(ticked === undefined ? [] : ruleFields.map((field) => [field, ticked.some(({ value }) => value === field)])),
  ]);
}

/** The same as what is filled in, for a form that is opened with it. */
export function filledWith(edit: AccountEdit): { values: Record<string, Choice>; lists: Record<string, Choice[]> } {
  const typed = [...textFields, ...idFields].flatMap((field): [string, Choice][] => {
    const value = edit[field];
    return value === undefined ? [] : [[field, { value: String(value), text: String(value) }]];
  });
  const isRuled = ruleFields.some((field) => edit[field] !== undefined);
  return {
    values: Object.fromEntries(typed),
    lists: isRuled ? { [rules]: ruleFields.filter((field) => edit[field] === true).map((field) => ruleChoices[field]) } : {},
  };
}
