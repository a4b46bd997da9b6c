import { AccountEdit, type AccountField, accountFields, accountValues, canBeWithout } from '../../actions/account/shared/edit.ts';
import { type Account, billingCycles } from '../../api/operations/index.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { cycleWord } from '../../states/cycles.ts';
import type { Choice } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import { type EditField, type EditLook, shownText } from '../engine/edit-field.ts';
import type { Edit } from '../engine/edit-form.ts';
import { choicesOf } from '../subjects/find-branches.ts';
import { costCenterChoices } from './add.ts';

/** Tick boxes: what is ticked holds, what is not does not. */
const ruleFields = ['checkRentalRequirements', 'requireDrivingLog', 'ignoreCategoryB'] as const satisfies readonly AccountField[];
const idFields: readonly AccountField[] = ['branchId', 'costCenterId', 'unitId'];
/** The tick boxes are in one block. */
const rules = 'rules';
const typedFields = [
  'name',
  'code',
  'branchId',
  'billingCycle',
  'costCenterId',
  'unitId',
] as const satisfies readonly AccountField[];
type TypedField = (typeof typedFields)[number];

const ruleChoices: Readonly<Record<(typeof ruleFields)[number], Choice>> = spoken({
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
});

/** The fields of a business account, one that there is or a new one. */
export const accountEditFields: readonly EditField<Account>[] = [
  ...typedFields.map(
    (name): EditField<Account> => ({
      name,
      optional: canBeWithout.some((field) => field === name) ? true : undefined,
      shown: (account) => shownText(String(accountValues(account)[name] ?? '')),
      look: (account, app) => lookOf(name, account, app),
    }),
  ),
  {
    name: rules,
    optional: true,
    shown: (account) => ruleFields.filter((field) => accountValues(account)[field] === true),
    look: () => ({ kind: 'checkboxes', label: speak('Rules'), choices: ruleFields.map((field) => ruleChoices[field]) }),
  },
];

async function lookOf(
  name: TypedField,
  { billingCycle, costCenters = [] }: Account,
  app: AppContext,
): Promise<EditLook | undefined> {
  const label = accountFields[name];
  switch (name) {
    case 'name':
      return { kind: 'text', label, maxLength: 200 };
    case 'code':
      return { kind: 'text', label, maxLength: 100, hint: speak('A short name that no other account has.') };
    case 'branchId': {
      const branches = await app.catalogue.branches().catch(() => []);
      const none = speak('the branches could not be loaded. Close this and try again.');
      return { kind: 'select', label, source: 'branch', choices: choicesOf(branches, speak('Branch')), none };
    }
    case 'billingCycle': {
      const cycles = [...new Set([...billingCycles, ...(billingCycle === undefined ? [] : [billingCycle])])];
      return { kind: 'select', label, choices: cycles.map((value) => ({ value, text: cycleWord(value) })) };
    }
    case 'costCenterId': {
      const choices = costCenterChoices(costCenters);
      return choices.length === 0 ? undefined : { kind: 'select', label, choices };
    }
    case 'unitId': {
      const units = await app.catalogue.units().catch(() => undefined);
      const none =
        units === undefined ? speak('the business units could not be loaded; it stays as it is.') : speak('there is none yet.');
      return { kind: 'select', label, source: 'unit', choices: choicesOf(units ?? [], speak('Business unit')), none };
    }
  }
}

/** What the fields say, as an edit. Ids are chosen as text, and each tick box says yes or no. */
export function accountFrom({ [rules]: ticked, ...typed }: Edit): Record<string, unknown> {
  const entries = Object.entries(typed).map(([name, value]) => [
    name,
    typeof value === 'string' && idFields.some((field) => field === name) ? Number(value) : value,
  ]);
  return {
    ...Object.fromEntries(entries),
    ...(ticked === undefined
      ? undefined
      : Object.fromEntries(ruleFields.map((field) => [field, ticked?.includes(field) === true]))),
  };
}

/** An edit as the fields show it; tick boxes that it does not name are as they are `now`. */
export function accountShown(edit: AccountEdit, now: AccountEdit): Edit {
  const typed = typedFields.filter((field) => edit[field] !== undefined);
  const ruled = { ...now, ...edit };
  return Object.fromEntries([
    ...typed.map((field) => [field, edit[field] === null ? null : String(edit[field])] as const),
    ...(ruleFields.some((field) => edit[field] !== undefined)
      ? [[rules, ruleFields.filter((field) => ruled[field] === true)] as const]
      : []),
  ]);
}

/** What cannot be read, by field. */
export function wrongAccount(edit: Edit): Record<string, string> {
  const read = AccountEdit.safeParse(accountFrom(edit));
  return read.success
    ? {}
    : Object.fromEntries(read.error.issues.map(({ path }) => [String(path[0]), speak('This cannot be read.')]));
}
