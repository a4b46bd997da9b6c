import type { DashboardLink } from './types.ts';

/** What has a page of its own in the operator's dashboard. */
export type PageKind = keyof DashboardLink;

export const pageKinds = ['customer', 'account', 'card'] as const satisfies readonly PageKind[];

/** What is in a pattern for the id. */
export const idPlaces = /\{(?:id|customer|customerId|account|accountId|card|cardId)\}/g;

/** Its page in the back office, if the policy's pattern has a place for the id: `https://…/customers/{id}`. */
export function dashboardUrl(links: DashboardLink, kind: PageKind, id: number): string | undefined {
  const pattern = links[kind];
  if (pattern === null) return undefined;
  const url = pattern.replace(idPlaces, String(id));
  return url === pattern ? undefined : url;
}

/** The pages of what a request is about (`customer:1010`, `card:9001`), of each that has one. */
export function pagesOfSubjects(
  links: DashboardLink,
  subjects: readonly string[],
): { kind: PageKind; id: number; url: string }[] {
  return [...new Set(subjects)].flatMap((subject) => {
    const [, named, digits] = /^([a-z]+):(\d{1,15})$/.exec(subject) ?? [];
    const kind = pageKinds.find((one) => one === named);
    const url = kind === undefined ? undefined : dashboardUrl(links, kind, Number(digits));
    return kind === undefined || url === undefined ? [] : [{ kind, id: Number(digits), url }];
  });
}
