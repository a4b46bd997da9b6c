import type { ModalView } from '@slack/types';
import type { Choice } from '../../views/common/blocks.ts';
import { type Field, formView, labels } from '../../views/form/form.ts';
import { callbackIds } from '../../views/ids.ts';
import { choicesOf } from '../find/branches.ts';
import type { Kit } from '../kit.ts';

export const eligibilityTitle = 'Eligibility';

export const eligibilityFields = {
  customer: 'customer',
  branch: 'branch',
  category: 'category',
  date: 'date',
  time: 'time',
  account: 'account',
} as const;

/** The form as far as it is filled in. */
export type Filled = {
  branch: number;
  customer?: Choice;
  /** Customers that the typed words fit, where they fit several. */
  candidates?: readonly Choice[];
  category?: number;
  /** `YYYY-MM-DD` and `HH:mm`, by the person's clock. */
  date?: string;
  time?: string;
  account?: Choice;
  problem?: string;
};

/** Asks for what is missing. Throws the reader's fault when not even the branches can be listed. */
export async function eligibilityForm(
  kit: Pick<Kit, 'catalogue'>,
  timeZone: string,
  filled: Filled,
  focus: 'first-empty' | 'none' = 'first-empty',
): Promise<ModalView> {
  const [branches, categories] = await Promise.all([kit.catalogue.branches(), kit.catalogue.categories(filled.branch)]);
  const names = eligibilityFields;
  const only = categories.length === 1 ? categories[0]?.id : undefined;
  const category = filled.category ?? only;
  return formView({
    callbackId: callbackIds.eligibility,
    title: eligibilityTitle,
    submit: 'Check',
    metadata: JSON.stringify({ branch: filled.branch }),
    focus,
    ...(filled.problem === undefined ? {} : { problem: filled.problem }),
    fields: [
      customerField(filled),
      {
        kind: 'select',
        name: names.branch,
        label: labels.branch,
        choices: choicesOf(branches, 'Branch'),
        source: 'branch',
        initial: String(filled.branch),
        dispatch: true,
      },
      {
        kind: 'select',
        name: names.category,
        label: labels.category,
        choices: choicesOf(categories, 'Category'),
        source: 'category',
        none: 'this branch has nothing to book; what holds for every vehicle is checked.',
        ...(category === undefined ? {} : { initial: String(category) }),
      },
      {
        kind: 'date',
        name: names.date,
        label: 'Date',
        optional: true,
        hint: 'Now, when left empty.',
        ...(filled.date === undefined ? {} : { initial: filled.date }),
      },
      {
        kind: 'time',
        name: names.time,
        label: 'Time',
        optional: true,
        timeZone,
        ...(filled.time === undefined ? {} : { initial: filled.time }),
      },
      {
        kind: 'lookup',
        source: 'account',
        name: names.account,
        label: labels.account,
        optional: true,
        hint: 'Where the ride is made for one.',
        ...(filled.account === undefined ? {} : { initial: filled.account }),
      },
    ],
  });
}

function customerField({ customer, candidates }: Filled): Field {
  const base = { name: eligibilityFields.customer, label: labels.customer };
  if (candidates !== undefined && candidates.length > 0)
    return { ...base, kind: 'select', choices: candidates, ...(customer === undefined ? {} : { initial: customer.value }) };
  return { ...base, kind: 'lookup', source: 'customer', ...(customer === undefined ? {} : { initial: customer }) };
}
