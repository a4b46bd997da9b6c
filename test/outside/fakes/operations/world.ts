/** What the back offices hold, and the ways in which they answer. */
import { type Thing, text } from '../json.ts';

export type Upstream = { method: string; path: string; query: URLSearchParams; body: unknown; at: number; status: number };
export type Answer = [status: number, body?: unknown, headers?: Record<string, string>];
export const fail = (status: number, errorCode: string, userMessage: string): Answer => [
  status,
  { errorCode, userMessage, httpStatus: status, traceId: `trace-${errorCode}` },
];

export type World = ReturnType<typeof makeWorld>;

export function makeWorld() {
  const customers = new Map<number, Thing>();
  const cards = new Map<number, Thing>();
  const vouchers = new Map<string, Thing[]>();
  const requirements = new Map<number, Thing[]>();
  const groups = new Map<number, Thing>();
  const members = new Map<number, Thing[]>();
  const payment = new Map<number, Thing[]>();
  const accepted = new Map<number, Set<number>>();
  const voucherables: Thing[] = [];
  const smartmoveUsers = new Map<string, Thing>();
  const terms = new Map<number, Thing>();
  const units = new Map<number, Thing>();
  const settings: Thing[] = [];
  /** Units that something refers to: they cannot be deleted. */
  const usedUnits = new Set<number>();
  /** People whom no business account takes or lets go. */
  const refusedMembers = new Set<number>();
  const ratings = new Map<number, Thing[]>();
  const refreshTokens = new Map<number, Thing[]>();
  const verifications = new Map<string, Thing>();
  const branches: Thing[] = [
    { id: 1, name: 'Berlin', code: 'BER', state: 'OPERATIONAL' },
    { id: 2, name: 'Hamburg', code: 'HAM', state: 'OPERATIONAL' },
    { id: 3, name: 'München', code: 'MUC', state: 'OPERATIONAL' },
  ];
  const categories: Thing[] = [
    { id: 11, name: 'Scooter', bookable: true },
    { id: 12, name: 'Car', bookable: true },
  ];
  const world = {
    branches,
    categories,
    customers,
    cards,
    vouchers,
    requirements,
    groups,
    members,
    payment,
    accepted,
    voucherables,
    smartmoveUsers,
    terms,
    units,
    settings,
    usedUnits,
    refusedMembers,
    ratings,
    refreshTokens,
    verifications,
    nextId: 90_000,
  };
  return world;
}

export function addCustomer(world: World, customer: Thing & { id: number }, branches = [1]) {
  world.customers.set(customer.id, {
    language: 'de',
    country: 'DE',
    branchId: branches[0],
    blockState: 'NOT_BLOCKED',
    paymentState: 'SOURCE_ADDED',
    paymentSourceIsAvailable: true,
    emailIsVerified: true,
    phoneIsVerified: true,
    licenseVerificationState: 'VERIFIED',
    drivingLicenseCategories: ['B'],
    creditStatus: 'NONE',
    signupSettled: true,
    blockedByUnpaidInvoices: false,
    signInMethods: ['EMAIL'],
    mfaEnabled: false,
    newsletter: false,
    annotations: [],
    tags: [],
    ...customer,
  });
  world.accepted.set(customer.id, new Set(branches));
}

export function page(all: unknown[], query: URLSearchParams): Answer {
  const size = Number(query.get('size') ?? 50);
  const number = Number(query.get('page') ?? 0);
  const part = all.slice(number * size, (number + 1) * size);
  const pages = Math.ceil(all.length / size);
  return [
    200,
    part,
    {
      'x-pagination-totalelements': String(all.length),
      'x-pagination-totalpages': String(pages),
      'x-pagination-number': String(number),
      'x-pagination-numberofelements': String(part.length),
      'x-pagination-size': String(size),
      'x-pagination-first': String(number === 0),
      'x-pagination-last': String(number >= pages - 1),
    },
  ];
}

export const matches = (one: Thing, keys: string[], wanted: string) => {
  const whole = keys
    .map((key) => text(one[key]))
    .join(' ')
    .toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word));
};
