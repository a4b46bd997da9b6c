import type { z } from 'zod';
import type { createTerms } from '../../actions/terms/create.ts';
import { type TermsField, termsFieldNames } from '../../actions/terms/shared.ts';
import { defined } from '../../lib/defined.ts';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import type { AppContext } from '../app-context.ts';
import { defineForm, type Filled, filledId } from '../engine/action-form.ts';
import { branchChoice, branchField } from '../engine/branch-field.ts';
import { names } from '../engine/common-fields.ts';
import { fieldOf } from '../engine/edit-field.ts';
import { branchNamed } from '../subjects/find-branches.ts';
import { fill, homeBranch } from '../subjects/understand.ts';
import { isNeeded, termsLook, wrongTerms } from './fields.ts';

/** `/terms create [branch] [link] [label]` */
export const createTermsForm = defineForm<z.output<(typeof createTerms)['input']>>({
  action: 'terms.create',
  title: 'Create terms',
  submit: 'Create',
  intro: () =>
    speak(
      'Every customer of the branch must accept new terms before the next rental. To change only a link or its label, edit the terms that are there.',
    ),
  names: [names.branch, ...termsFieldNames],
  async fromWords(app, _who, [branch, ...words]) {
    const branches = await app.catalogue.branches().catch(() => []);
    const found = branch === undefined ? undefined : branchNamed(branches, branch);
    const link = words.find((word) => /^https?:/i.test(word));
    const label = words.filter((word) => word !== link).join(' ');
    const filled = await filledWith(app, found?.id ?? homeBranch(app), {
      termsAndConditionsUrl: link,
      termsAndConditionsText: label === '' ? undefined : label,
    });
    if (branch === undefined || found !== undefined) return filled;
    return { ...filled, problem: speak('No branch is called “{branch}”: choose one.', { branch: oneLine(branch) }) };
  },
  fromPointer: (app, _who, { branch = homeBranch(app) }) => filledWith(app, branch, {}),
  fromInput: (app, _who, { branchId, terms }) => filledWith(app, branchId, terms),
  fields: async (app, _who, filled) => [
    await branchField(app, filled),
    ...termsFieldNames.map((name) =>
      fieldOf(termsLook(name), { name, optional: !isNeeded(name), initial: filled.values[name]?.value }),
    ),
  ],
  read(filled) {
    const branchId = filledId(filled, names.branch);
    const typed = Object.fromEntries(
      termsFieldNames.flatMap((field) => {
        const value = filled.values[field]?.value;
        return value === undefined ? [] : [[field, value]];
      }),
    );
    const errors = defined({
      ...wrongTerms(typed),
      [names.branch]: branchId === undefined ? speak('Choose the branch whose terms these are.') : undefined,
      ...Object.fromEntries(
        termsFieldNames
          .filter((field) => isNeeded(field) && typed[field] === undefined)
          .map((field) => [
            field,
            field.endsWith('Url')
              ? speak('Say where customers read them.')
              : speak('Give the link the words that customers see.'),
          ]),
      ),
    });
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    return { ok: true, input: { branchId, terms: typed } };
  },
});

async function filledWith(
  app: AppContext,
  branch: number,
  typed: Partial<Record<TermsField, string | undefined>>,
): Promise<Filled> {
  const values = Object.entries(typed).flatMap(([field, value]) =>
    value === undefined ? [] : [[field, { value: { value, text: value } }] as const],
  );
  return fill(branch, { branch: { value: await branchChoice(app, branch) }, ...Object.fromEntries(values) });
}
