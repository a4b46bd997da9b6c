import { z } from 'zod';
import type { Branch, Terms, TermsWrite } from '../../api/operations/index.ts';
import { Fault } from '../../errors.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import type { Readers } from '../define.ts';
import { branchNameIn, upwards } from '../shared/branches.ts';

/** What a branch's terms consist of besides the branch: two links, each with the words that customers see. */
export const termsFields = spoken({
  termsAndConditionsText: 'Terms label',
  termsAndConditionsUrl: 'Terms link',
  privacyGuidelinesText: 'Privacy label',
  privacyGuidelinesUrl: 'Privacy link',
});
export type TermsField = keyof typeof termsFields;
export const termsFieldNames = Object.keys(termsFields) as TermsField[]; // safe: the record's keys are exactly these
/** What terms cannot be without. */
export const neededOfTerms = ['termsAndConditionsText', 'termsAndConditionsUrl'] as const;

const WebAddress = z.url({ protocol: /^https?$/, error: 'A web address begins with https://.' });
const Label = z.string().trim().min(1);

export const TermsFacts = z.object({
  termsAndConditionsText: Label,
  termsAndConditionsUrl: WebAddress,
  privacyGuidelinesText: Label.optional(),
  privacyGuidelinesUrl: WebAddress.optional(),
});
export type TermsFacts = z.output<typeof TermsFacts>;

/** What differs; null takes the privacy link or its label away. */
export const TermsEdit = z
  .object({
    termsAndConditionsText: Label,
    termsAndConditionsUrl: WebAddress,
    privacyGuidelinesText: Label.nullable(),
    privacyGuidelinesUrl: WebAddress.nullable(),
  })
  .partial();
export type TermsEdit = z.output<typeof TermsEdit>;

export type SeenTerms = { id: number; branchId?: number | undefined } & Partial<Record<TermsField, string | undefined>>;

export function seenTerms({ id, branchId, ...terms }: Terms): SeenTerms {
  return { id, branchId, ...Object.fromEntries(termsFieldNames.map((field) => [field, terms[field]])) };
}

/** `terms 12 of Vienna`. */
export function termsName({ id }: Pick<SeenTerms, 'id'>, branch: string): string {
  return speak('terms {id} of {branch}', { id, branch });
}

/** A field's value in words. */
export function termsWord(value: string | null | undefined): string {
  return value === undefined || value === null || value === '' ? speak('none') : value;
}

export function newestTerms<T extends Pick<Terms, 'id' | 'createdAt'>>(terms: readonly T[]): T[] {
  return [...terms].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '') || b.id - a.id);
}

/** The branch's own terms, the newest first. */
export async function ownTerms({ operations }: Pick<Readers, 'operations'>, branchId: number): Promise<Terms[]> {
  const page = await operations.terms.list({ query: { branchId, size: 500 } });
  return newestTerms(page.items.filter((terms) => terms.branchId === undefined || terms.branchId === branchId));
}

/** The terms that hold in a branch: its own, else those of the next branch above it that has some. */
export async function termsInForce(
  readers: Pick<Readers, 'operations'>,
  branchId: number,
  branches: readonly Branch[],
): Promise<{ terms: Terms; of: string; isOwn: boolean } | undefined> {
  for (const id of upwards(branches, branchId)) {
    const [newest] = await ownTerms(readers, id);
    if (newest !== undefined) return { terms: newest, of: branchNameIn(branches, id), isOwn: id === branchId };
  }
  return undefined;
}

/**
 * How many customers have accepted terms of this branch and would be asked again; undefined if the back office does not say.
 * The list of customers holds exactly those people, so that its total is enough and nobody is read.
 */
export async function acceptedBy({ operations }: Readers, branchId: number): Promise<number | undefined> {
  try {
    const page = await operations.customers.search({ query: { branchId, size: 1 } });
    return page.totalElements;
  } catch (error) {
    // How many they are is worth a line, not the change itself.
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** How many a policy's `count` is held against: if nobody knows, enough for the stricter rule. */
export function touchedBy(accepted: number | undefined): number {
  return Math.max(1, accepted ?? 1_000_000);
}

/** What customers of the branch notice of new terms. */
export function mustAcceptAgain(branch: string, accepted: number | undefined): string {
  const who =
    accepted === undefined
      ? speak('Everybody who has accepted terms of {branch}', { branch })
      : accepted === 1
        ? speak('The one customer who has accepted terms of {branch}', { branch })
        : speak('{accepted} customers have accepted terms of {branch}: each of them', { accepted, branch });
  return speak('{who} must accept the new ones at their next rental, and cannot start one before.', { who });
}

/** The body of a PUT, which replaces everything: what is not in it is gone. */
export function wholeTerms(
  before: SeenTerms & { branchId: number },
  edit: TermsEdit,
): Partial<TermsWrite> & { branchId: number } {
  const merged = { ...before, ...edit };
  const set = termsFieldNames.flatMap((field) => {
    const value = merged[field];
    return value === undefined || value === null ? [] : [[field, value] as const];
  });
  return { branchId: before.branchId, ...Object.fromEntries(set) };
}
