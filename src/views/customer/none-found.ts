import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, button, type Message } from '../common/blocks.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { actionIds } from '../ids.ts';
import type { BranchFacts } from './facts.ts';

/** Nobody fits: which branch was searched, whom it cannot list, and where else to look. `elsewhere` is the button's value. */
export function noneFoundMessage({
  search,
  branch,
  elsewhere,
}: {
  search: string;
  branch: BranchFacts;
  elsewhere: string;
}): Message {
  const what = `No customer for “${oneLine(search).slice(0, 200)}” in ${oneLine(branch.name)}.`;
  const why = `People who never accepted the terms of ${oneLine(branch.name)} are not listed there. Try another branch, or an id, e-mail or phone number.`;
  return {
    text: escapeMrkdwn(`${what} ${why}`, 2000),
    blocks: [
      richLines([bold(what, 400)], [say(why, 500)]),
      ...actions([button({ text: 'Search elsewhere', actionId: actionIds.searchElsewhere, value: elsewhere, style: 'primary' })]),
    ],
  };
}
