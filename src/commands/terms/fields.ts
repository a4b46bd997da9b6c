import { neededOfTerms, TermsEdit, type TermsField, termsFields } from '../../actions/terms/shared.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import type { EditLook } from '../engine/edit-field.ts';

const hints: Readonly<Record<TermsField, string>> = spoken({
  termsAndConditionsText: 'What customers see of the link to the terms.',
  termsAndConditionsUrl: 'Where customers read them; begins with https://.',
  privacyGuidelinesText: 'What customers see of the link to the privacy guidelines.',
  privacyGuidelinesUrl: 'Where customers read them; begins with https://.',
});

/** How a field of the terms looks, in every form. */
export function termsLook(field: TermsField): EditLook {
  const isLink = field.endsWith('Url');
  return {
    kind: 'text',
    label: termsFields[field],
    hint: hints[field],
    maxLength: isLink ? 1000 : 300,
    placeholder: isLink ? 'https://' : undefined,
  };
}

export function isNeeded(field: TermsField): boolean {
  return neededOfTerms.some((needed) => needed === field);
}

/** What is wrong with it, by field. */
export function wrongTerms(typed: Readonly<Record<string, unknown>>): Record<string, string> {
  const parsed = TermsEdit.safeParse(typed);
  if (parsed.success) return {};
  return Object.fromEntries(
    parsed.error.issues.map(({ path }) => {
      const [field = ''] = path.map(String);
      return [field, field.endsWith('Url') ? speak('A web address begins with https://.') : speak('This cannot be read.')];
    }),
  );
}
