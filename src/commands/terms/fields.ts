import { TermsEdit, type TermsField, termsFields } from '../../actions/vocabulary/terms.ts';
import type { Field } from '../../views/form/form.ts';

const hints: Partial<Record<TermsField, string>> = {
  version: 'As customers see it, such as 3.0; a branch has each version once.',
  url: 'Where customers read it; begins with https://.',
  active: 'In force, every customer of the branch must accept it before the next rental.',
};

/** The field of a form that creates or edits terms. */
export function termsField(field: TermsField, initial: string | undefined): Field {
  const hint = hints[field];
  const shared = { name: field, label: termsFields[field], dispatch: true, ...(hint === undefined ? {} : { hint }) };
  const filled = initial === undefined ? {} : { initial };
  switch (field) {
    case 'active':
      return {
        ...shared,
        kind: 'radio',
        choices: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ],
        ...filled,
      };
    case 'validFrom':
      return { ...shared, kind: 'date', optional: true, ...filled };
    case 'url':
      return { ...shared, kind: 'text', optional: true, maxLength: 1000, placeholder: 'https://', ...filled };
    case 'version':
    case 'title':
      return { ...shared, kind: 'text', maxLength: 300, ...filled };
  }
}

/** What was typed, as the values of an edit: `yes` and `no` become what they mean. */
export function termsEditFrom(typed: Readonly<Record<string, string | null>>): Record<string, string | boolean | null> {
  return Object.fromEntries(Object.entries(typed).map(([field, value]) => [field, field === 'active' ? value === 'yes' : value]));
}

/** What is wrong with it, by field. */
export function wrongTerms(typed: Readonly<Record<string, string | null>>): Record<string, string> {
  const parsed = TermsEdit.safeParse(termsEditFrom(typed));
  if (parsed.success) return {};
  return Object.fromEntries(
    parsed.error.issues.map(({ path }) => [
      String(path[0]),
      path[0] === 'url' ? 'A web address begins with https://.' : 'This cannot be read.',
    ]),
  );
}
