import { z } from 'zod';
import type { Terms, TermsWrite } from '../../api/operations/index.ts';
import { Fault } from '../../errors.ts';
import type { Readers } from '../define.ts';

/** What a version of the terms consists of besides its branch, in the words of forms and cards. */
export const termsFields = {
  version: 'Version',
  title: 'Title',
  url: 'Web address',
  validFrom: 'Valid from',
  active: 'In force',
} as const;
export type TermsField = keyof typeof termsFields;
export const termsFieldNames = Object.keys(termsFields) as TermsField[]; // safe: the record's keys are exactly these

const WebAddress = z.url({ protocol: /^https?$/, error: 'A web address begins with https://.' });

export const TermsFacts = z.object({
  version: z.string().trim().min(1),
  title: z.string().trim().min(1),
  url: WebAddress.optional(),
  validFrom: z.iso.date().optional(),
  active: z.boolean(),
});
export type TermsFacts = z.output<typeof TermsFacts>;

/** What differs; null takes a web address or a date away. */
export const TermsEdit = z
  .object({
    version: z.string().trim().min(1),
    title: z.string().trim().min(1),
    url: WebAddress.nullable(),
    validFrom: z.iso.date().nullable(),
    active: z.boolean(),
  })
  .partial();
export type TermsEdit = z.output<typeof TermsEdit>;

export type SeenTerms = {
  id: number;
  branchId?: number | undefined;
  version?: string | undefined;
  title?: string | undefined;
  url?: string | undefined;
  validFrom?: string | undefined;
  active?: boolean | undefined;
};

export function seenTerms({ id, branchId, version, title, url, validFrom, active }: Terms): SeenTerms {
  return { id, branchId, version, title, url, validFrom, active };
}

/** `version 2.0 of the terms of Vienna`. */
export function termsName(terms: Pick<SeenTerms, 'id' | 'version'>, branch: string): string {
  return terms.version === undefined ? `terms ${terms.id} of ${branch}` : `version ${terms.version} of the terms of ${branch}`;
}

/** A field's value in words. */
export function termsWord(value: string | boolean | null | undefined): string {
  if (value === undefined || value === null || value === '') return 'none';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}

/**
 * How many customers have accepted terms of this branch and would have to accept again; undefined where the back office does not say.
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

/** How many a policy's `count` is held against: where nobody knows, enough for the stricter rule. */
export function touchedBy(inForce: boolean, accepted: number | undefined): number {
  return inForce ? Math.max(1, accepted ?? 1_000_000) : 1;
}

/** What customers of the branch notice of terms that are in force. */
export function mustAcceptAgain(branch: string, accepted: number | undefined, validFrom: string | undefined): string {
  const who =
    accepted === undefined
      ? `Everybody who has accepted terms of ${branch}`
      : accepted === 1
        ? `The one customer who has accepted terms of ${branch}`
        : `${accepted} customers have accepted terms of ${branch}: each of them`;
  const from = validFrom === undefined ? '' : ` from ${validFrom.slice(0, 10)} on`;
  return `${who} must accept again${from} before the next rental.`;
}

/** The body of a PUT, which replaces everything: what is not in it is gone. */
export function wholeTerms(
  before: SeenTerms & { branchId: number },
  edit: TermsEdit,
): Partial<TermsWrite> & { branchId: number } {
  const { id: _, ...was } = before;
  const merged = { ...was, ...edit };
  return {
    branchId: merged.branchId,
    ...(merged.version === undefined ? {} : { version: merged.version }),
    ...(merged.title === undefined ? {} : { title: merged.title }),
    ...(merged.url === undefined || merged.url === null ? {} : { url: merged.url }),
    ...(merged.validFrom === undefined || merged.validFrom === null ? {} : { validFrom: merged.validFrom }),
    ...(merged.active === undefined ? {} : { active: merged.active }),
  };
}
