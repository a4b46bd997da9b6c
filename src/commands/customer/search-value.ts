import { z } from 'zod';
import { Fault } from '../../errors.ts';

/** What a paging or *Search elsewhere* button repeats; `page` counts from 0. */
export const Search = z.object({
  search: z.string().min(1).max(200),
  branch: z.number().int().min(0),
  page: z.number().int().min(0).max(100_000),
});
export type Search = z.output<typeof Search>;

/** A search as a button's value: at most some 1,300 of the 2,000 characters that Slack takes, however it has to be escaped. */
export function writeSearch({ search, branch, page }: Search): string {
  return JSON.stringify({ search: search.slice(0, 200), branch, page });
}

/** Reads it back. Throws Fault('bad_input') for anything that this app did not write. */
export function readSearch(value: string): Search {
  try {
    return Search.parse(JSON.parse(value));
  } catch (cause) {
    throw new Fault('bad_input', 'This button is of another version of Wheelhouse. Type the command again.', {
      message: 'the value of a search button could not be read',
      cause,
    });
  }
}
