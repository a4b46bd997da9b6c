import type { DashboardLink } from '../../approvals/policy/types.ts';

/** What a page of the operator's dashboard is about. */
export type DashboardPage = { kind: keyof DashboardLink; id: number };

const kinds = ['customer', 'account', 'card'] as const satisfies readonly (keyof DashboardLink)[];

/** What is in a pattern for the id. */
const places = /\{(?:id|customer|customerId|account|accountId|card|cardId)\}/g;

/** Its page in the back office, if the policy's pattern has a place for the id: `https://…/customers/{id}`. */
export function dashboardUrl(links: DashboardLink, kind: keyof DashboardLink, id: number): string | undefined {
  const pattern = links[kind];
  if (pattern === null) return undefined;
  const url = pattern.replace(places, String(id));
  return url === pattern ? undefined : url;
}

/** Whose page this address is; undefined for every other address. What follows the page (`/rentals`, `?tab=…`) does not matter. */
export function pageOfLink(links: DashboardLink, url: string): DashboardPage | undefined {
  if (url.length > 3_000) return undefined;
  for (const kind of kinds) {
    const id = idInLink(links[kind], url);
    if (id !== undefined) return { kind, id };
  }
  return undefined;
}

export function customerOfLink(links: DashboardLink, url: string): number | undefined {
  const page = pageOfLink(links, url);
  return page?.kind === 'customer' ? page.id : undefined;
}

/** An address, in Slack's own marks (`<https://…|…>`) or without. */
const address = /<(https?:\/\/[^\s<>|]{1,3000})(?:\|[^<>]{0,3000})?>|(https?:\/\/[^\s<>|"]{1,3000})/g;
const wordsOf: Readonly<Record<keyof DashboardLink, string>> = { customer: '', account: 'account:', card: 'card:' };

/** What somebody typed or pasted, with what can be looked up (`1010`, `account:7001`, `card:9001`) in place of each of the dashboard's addresses. */
export function withoutPages(links: DashboardLink, typed: string): string {
  return typed.replaceAll(address, (whole: string, marked: string | undefined, bare: string | undefined) => {
    const page = pageOfLink(links, (marked ?? bare ?? '').replaceAll('&amp;', '&'));
    return page === undefined ? whole : `${wordsOf[page.kind]}${page.id}`;
  });
}

function idInLink(pattern: string | null, url: string): number | undefined {
  const parts = pattern?.split(places) ?? [];
  if (parts.length < 2) return undefined;
  const [first = '', ...rest] = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // The same id in every place, should the pattern have several.
  const page = `${first}([1-9]\\d{0,14})${rest.join('\\1')}`;
  const id = new RegExp(`^${page}(?:[/?#&].*)?$`, 'i').exec(url)?.[1];
  return id === undefined ? undefined : Number(id);
}
