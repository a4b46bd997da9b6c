import { speak } from '../../lib/language/speak.ts';
import { isWebAddress } from './blocks.ts';
import { type Line, link, say, spokenLine } from './rich.ts';

/** A page of the operator's dashboard. Nothing in it but an id: it may be where many read. */
export type ShownPage = { kind: 'customer' | 'account' | 'card'; id: number; url: string };

const mostPages = 5;

function pageWords({ kind, id }: ShownPage): string {
  if (kind === 'customer') return speak('customer {id}', { id });
  return kind === 'account' ? speak('business account {id}', { id }) : speak('card {id}', { id });
}

/** Where something is in the operator's dashboard; empty if there is no page. */
export function pagesLine({ pages = [] }: { pages?: readonly ShownPage[] | undefined }): Line {
  if (pages.length === 0) return [];
  const links = pages
    .slice(0, mostPages)
    .flatMap((page, index) => [...(index === 0 ? [] : [say(', ')]), link(page.url, pageWords(page))]);
  return spokenLine('In the back office: {links}', { links });
}

/** The same for a section's mrkdwn, of pages that can be opened safely. */
export function pagesText(pages: readonly ShownPage[]): string {
  const links = pages
    .filter(({ url }) => isWebAddress(url))
    .slice(0, mostPages)
    .map((page) => `<${page.url}|${pageWords(page)}>`);
  return links.length === 0 ? '' : speak('In the back office: {links}', { links: links.join(', ') });
}
