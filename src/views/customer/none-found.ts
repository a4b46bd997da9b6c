import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, button, type Message } from '../common/blocks.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { actionIds } from '../ids.ts';
import { type SearchScope, whereSearched } from './candidates.ts';
import type { BranchFacts } from './facts.ts';

/** Nobody fits: which branch was searched, whom it cannot list, and where else to look. `elsewhere` is the button's value. */
export function noneFoundMessage({
  search,
  branch,
  elsewhere,
  filters,
  scope,
}: {
  search: string;
  branch: BranchFacts;
  elsewhere: string;
  filters?: string;
  scope?: SearchScope;
}): Message {
  const what = `No customer ${whereSearched({ search, branch, ...(filters === undefined ? {} : { filters }), ...(scope === undefined ? {} : { scope }) })}.`;
  const name = oneLine(branch.name);
  const why =
    filters === undefined
      ? `People who never accepted the terms of ${name} are not listed there. Try another branch, or an id, e-mail or phone number.`
      : scope === 'cut'
        ? 'There are too many to look through all of them with these filters. Search for a name, too.'
        : 'Leave out a filter, or try another branch.';
  return {
    text: escapeMrkdwn(`${what} ${why}`, 2000),
    blocks: [
      richLines([bold(what, 400)], [say(why, 500)]),
      ...actions([button({ text: 'Search elsewhere', actionId: actionIds.searchElsewhere, value: elsewhere, style: 'primary' })]),
    ],
  };
}
