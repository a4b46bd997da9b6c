import type { Customer } from '../../api/operations/index.ts';

/** Where somebody was found: among those who accepted the branch's terms, elsewhere alone, or where no branch was asked for. */
export type FoundPlace = 'branch' | 'elsewhere' | 'everywhere';

/** What a customer was looked for by; of the light search's hits only names, contacts and block state are known. */
export type FoundCustomer =
  /** `others` are people of other branches who are called like it; those that are known, and how many there are. */
  | { kind: 'one'; customer: Customer; place: FoundPlace; others?: { hits: readonly Customer[]; count: number } }
  /** `page` counts from 0; `total` is absent if the back office did not say; `others` counts those in other branches who aren't among the hits. */
  | { kind: 'several'; hits: readonly Customer[]; total?: number; page: number; place: FoundPlace; others?: number }
  /** Nobody is spelled like this; these people are spelled nearly so. `as` is the spelling that found more of them than there is room for. */
  | { kind: 'alike'; hits: readonly Customer[]; as?: string }
  | { kind: 'none' };

/** Where and how far to look; with `everywhere`, no branch is asked for. */
export type FindWhere = {
  branchId: number;
  page?: number;
  size?: number;
  everywhere?: boolean | undefined;
  /** How many match in other branches, if that is known: then they aren’t asked for. */
  others?: number | undefined;
};

/** Customers on one page of a list. */
export const customersAPage = 10;

/** A page of hits as what was found. */
export function hitsOf(
  found: { items: readonly Customer[]; totalElements?: number },
  { page, size, place }: { page: number; size: number; place: FoundPlace },
): FoundCustomer {
  const [first] = found.items;
  const total = found.totalElements;
  if (page === 0) {
    if (first === undefined) return { kind: 'none' };
    if (found.items.length === 1 && (total ?? 1) <= 1) return { kind: 'one', customer: first, place };
  }
  return { kind: 'several', hits: found.items.slice(0, size), page, place, total };
}

/** Everybody whom the answer names, for where one customer must be meant: somebody of that name elsewhere is as likely as the one here. */
export function offeredOf(found: FoundCustomer): readonly Customer[] {
  switch (found.kind) {
    case 'one':
      return found.others === undefined ? [found.customer] : [found.customer, ...found.others.hits];
    case 'several':
    case 'alike':
      return found.hits;
    case 'none':
      return [];
  }
}
