import type { Clock } from '../../../src/lib/clock.ts';
import { makeCards } from './cards.ts';
import { makeExtra } from './crowd.ts';
import { datesFrom } from './dates.ts';
import { branches, categories, makeSettings, makeTerms } from './geography.ts';
import { makeBusinessUnits, makeGroups } from './groups.ts';
import { makePerson, type PersonChanges } from './person.ts';
import { seededRandom } from './random.ts';
import { makePaymentSources, makeRatings, makeRefreshTokens, makeVerifications } from './reviews.ts';
import { makeSmartmoveUsers } from './smartmove-users.ts';
import { stories } from './stories.ts';
import type { Customer, CustomerFile, World } from './types.ts';
import { permissions } from './vocabulary.ts';
import { makeVoucherables, makeVouchers } from './vouchers.ts';

/** How many customers there are, the characters of stories.ts included; their ids run from 1001. */
export const customerCount = 500;

const byId = <T extends { id: number }>(items: readonly T[]) => new Map(items.map((item) => [item.id, { ...item }]));

/** The world of a sandbox: the same for the same seed and day, and complete before the first call. */
export function buildWorld(options: { clock: Clock; seed?: number }): World {
  const seed = options.seed ?? 1;
  const random = seededRandom(seed);
  const dates = datesFrom(options.clock);
  const customers = new Map<number, Customer>();
  const files = new Map<number, CustomerFile>();
  const characters = stories(dates);
  for (let id = 1001; id < 1001 + customerCount; id += 1) {
    const changes: PersonChanges = characters[id] ?? makeExtra(id, random, dates);
    const { customer, file } = makePerson(id, dates, changes);
    customers.set(id, customer);
    files.set(id, file);
  }
  const { groups, memberships } = makeGroups(customers, random, dates);
  const accounts = [...customers.values(), ...groups.values()];
  // Made when somebody first looks, each from chance of its own: most starts never need them, and a start should cost nothing.
  const verifications = once(() => makeVerifications(customers.values(), seededRandom(seed + 1), dates));
  const smartmoveUsers = once(() => makeSmartmoveUsers(seededRandom(seed + 2), dates));
  let lastId = 20_000;
  return {
    currency: 'EUR',
    permissions: new Set(permissions),
    keepComments: false,
    notes: new Map(),
    branches: byId(branches),
    categories: byId(categories),
    terms: byId(makeTerms(dates)),
    customers,
    files,
    cards: makeCards(customers, random),
    voucherables: makeVoucherables(),
    groups,
    memberships,
    businessUnits: makeBusinessUnits(),
    paymentSources: makePaymentSources(accounts, dates),
    refreshTokens: makeRefreshTokens(customers.values(), dates),
    vouchers: makeVouchers(dates),
    ratings: makeRatings(accounts, dates),
    get verifications() {
      return verifications();
    },
    settings: makeSettings(),
    joinRequests: [],
    get smartmoveUsers() {
      return smartmoveUsers();
    },
    smartmoveProductField: 'productKey',
    nextId: () => {
      lastId += 1;
      return lastId;
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
