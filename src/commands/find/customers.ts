import type { Customer } from '../../api/operations/index.ts';
import type { Show } from '../../lib/mask.ts';
import { clip, oneLine, short } from '../../lib/text.ts';
import { comparable, plainLine } from '../../lib/typed.ts';
import type { Choice } from '../../views/common/blocks.ts';
import { contactIn } from './contact.ts';
import { type FindKit, idIn, ifThere, mostOptions, type OptionsFor, showFor, stoppable } from './look-up.ts';

/** What a customer was looked for by; of the light search's hits only names, contacts and block state are known. */
export type FoundCustomer =
  | { kind: 'one'; customer: Customer }
  /** `page` counts from 0; `total` is absent where the back office did not say; `isEverywhere` where no branch was asked for. */
  | { kind: 'several'; hits: Customer[]; total?: number; page: number; isEverywhere?: true }
  | { kind: 'none' };

/** Customers on one page of a list. */
export const customersAPage = 10;
/** How many hits are looked through for the one that matches exactly. */
const lookedThrough = 50;

/**
 * A customer by id, e-mail address, phone number or name. Digits alone are an id first and, from six on, a phone number; e-mail
 * addresses and phone numbers are looked for everywhere, names among those who accepted the branch's terms. Throws the reader's faults.
 */
export async function findCustomer(
  kit: FindKit,
  text: string,
  { branchId, page = 0, size = customersAPage }: { branchId: number; page?: number; size?: number },
): Promise<FoundCustomer> {
  const wanted = plainLine(text);
  if (wanted === '') return { kind: 'none' };
  const { customers } = kit.readers.operations;
  const id = idIn(wanted);
  if (id !== undefined) {
    const customer = await ifThere(customers.get({ params: { id } }));
    if (customer !== undefined) return { kind: 'one', customer };
  }
  const contact = contactIn(wanted);
  if (contact === undefined && /^#?\d+$/.test(wanted)) return { kind: 'none' };
  if (contact !== undefined) {
    // An exact match may stand anywhere among the first hits; what is shown is still one page.
    const light = await customers.searchSimple({
      query: { searchText: contact.searchText, page, size: page === 0 ? Math.max(size, lookedThrough) : size },
    });
    const exact = light.items.filter(contact.isOf);
    const only = exact[0];
    if (only !== undefined && exact.length === 1) return { kind: 'one', customer: only };
    if (light.items.length > 0) {
      const hits = hitsOf(light, page, size);
      return hits.kind === 'several' ? { ...hits, isEverywhere: true } : hits;
    }
  }
  const searchText = contact?.searchText ?? wanted.slice(0, 200);
  const named = await customers.search({ query: { branchId, searchText, page, size } });
  if (named.items.length > 0 || contact !== undefined || !/\s/.test(wanted))
    return hitsOf(namesakesFirst(named, wanted), page, size);
  return wordByWord(kit, wanted, { branchId, page, size });
}

/** Those of exactly this name stand first on their page: `Anna Gruber` before `Johanna Gruber`. */
function namesakesFirst<T extends { items: Customer[] }>(found: T, wanted: string): T {
  const name = comparable(wanted);
  const isNamesake = (customer: Customer) => nameOf(customer) === name;
  return { ...found, items: [...found.items.filter(isNamesake), ...found.items.filter((customer) => !isNamesake(customer))] };
}

function nameOf({ firstName, lastName }: Customer): string {
  return comparable(`${firstName ?? ''} ${lastName ?? ''}`);
}

/** First and last name are two fields: where the back office finds no field with both, one is searched and the other looked for in the hits. */
async function wordByWord(
  kit: FindKit,
  wanted: string,
  { branchId, page, size }: { branchId: number; page: number; size: number },
): Promise<FoundCustomer> {
  const longest = wanted.split(' ').reduce((best, word) => (word.length > best.length ? word : best), '');
  const words = comparable(wanted).split(' ');
  const found = await kit.readers.operations.customers.search({ query: { branchId, searchText: longest, size: 200 } });
  const all = found.items.filter((customer) => words.every((word) => nameOf(customer).includes(word)));
  return hitsOf({ items: all.slice(page * size, (page + 1) * size), totalElements: all.length }, page, size);
}

function hitsOf(found: { items: Customer[]; totalElements?: number }, page: number, size: number): FoundCustomer {
  const [first] = found.items;
  const total = found.totalElements;
  if (page === 0) {
    if (first === undefined) return { kind: 'none' };
    if (found.items.length === 1 && (total ?? 1) <= 1) return { kind: 'one', customer: first };
  }
  return { kind: 'several', hits: found.items.slice(0, size), page, ...(total === undefined ? {} : { total }) };
}

/** A customer in a list: `Anna Gruber · a…@example.com · 1008`, and beside it whether the account is blocked or deleted. */
export function customerChoice(customer: Customer, show: Show): Choice {
  const name =
    show.audience === 'one' ? oneLine(`${customer.firstName ?? ''} ${customer.lastName ?? ''}`) : show.person(customer);
  const contact = [show.email(customer.email), show.phone(customer.phone)].find((masked) => masked !== '–');
  const state = stateOf(customer);
  return {
    text: [
      ...(name === '' ? [] : [clip(name, 32)]),
      ...(contact === undefined ? [] : [clip(contact, 28)]),
      String(customer.id),
    ].join(' · '),
    value: String(customer.id),
    ...(state === undefined ? {} : { description: state }),
  };
}

function stateOf({ blockState }: Customer): string | undefined {
  if (blockState === undefined || blockState === 'NONE') return undefined;
  return short(blockState.toLowerCase(), 40);
}

/** Customers for an external select, from the light search: it is meant for this, and it also finds who never accepted a branch's terms. */
export const customerOptions: OptionsFor = async (kit, query, _branchId, signal) => {
  const wanted = plainLine(query).slice(0, 200);
  if (wanted === '') return [];
  const { customers } = kit.readers.operations;
  const id = idIn(wanted);
  const contact = contactIn(wanted);
  const [byId, light] = await Promise.all([
    id === undefined ? undefined : ifThere(customers.get({ params: { id } }, stoppable(signal))),
    customers.searchSimple({ query: { searchText: contact?.searchText ?? wanted, size: mostOptions } }, stoppable(signal)),
  ]);
  const show = showFor(kit);
  const others = light.items.filter((hit) => hit.id !== byId?.id);
  return [...(byId === undefined ? [] : [byId]), ...others]
    .slice(0, mostOptions)
    .map((customer) => customerChoice(customer, show));
};
