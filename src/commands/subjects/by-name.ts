import type { Customer, CustomerHit } from '../../api/operations/index.ts';
import type { Page } from '../../api/table.ts';
import { comparable } from '../../lib/typed.ts';
import { customersAPage, type FindWhere, type FoundCustomer, hitsOf } from './found-customer.ts';
import { isCode, type LookupContext } from './look-up.ts';
import { likeness, otherSpellings } from './spellings.ts';

/** How many hits of the light search are looked through. */
const lookedThrough = 50;
/** How many hits of each other spelling are looked through. */
const alikeLookedThrough = 200;
/** A look-up makes at most six searches: two for what was typed, and so many more. */
const mostSpellings = 4;

type Light =
  | { kind: 'found'; items: readonly Customer[]; total: number | undefined; isWhole: boolean }
  | { kind: 'failed'; reason: unknown };

/**
 * By a name: the branch and the light search, which knows no branch, are asked together. Only when neither has anybody, other spellings
 * are tried, and whom they find is offered. Throws the reader's faults.
 */
export async function findByName(
  app: LookupContext,
  wanted: string,
  { branchId, page = 0, size = customersAPage, everywhere = false, others }: FindWhere,
): Promise<FoundCustomer> {
  const searchText = wanted.slice(0, 200);
  const { customers } = app.readers.operations;
  if (everywhere) {
    const found = await customers.searchSimple({ query: { searchText, page, size } });
    return hitsOf(namesakesFirst(found, wanted), { page, size, place: 'everywhere' });
  }
  const branch = () => customers.search({ query: { branchId, searchText, page, size } });
  // Another page of the branch's list: the first page named who else there is.
  if (page > 0 || others !== undefined) {
    const found = hitsOf(namesakesFirst(await branch(), wanted), { page, size, place: 'branch' });
    return found.kind === 'several' && others !== undefined ? { ...found, others } : found;
  }
  const [light, here] = await Promise.all([lightSearch(app, wanted), branch()]);
  const found = together(wanted, namesakesFirst(here, wanted), light, size);
  if (found.kind !== 'none') return found;
  if (light.kind === 'failed') throw light.reason;
  if (isCode(wanted)) return found;
  return findAlike(app, wanted, size);
}

/** Anyone who has every typed word in a name or a contact; a tenant whose light search takes no words answers with everybody. */
async function lightSearch(app: LookupContext, wanted: string): Promise<Light> {
  const words = comparable(wanted).split(' ');
  const fits = ({ id, firstName = '', lastName = '', email = '', phone = '' }: CustomerHit) => {
    const all = comparable([firstName, lastName, email, phone, id].join(' '));
    return words.every((word) => all.includes(word));
  };
  try {
    const found = await app.readers.operations.customers.searchSimple({
      query: { searchText: wanted.slice(0, 200), size: lookedThrough },
    });
    const items = found.items.filter(fits);
    const isWhole = (found.totalElements ?? found.items.length) <= found.items.length;
    return { kind: 'found', items, total: items.length === found.items.length ? found.totalElements : undefined, isWhole };
  } catch (reason) {
    return { kind: 'failed', reason };
  }
}

/** The branch's hits and those of other branches as one answer. */
function together(wanted: string, here: Page<Customer>, light: Light, size: number): FoundCustomer {
  const inBranch = hitsOf(here, { page: 0, size, place: 'branch' });
  if (light.kind === 'failed') return inBranch;
  const ids = new Set(here.items.map(({ id }) => id));
  const outside = light.items.filter(({ id }) => !ids.has(id));
  if (inBranch.kind === 'none') {
    const total = light.total ?? (light.isWhole ? outside.length : undefined);
    const { items } = namesakesFirst({ items: outside.slice(0, size) }, wanted);
    const place = outside.length === 1 ? 'elsewhere' : 'everywhere';
    return hitsOf({ items, totalElements: total }, { page: 0, size, place });
  }
  const count = othersIn(here, light, outside.length);
  if (count === 0) return inBranch;
  if (inBranch.kind === 'one') return { ...inBranch, others: { hits: outside.slice(0, size - 1), count } };
  if (inBranch.kind !== 'several') return inBranch;
  const all = [...here.items, ...outside];
  // All of them on one page; else the branch's page by page, and the others behind a button.
  if (isWhole(here) && light.isWhole && all.length <= size)
    return { kind: 'several', hits: all, total: all.length, page: 0, place: 'everywhere' };
  return { ...inBranch, others: count };
}

function isWhole({ items, totalElements }: Page<unknown>): boolean {
  return (totalElements ?? items.length) <= items.length;
}

/** How many are called so in other branches. Behind a page that isn't the whole list, only the totals can tell. */
function othersIn(here: Page<Customer>, light: Extract<Light, { kind: 'found' }>, outside: number): number {
  if (isWhole(here)) return light.isWhole ? outside : Math.max(outside, (light.total ?? 0) - here.items.length);
  return Math.max(0, (light.total ?? 0) - (here.totalElements ?? Number.POSITIVE_INFINITY));
}

/** Those of exactly this name are first on their page: `Anna Gruber` before `Johanna Gruber`. */
function namesakesFirst<T extends { items: Customer[] }>(found: T, wanted: string): T {
  const name = comparable(wanted);
  const isNamesake = ({ firstName, lastName }: Customer) => comparable(`${firstName ?? ''} ${lastName ?? ''}`) === name;
  return { ...found, items: [...found.items.filter(isNamesake), ...found.items.filter((customer) => !isNamesake(customer))] };
}

/** People who are spelled nearly like it, the nearest first. */
async function findAlike(app: LookupContext, wanted: string, size: number): Promise<FoundCustomer> {
  const spellings = otherSpellings(wanted).slice(0, mostSpellings);
  const found = await Promise.all(
    spellings.map(async (searchText) => {
      const { items } = await app.readers.operations.customers.searchSimple({ query: { searchText, size: alikeLookedThrough } });
      return items.flatMap((customer) => {
        const far = likeness(customer, wanted);
        return far === undefined ? [] : [{ customer, far, searchText }];
      });
    }),
  );
  const nearest = [...new Map(found.flat().map((one) => [one.customer.id, one])).values()].sort((a, b) => a.far - b.far);
  const hits = nearest.slice(0, Math.min(size, customersAPage)).map(({ customer }) => customer);
  if (hits.length === 0) return { kind: 'none' };
  if (nearest.length === hits.length) return { kind: 'alike', hits };
  const best = found.reduce((most, one) => (one.length > most.length ? one : most));
  const as = best[0]?.searchText;
  return { kind: 'alike', hits, as };
}
