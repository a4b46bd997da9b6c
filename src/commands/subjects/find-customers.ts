import type { Customer } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { clip, oneLine } from '../../lib/text.ts';
import { comparable } from '../../lib/typed.ts';
import { unadorned, unlabelled } from '../../lib/unadorned.ts';
import { isFine, stateWord } from '../../states/interpret.ts';
import type { Choice } from '../../views/common/blocks.ts';
import { pageAmong, withoutPages } from '../link/dashboard.ts';
import { findByName } from './by-name.ts';
import { numberBehindCardWord } from './card-number.ts';
import { type Contact, contactIn } from './contact.ts';
import { customersAPage, type FindWhere, type FoundCustomer, hitsOf } from './found-customer.ts';
import { idIn, ifThere, type LookupContext, mostOptions, type OptionsFor, redactorFor, stoppable } from './look-up.ts';

/** How many hits are looked through for the one that matches exactly. */
const lookedThrough = 50;
/** Digits that are more likely a phone number than an id: both are asked at once. */
const ratherAPhone = 9;

/** Without what is around it; the id alone if a page is among the words. Throws Fault('bad_input') for what is no customer's. */
function wantedIn(text: string): string {
  const bare = unadorned(text);
  return String(pageAmong(bare, 'customer') ?? unlabelled(bare));
}

/**
 * A customer by id, e-mail address, phone number or name. Digits alone are an id first and, from six on, a phone number; e-mail
 * addresses and phone numbers are looked for everywhere. Throws the reader's faults.
 */
export async function findCustomer(app: LookupContext, text: string, where: FindWhere): Promise<FoundCustomer> {
  const wanted = wantedIn(withoutPages(app.policy.dashboardLink, text));
  // A sign alone is in every e-mail address, and names nobody.
  if (!/[\p{L}\p{N}]/u.test(wanted)) return { kind: 'none' };
  const id = idIn(wanted);
  const contact = contactIn(wanted, app.policy.country);
  const isAlsoContact = contact !== undefined && wanted.length >= ratherAPhone;
  const byId = id === undefined ? undefined : ifThere(app.readers.operations.customers.get({ params: { id } }));
  const byContact = contact !== undefined && (id === undefined || isAlsoContact) ? findContact(app, contact, where) : undefined;
  // Awaited together: if both fail, neither is left without somebody who hears of it.
  const [customer, found] = await Promise.all([byId, byContact]);
  if (customer !== undefined) return { kind: 'one', customer, place: 'everywhere' };
  if (contact !== undefined) return found ?? findContact(app, contact, where);
  const named = await namedWithId(app, wanted);
  if (named !== undefined) return { kind: 'one', customer: named, place: 'everywhere' };
  // Nobody is called so, and the words alone are in many names.
  if (numberBehindCardWord(wanted) !== undefined) return { kind: 'none' };
  return id === undefined && !/^#?\d+$/.test(wanted) ? findByName(app, inOrder(wanted), where) : { kind: 'none' };
}

/** `Novak, Lena` without the comma, which no back office has in a name. */
function inOrder(name: string): string {
  return /\d/.test(name) ? name : name.replace(/\s{0,9},\s{0,9}/g, ' ');
}

const nameAndId = /^(?<name>\D{2,100}?)[\s,;:|/·•-]{0,3}\(?(?:customer |#)?(?<digits>[1-9]\d{2,14})\)?$/i;
const idAndName = /^#?(?<digits>[1-9]\d{2,14})[\s,;:|/·•-]{1,3}(?<name>\D{2,100})$/;

/** A name and an id, as the app itself writes people (`Lena Novak (customer 1010)`): the one of that id, if called so. */
async function namedWithId(app: LookupContext, wanted: string): Promise<Customer | undefined> {
  const { name = '', digits = '' } = (nameAndId.exec(wanted) ?? idAndName.exec(wanted))?.groups ?? {};
  const id = idIn(digits);
  if (id === undefined || !/\p{L}{2}/u.test(name)) return undefined;
  const found = await ifThere(app.readers.operations.customers.get({ params: { id } }));
  const called = new Set(comparable(`${found?.firstName ?? ''} ${found?.lastName ?? ''}`).split(' '));
  const words = comparable(name.replace(/[,;:|/·•()]/g, ' ')).split(/\s+/);
  return words.filter((word) => word !== '').every((word) => called.has(word)) ? found : undefined;
}

/** By an e-mail address or a phone number: the one who has exactly this, else anyone who has it in theirs. */
async function findContact(
  app: LookupContext,
  contact: Contact,
  { branchId, page = 0, size = customersAPage }: FindWhere,
): Promise<FoundCustomer> {
  const { customers } = app.readers.operations;
  const { searchText } = contact;
  // An exact match may be anywhere among the first hits; what is shown is still one page.
  const light = await customers.searchSimple({
    query: { searchText, page, size: page === 0 ? Math.max(size, lookedThrough) : size },
  });
  const exact = light.items.filter(contact.isOf);
  const only = exact[0];
  if (only !== undefined && exact.length === 1) return { kind: 'one', customer: only, place: 'everywhere' };
  if (light.items.length > 0) return hitsOf(light, { page, size, place: 'everywhere' });
  return hitsOf(await customers.search({ query: { branchId, searchText, page, size } }), { page, size, place: 'branch' });
}

/** A customer in a list: `Anna Gruber · a…@example.com · 1008`, and beside it what tells people of one name apart and whether the account is blocked or deleted. */
export function customerChoice(customer: Customer, redactor: Redactor): Choice {
  const name =
    redactor.audience === 'one' ? oneLine(`${customer.firstName ?? ''} ${customer.lastName ?? ''}`) : redactor.person(customer);
  const contact = [redactor.email(customer.email), redactor.phone(customer.phone)].find((masked) => masked !== '–');
  const born = redactor.birthdate(customer.birthdate);
  const facts = [
    ...(redactor.audience === 'many' || born === '–' ? [] : [speak('born {born}', { born })]),
    ...(redactor.audience === 'many' || oneLine(customer.city ?? '') === '' ? [] : [clip(oneLine(customer.city ?? ''), 30)]),
    ...stateOf(customer),
  ];
  return {
    text: [
      ...(name === '' ? [] : [clip(name, 32)]),
      ...(contact === undefined ? [] : [clip(contact, 28)]),
      String(customer.id),
    ].join(' · '),
    value: String(customer.id),
    description: facts.length === 0 ? undefined : facts.join(' · '),
  };
}

function stateOf({ blockState }: Customer): string[] {
  return blockState === undefined || isFine('block', blockState) ? [] : [stateWord('block', blockState)];
}

/** Customers for an external select, from the light search: it is meant for this, and it also finds who never accepted a branch's terms. */
export const customerOptions: OptionsFor = async (app, query, _branchId, signal) => {
  const wanted = wantedIn(query).slice(0, 200);
  if (wanted === '') return [];
  const { customers } = app.readers.operations;
  const id = idIn(wanted);
  const contact = contactIn(wanted, app.policy.country);
  const [byId, light] = await Promise.all([
    id === undefined ? undefined : ifThere(customers.get({ params: { id } }, stoppable(signal))),
    customers.searchSimple({ query: { searchText: contact?.searchText ?? wanted, size: mostOptions } }, stoppable(signal)),
  ]);
  const redactor = redactorFor(app);
  const others = light.items.filter((hit) => hit.id !== byId?.id);
  return [...(byId === undefined ? [] : [byId]), ...others]
    .slice(0, mostOptions)
    .map((customer) => customerChoice(customer, redactor));
};
