import { idPlaces, type PageKind, pageKinds } from '../../approvals/policy/dashboard-pages.ts';
import type { DashboardLink } from '../../approvals/policy/types.ts';
import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';

/** What a page of the operator's dashboard is about. */
export type DashboardPage = { kind: PageKind; id: number };

/** Whose page this address is; undefined for every other address. What follows the page (`/rentals`, `?tab=…`) does not matter. */
export function pageOfLink(links: DashboardLink, url: string): DashboardPage | undefined {
  if (url.length > 3_000) return undefined;
  for (const kind of pageKinds) {
    const id = idInLink(links[kind], url);
    if (id !== undefined) return { kind, id };
  }
  return undefined;
}

export function customerOfLink(links: DashboardLink, url: string): number | undefined {
  const page = pageOfLink(links, url);
  return page?.kind === 'customer' ? page.id : undefined;
}

/** An address, in Slack's own marks (`<https://…|…>`) or without, and as some browsers show it, without what is before its host. */
const address =
  /<(https?:\/\/[^\s<>|]{1,3000})(?:\|[^<>]{0,3000})?>|(https?:\/\/[^\s<>|"]{1,3000})|(?<![\w@./:-])((?:[a-z\d-]{1,63}\.){1,6}[a-z]{2,20}(?::\d{1,5})?\/[^\s<>|"]{1,3000})/gi;

/**
 * What somebody typed or pasted, with what can be looked up (`customer:1010`, `account:7001`, `card:9001`) in place of each of the
 * dashboard's addresses. They say what they are: the number of a customer must not be looked for among the numbers of cards.
 */
export function withoutPages(links: DashboardLink, typed: string): string {
  return typed.replaceAll(address, (whole: string, marked?: string, bare?: string, short?: string) => {
    const url = (marked ?? bare ?? `https://${short ?? ''}`).replaceAll('&amp;', '&');
    const page = pageOfLink(links, url) ?? (short === undefined ? undefined : pageOfLink(links, `http://${short}`));
    return page === undefined ? whole : `${page.kind}:${page.id}`;
  });
}

const named = /(?<![\w:])(customer|account|card):([1-9]\d{0,14})(?![\w:])/gi;

/**
 * Which customer, account or card is meant by a text with one of its pages in it, among any other words (`see customer:1010 please`);
 * undefined if none is, or more than one. Throws Fault('bad_input') if the pages are all of another kind.
 */
export function pageAmong(text: string, kind: PageKind): number | undefined {
  const pages = [...text.matchAll(named)].map(([, is = '', id = '']) => ({ kind: is.toLowerCase(), id: Number(id) }));
  const own = new Set(pages.filter((page) => page.kind === kind).map(({ id }) => id));
  const [only] = own;
  if (own.size > 0) return own.size === 1 ? only : undefined;
  const [other] = pages;
  if (other !== undefined) throw new Fault('bad_input', otherPage(other));
  return undefined;
}

function otherPage({ kind, id }: { kind: string; id: number }): string {
  if (kind === 'customer') return speak('That is a customer. Look them up with /customer lookup {id}.', { id });
  if (kind === 'account') return speak('That is a business account. Look it up with /account lookup {id}.', { id });
  return speak('That is a card. Look it up with /card find card:{id}.', { id });
}

function idInLink(pattern: string | null, url: string): number | undefined {
  const parts = pattern?.split(idPlaces) ?? [];
  if (parts.length < 2) return undefined;
  const [first = '', ...rest] = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // The same id in every place, should the pattern have several.
  const page = `${first}([1-9]\\d{0,14})${rest.join('\\1')}`;
  const id = new RegExp(`^${page}(?:[/?#&].*)?$`, 'i').exec(url)?.[1];
  return id === undefined ? undefined : Number(id);
}
