import type { KnownBlock } from '@slack/types';
import type { Show } from '../../lib/mask.ts';
import { counted, cut, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, button, context, type Message, mrkdwn, section } from '../common/blocks.ts';
import { bold, richLines } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { writePointer } from '../pointer.ts';
import type { BranchFacts, CustomerFacts } from './facts.ts';
import { stateWords } from './states.ts';

/** Who could be found: those of the branch, everybody, or fewer than there are, since not all could be looked through. */
export type SearchScope = 'branch' | 'everywhere' | 'cut';

export type CandidatesProps = {
  /** What was searched for, as typed. */
  search: string;
  branch: BranchFacts;
  /** What it was narrowed by, in words. */
  filters?: string;
  scope?: SearchScope;
  /** This page; ten are drawn. */
  hits: readonly Pick<CustomerFacts, 'id' | 'firstName' | 'lastName' | 'email' | 'phone' | 'blockState'>[];
  /** Place of the first of them among all, from 1. */
  first: number;
  /** Absent where the back office did not say. */
  total?: number | undefined;
  show: Show;
  /** Values of the paging buttons; absent where there is no such page. */
  previous?: string;
  next?: string;
  /** Value of *Search elsewhere*. */
  elsewhere?: string;
  /** The button beside each; *Open* and the profile when left out. */
  pick?: { text: string; actionId: string };
};

const PAGE = 10;

/** Several customers fit: a page of them to choose from. */
export function candidatesMessage(props: CandidatesProps): Message {
  const hits = props.hits.slice(0, PAGE);
  const heading = headingOf(props, hits.length);
  const paging = [
    ...(props.previous === undefined
      ? []
      : [button({ text: 'Previous', actionId: actionIds.previousPage, value: props.previous })]),
    ...(props.next === undefined ? [] : [button({ text: 'Next', actionId: actionIds.nextPage, value: props.next })]),
    ...(props.elsewhere === undefined
      ? []
      : [button({ text: 'Search elsewhere', actionId: actionIds.searchElsewhere, value: props.elsewhere })]),
  ];
  const names = hits.map((hit) => `• ${escapeMrkdwn(props.show.person(hit), 150)}`);
  return {
    text: [escapeMrkdwn(heading, 400), ...names].join('\n'),
    blocks: [
      richLines([bold(heading, 300)]),
      ...hits.map((hit) => candidateBlock(hit, props)),
      ...actions(paging),
      context(scopeNote(props)),
    ],
  };
}

function scopeNote({ scope = 'branch', branch }: CandidatesProps): string {
  const name = oneLine(branch.name);
  if (scope === 'everywhere') return 'These filters search all branches, and whoever never accepted any terms, too.';
  if (scope === 'cut')
    return `There are too many to look through all of them with these filters: there may be more in ${name}. Search for a name, too.`;
  return `Only people who accepted the terms of ${name} are listed.`;
}

/** `for “anna” in Vienna, sign-up not finished`. */
export function whereSearched({
  search,
  branch,
  filters,
  scope,
}: Pick<CandidatesProps, 'search' | 'branch' | 'filters' | 'scope'>): string {
  const words = cut(oneLine(search), 200);
  const place = scope === 'everywhere' ? 'all branches' : oneLine(branch.name);
  return `${words === '' ? '' : `for “${words}” `}in ${place}${filters === undefined ? '' : `, ${oneLine(filters)}`}`;
}

function headingOf(props: CandidatesProps, shown: number): string {
  const where = whereSearched(props);
  const last = props.first + shown - 1;
  if (props.total === undefined) return `Customers ${props.first}–${last} ${where}`;
  const range = props.total > shown ? `, ${props.first}–${last} shown` : '';
  return `${counted(props.total, 'customer')} ${where}${range}`;
}

function candidateBlock(hit: CandidatesProps['hits'][number], { show, branch, pick }: CandidatesProps): KnownBlock {
  const block = hit.blockState === undefined || hit.blockState === 'NONE' ? [] : [stateWords('block', hit.blockState).words];
  const facts = [show.email(hit.email), show.phone(hit.phone), ...block].filter((fact) => fact !== '–');
  return section(
    mrkdwn(`*${escapeMrkdwn(show.person(hit), 200)}*\n${escapeMrkdwn(facts.join(' · '), 400)}`),
    button({
      text: pick?.text ?? 'Open',
      actionId: uniqueId(pick?.actionId ?? actionIds.openCustomer, hit.id),
      value: writePointer({ customer: hit.id, branch: branch.id }),
      label: `${pick?.text ?? 'Open'} ${show.person(hit)}`,
    }),
  );
}
