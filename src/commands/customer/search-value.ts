import { z } from 'zod';
import { Fault } from '../../errors.ts';
import { cut } from '../../lib/text.ts';
import { type CustomerFilters, hasFilters } from '../subjects/filtered.ts';

const Filters = z.object({
  signup: z.enum(['settled', 'open']).optional(),
  children: z.literal(false).optional(),
  account: z.union([z.number().int().min(0), z.enum(['any', 'none'])]).optional(),
  blocked: z.enum(['hide', 'only']).optional(),
});

/** What a paging or *Search elsewhere* button repeats; `page` counts from 0. Only filters may be without words. */
export const Search = z
  .object({
    search: z.string().max(200),
    branch: z.number().int().min(0),
    page: z.number().int().min(0).max(100_000),
    filters: Filters.transform((read): CustomerFilters => leaveOutMissing(read)).optional(),
    /** No branch is asked for. */
    everywhere: z.literal(true).optional(),
    /** How many match in other branches, as the first page said. */
    others: z.number().int().min(0).max(1_000_000).optional(),
  })
  .refine(({ search, filters }) => search !== '' || hasFilters(filters));
export type Search = z.output<typeof Search>;

/** A search as a button's value: at most some 1,300 of the 2,000 characters that Slack takes, however it has to be escaped. */
export function writeSearch({ search, branch, page, filters, everywhere, others }: Search): string {
  return JSON.stringify({
    search: cut(search, 200),
    branch,
    page,
    everywhere,
    others,
    filters: hasFilters(filters) ? filters : undefined,
  });
}

function leaveOutMissing({ signup, children, account, blocked }: z.output<typeof Filters>): CustomerFilters {
  return {
    signup,
    children,
    account,
    blocked,
  };
}

/** Reads it back. Throws Fault('bad_input') for anything that this app did not write. */
export function readSearch(value: string): Search {
  try {
    return Search.parse(JSON.parse(value));
  } catch (cause) {
    throw new Fault('bad_input', 'This button is from an older version. Type the command again.', {
      message: 'the value of a search button could not be read',
      cause,
    });
  }
}
