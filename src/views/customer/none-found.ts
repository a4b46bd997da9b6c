import { speak } from '../../lib/language/speak.ts';
import { phoneIn } from '../../lib/phone.ts';
import { cut, escapeMrkdwn, inQuotes, oneLine } from '../../lib/text.ts';
import { unadorned, unlabelled } from '../../lib/unadorned.ts';
import { actions, button, context, type Message } from '../common/blocks.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { sentencesOf, type WayOn, waysOnBlocks } from '../common/ways-on.ts';
import { actionIds } from '../ids.ts';
import { filtersAfter, type SearchScope } from './candidates.ts';
import type { BranchFacts } from './facts.ts';

/** Nobody fits: where was searched, whom that leaves out, and what to try next. `elsewhere` is the button's value. */
export function noneFoundMessage({
  search,
  branch,
  elsewhere,
  filters,
  scope = 'branch',
  hint,
  ways = [],
  isCode = false,
}: {
  search: string;
  branch: BranchFacts;
  elsewhere: string;
  filters?: string;
  scope?: SearchScope;
  /** Said beside it. */
  hint?: string | undefined;
  /** What it is instead. */
  ways?: readonly WayOn[];
  /** It is a number of something, which has no other spelling. */
  isCode?: boolean;
}): Message {
  const what = nobodyWords(
    { search: cut(oneLine(search), 200), branch: oneLine(branch.name), filters: filtersAfter(filters) },
    scope,
  );
  const why =
    isCode && filters === undefined && scope === 'everywhere'
      ? whyNoCode(ways)
      : whyNobody(filters !== undefined, scope, oneLine(branch.name), search);
  return {
    text: escapeMrkdwn(
      [what, why, ...sentencesOf(ways), ...(hint === undefined ? [] : [hint])].filter((part) => part !== '').join(' '),
      2000,
    ),
    blocks: [
      richLines([bold(what, 400)], ...(why === '' ? [] : [[say(why, 500)]])),
      ...waysOnBlocks(ways),
      ...actions([
        button({
          text: scope === 'everywhere' ? speak('Search again') : speak('Search elsewhere'),
          actionId: actionIds.searchElsewhere,
          value: elsewhere,
          style: ways.length === 0 ? 'primary' : undefined,
        }),
      ]),
      ...(hint === undefined ? [] : [context(hint)]),
    ],
  };
}

function nobodyWords({ search, ...where }: { search: string; branch: string; filters: string }, scope: SearchScope): string {
  const quoted = { quoted: inQuotes(search), ...where };
  if (scope === 'everywhere')
    return search === ''
      ? speak('No customer in any branch{filters}.', where)
      : speak('No customer matches {quoted} in any branch{filters}.', quoted);
  return search === ''
    ? speak('No customer in {branch}{filters}.', where)
    : speak('No customer matches {quoted} in {branch}{filters}.', quoted);
}

/** An e-mail address, a phone number or an id has no other spelling. */
const isExact = (search: string) =>
  search.includes('@') || phoneIn(search) !== undefined || /^[+\d][\d\s()/.-]*$/.test(unlabelled(unadorned(search)));

/** Nothing is said if it is known what it is. */
function whyNoCode(ways: readonly WayOn[]): string {
  return ways.length > 0
    ? ''
    : speak('Check it for typos, or search for the name. Invoice numbers and number plates can’t be searched.');
}

function whyNobody(isFiltered: boolean, scope: SearchScope, branch: string, search: string): string {
  if (scope === 'cut') return speak('There are too many to look through with these filters. Search for a name, too.');
  if (isFiltered) return speak('Leave out a filter, or try another branch.');
  if (scope === 'everywhere' && isExact(search)) return speak('Check it for typos, or search for the name.');
  return scope === 'everywhere'
    ? speak('Other spellings find nobody, either. Try an id, an e-mail address or a phone number.')
    : speak('Only customers who accepted {branch}’s terms show up here. Try another branch, or an id, e-mail or phone number.', {
        branch,
      });
}
