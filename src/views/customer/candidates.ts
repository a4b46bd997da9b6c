import type { KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { cut, escapeMrkdwn, inQuotes, oneLine } from '../../lib/text.ts';
import { actions, button, context, type Message, mrkdwn, section } from '../common/blocks.ts';
import { pagesText } from '../common/pages.ts';
import { bold, richLines } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { writePointer } from '../pointer.ts';
import type { BranchFacts, CustomerFacts } from './facts.ts';
import { blockNote } from './states.ts';

/** Who could be found: those of the branch, everybody, or fewer than there are, since not all could be looked through. */
export type SearchScope = 'branch' | 'everywhere' | 'cut';

export type CandidateFacts = Pick<
  CustomerFacts,
  'id' | 'firstName' | 'lastName' | 'email' | 'phone' | 'birthdate' | 'city' | 'blockState'
> & {
  /** Where they are in the operator's dashboard. */
  page?: string | undefined;
};

export type CandidatesProps = {
  /** What was searched for, as typed. */
  search: string;
  branch: BranchFacts;
  /** What it was narrowed by, in words. */
  filters?: string;
  scope?: SearchScope;
  /** They are only spelled nearly so: nobody is spelled as it was typed. */
  alike?: boolean;
  /** This page; ten are drawn. */
  hits: readonly CandidateFacts[];
  /** Place of the first of them among all, from 1. */
  first: number;
  /** Absent if the back office did not say. */
  total?: number | undefined;
  /** How many people of other branches match, too, and aren't on any page of this list. */
  others?: number;
  redactor: Redactor;
  /** Values of the paging buttons; absent if there is no such page. */
  previous?: string;
  next?: string;
  /** Value of *Search all branches*; absent if they are searched already. */
  everywhere?: string;
  /** Value of *Search elsewhere*. */
  elsewhere?: string;
  /** Another spelling, and the command that looks it up. */
  spelling?: { text: string; command: string };
  /** The button beside each; *Open* and the profile when left out. */
  pick?: { text: string; actionId: string };
};

const PAGE = 10;

/** Several customers fit: a page of them to choose from. */
export function candidatesMessage(props: CandidatesProps): Message {
  const hits = props.hits.slice(0, PAGE);
  const heading = headingOf(props, hits.length);
  const { spelling } = props;
  const buttons: readonly [string, string, string | undefined][] = [
    [speak('Previous'), actionIds.previousPage, props.previous],
    [speak('Next'), actionIds.nextPage, props.next],
    [speak('Search all branches'), actionIds.searchEverywhere, props.everywhere],
    [speak('Search elsewhere'), actionIds.searchElsewhere, props.elsewhere],
    [speak('Look up “{spelling}”', { spelling: cut(oneLine(spelling?.text ?? ''), 40) }), actionIds.tryAgain, spelling?.command],
  ];
  const names = hits.map((hit) => `• ${escapeMrkdwn(props.redactor.person(hit), 150)}`);
  return {
    text: [escapeMrkdwn(heading, 400), ...names].join('\n'),
    blocks: [
      richLines([bold(heading, 400)]),
      ...hits.map((hit) => candidateBlock(hit, props)),
      ...actions(buttons.flatMap(([text, actionId, value]) => (value === undefined ? [] : [button({ text, actionId, value })]))),
      ...scopeNotes(props).map((note) => context(note)),
    ],
  };
}

function scopeNotes({ scope = 'branch', branch, others = 0, filters, alike }: CandidatesProps): string[] {
  const name = oneLine(branch.name);
  if (alike === true) return [];
  if (scope === 'everywhere')
    return filters === undefined ? [] : [speak('All branches are searched, and people who never accepted any terms, too.')];
  if (scope === 'cut')
    return [
      speak('There are too many to look through with these filters, so there may be more in {name}. Search for a name, too.', {
        name,
      }),
    ];
  return [
    ...(others === 0
      ? []
      : [speak('{others, plural, one {# more match is} other {# more matches are}} in other branches.', { others })]),
    speak('Only customers who accepted {name}’s terms show up here.', { name }),
  ];
}

/** Where was searched, and for what: `for “nowak” in Vienna, not blocked`. */
function whereSearched({
  search,
  branch,
  filters,
  scope,
}: Pick<CandidatesProps, 'search' | 'branch' | 'filters' | 'scope'>): string {
  const words = cut(oneLine(search), 200);
  const quoted = { quoted: inQuotes(words), branch: oneLine(branch.name), filters: filtersAfter(filters) };
  if (scope === 'everywhere')
    return words === '' ? speak('in all branches{filters}', quoted) : speak('for {quoted} in all branches{filters}', quoted);
  return words === '' ? speak('in {branch}{filters}', quoted) : speak('for {quoted} in {branch}{filters}', quoted);
}

/** `, not blocked`, behind where was searched. */
export function filtersAfter(filters: string | undefined): string {
  return filters === undefined ? '' : `, ${oneLine(filters)}`;
}

function headingOf(props: CandidatesProps, shown: number): string {
  if (props.alike === true)
    return speak('No customer matches “{search}” exactly. {rest}', {
      search: cut(oneLine(props.search), 200),
      rest: shown === 1 ? speak('Is it this one?') : speak('Is it one of these?'),
    });
  const { first, total } = props;
  const found = { where: whereSearched(props), first, last: first + shown - 1 };
  if (total === undefined) return speak('Matches {first}–{last} {where}', found);
  if (total > shown)
    return speak('{total, plural, one {# match} other {# matches}} {where} (showing {first}–{last})', { ...found, total });
  return speak('{total, plural, one {# match} other {# matches}} {where}', { where: found.where, total });
}

/** What tells people of one name apart: year of birth and city first, then how they are reached. */
export function candidateFacts(hit: CandidateFacts, redactor: Redactor): string {
  const born = redactor.birthdate(hit.birthdate);
  return [
    born === '–' || redactor.audience === 'many' ? '–' : speak('born {born}', { born }),
    oneLine(hit.city ?? '') === '' || redactor.audience === 'many' ? '–' : oneLine(hit.city ?? ''),
    redactor.email(hit.email),
    redactor.phone(hit.phone),
    ...blockNote(hit.blockState),
  ]
    .filter((fact) => fact !== '–')
    .join(' · ');
}

/** Who it is, what tells them apart, and where they are in the dashboard. */
export function candidateText(hit: CandidateFacts, redactor: Redactor): string {
  const pages = hit.page === undefined ? [] : [{ kind: 'customer' as const, id: hit.id, url: hit.page }];
  return [`*${escapeMrkdwn(redactor.person(hit), 200)}*`, escapeMrkdwn(candidateFacts(hit, redactor), 400), pagesText(pages)]
    .filter((line) => line !== '')
    .join('\n');
}

function candidateBlock(hit: CandidateFacts, { redactor, branch, pick }: CandidatesProps): KnownBlock {
  return section(
    mrkdwn(candidateText(hit, redactor)),
    button({
      text: pick?.text ?? speak('Open'),
      actionId: uniqueId(pick?.actionId ?? actionIds.openCustomer, hit.id),
      value: writePointer({ customer: hit.id, branch: branch.id }),
      label: `${pick?.text ?? speak('Open')} ${redactor.person(hit)}`,
    }),
  );
}
