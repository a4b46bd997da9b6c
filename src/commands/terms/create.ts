import type { z } from 'zod';
import type { createTerms } from '../../actions/terms/create.ts';
import { type TermsField, termsFieldNames } from '../../actions/vocabulary/terms.ts';
import { oneLine } from '../../lib/text.ts';
import { branchNamed } from '../find/branches.ts';
import { defineForm, type Filled, filledId } from '../form/action-form.ts';
import { branchChoice, branchField } from '../form/branch-field.ts';
import { names } from '../form/common-fields.ts';
import { fill, homeBranch } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { termsEditFrom, termsField, wrongTerms } from './fields.ts';

/** `/terms create [branch] [version] [title]` */
export const createTermsForm = defineForm<z.output<(typeof createTerms)['input']>>({
  action: 'terms.create',
  title: 'Create terms',
  submit: 'Create',
  names: [names.branch, ...termsFieldNames],
  async fromWords(kit, _who, [branch, version, ...title]) {
    const branches = await kit.catalogue.branches().catch(() => []);
    const found = branch === undefined ? undefined : branchNamed(branches, branch);
    const filled = await filledWith(kit, found?.id ?? homeBranch(kit), {
      ...(version === undefined ? {} : { version }),
      ...(title.length === 0 ? {} : { title: title.join(' ') }),
    });
    if (branch === undefined || found !== undefined) return filled;
    return { ...filled, problem: `No branch is called “${oneLine(branch)}”: choose one.` };
  },
  fromPointer: (kit, _who, { branch = homeBranch(kit) }) => filledWith(kit, branch, {}),
  fromInput: (kit, _who, { branchId, terms }) =>
    filledWith(kit, branchId, {
      version: terms.version,
      title: terms.title,
      ...(terms.url === undefined ? {} : { url: terms.url }),
      ...(terms.validFrom === undefined ? {} : { validFrom: terms.validFrom }),
      active: terms.active ? 'yes' : 'no',
    }),
  fields: async (kit, _who, filled) => [
    await branchField(kit, filled),
    ...termsFieldNames.map((field) => termsField(field, filled.values[field]?.value)),
  ],
  read(filled) {
    const branchId = filledId(filled, names.branch);
    const typed = Object.fromEntries(
      termsFieldNames.flatMap((field) => {
        const value = filled.values[field]?.value;
        return value === undefined ? [] : [[field, value]];
      }),
    );
    const lacking = (field: TermsField, say: string) => (typed[field] === undefined ? { [field]: say } : {});
    const errors = {
      ...wrongTerms(typed),
      ...(branchId === undefined ? { [names.branch]: 'Choose the branch whose terms these are.' } : {}),
      ...lacking('version', 'Say which version it is.'),
      ...lacking('title', 'Give it the title that customers see.'),
      ...lacking('active', 'Choose whether it is in force.'),
    };
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    return { ok: true, input: { branchId, terms: termsEditFrom(typed) } };
  },
});

async function filledWith(kit: Kit, branch: number, typed: Partial<Record<TermsField, string>>): Promise<Filled> {
  const values = Object.entries({ active: 'yes', ...typed }).map(([field, value]) => [field, { value: { value, text: value } }]);
  return fill(branch, { branch: { value: await branchChoice(kit, branch) }, ...Object.fromEntries(values) });
}
