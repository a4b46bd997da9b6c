import { expect, it } from 'vitest';
import type { Handlers } from '../../../sandbox/back-office/handlers.ts';
import { knownSmartmoveUser, type World } from '../../../sandbox/back-office/index.ts';
import { operationsHandlers } from '../../../sandbox/back-office/operations/index.ts';
import { routesOf } from '../../../sandbox/back-office/routes.ts';
import { operations } from '../../../src/api/operations/index.ts';
import { smartmove } from '../../../src/api/smartmove/index.ts';
import type { Endpoint, Table } from '../../../src/api/table.ts';
import { openOffice } from './support.ts';

type Example = { params?: Record<string, string>; query?: string; body?: unknown };
type Examples<T extends Table> = { [G in keyof T]: { [R in keyof T[G]]: (world: World) => Example } };

const customer = { id: '1001' };
const owner = { userGroupId: '7001' };
const firstMember = (world: World) =>
  [...world.memberships.values()].find((one) => one.userGroupId === 7001 && one.role !== 'OWNER')?.userId ?? 0;
const verification = (world: World) => [...world.verifications.values()].find((one) => one.guserId === 1001);
const terms = { branchId: 1, termsAndConditionsText: 'New terms', termsAndConditionsUrl: 'https://operator.example/new' };

/** One good call for every row of the Operations table. */
const operationsExamples: Examples<typeof operations> = {
  customers: {
    search: () => ({ query: 'branchId=1' }),
    searchSimple: () => ({ query: 'simple&searchText=horvat' }),
    get: () => ({ params: customer }),
    details: () => ({ params: customer, query: 'branchId=1' }),
    accounts: () => ({ params: { id: '1031' } }),
    paymentSources: () => ({ params: customer }),
    create: () => ({ body: { authenticationType: 'EMAIL', email: 'new@example.com', branchId: 1 } }),
    update: () => ({ params: customer, body: { city: 'Graz' } }),
    delete: () => ({ params: { id: '1003' } }),
    putTags: () => ({ params: { userId: '1001' }, query: 'branchId=1', body: ['vip'] }),
    acceptTerms: () => ({ params: { id: '1010' }, query: 'branchId=1' }),
    refreshTokens: () => ({ params: customer }),
    sessions: () => ({ params: customer }),
    sendPasswordReset: () => ({ params: customer }),
    resetByEmail: () => ({ params: { email: 'maja.horvat@example.com' } }),
    addEmailSignIn: () => ({ params: { id: '1020' }, body: { email: 'late@example.com' } }),
    addPhoneSignIn: () => ({ params: customer, body: { phone: '+4315550199' } }),
    addEmailCodeSignIn: () => ({ params: customer, body: { email: 'maja.horvat@example.com' } }),
    removeSignIn: () => ({ params: { customerId: '1002' }, body: { method: 'EMAIL' } }),
    resetMfa: () => ({ params: customer }),
    logout: () => ({ params: customer }),
    logoutMany: () => ({ body: { role: 'CUSTOMER', branchId: 2 } }),
  },
  cards: {
    search: () => ({ query: 'searchText=HM-1000' }),
    get: () => ({ params: { cardId: '3001' } }),
    create: () => ({ body: { cardNumber: 'HM-90001' } }),
    createBatch: () => ({ body: [{ cardNumber: 'HM-90002' }, { cardNumber: 'HM-90003' }] }),
    update: () => ({ params: { cardId: '3002' }, body: { rfidUid: '04AA' } }),
    assign: () => ({ params: { cardId: '3002' }, body: { userId: 1010 } }),
    unassign: () => ({ params: { cardId: '3001' }, body: { state: 'LOST' } }),
  },
  vouchers: {
    templates: () => ({ query: 'branchId=1&active=true' }),
    ofCustomer: () => ({ params: { userId: '1001' } }),
    ofAccount: () => ({ params: { groupId: '7001' } }),
    applyToCustomer: () => ({ params: { userId: '1001' }, body: { voucherableId: 903, comment: 'Sorry' } }),
    applyToAccount: () => ({ params: { groupId: '7001' }, body: { voucherableId: 903 } }),
  },
  accounts: {
    search: () => ({ query: 'branchId=1' }),
    get: () => ({ params: owner }),
    create: () => ({ body: { name: 'New account', branchId: 1 } }),
    update: () => ({ params: owner, body: { name: 'Renamed' } }),
    delete: () => ({ params: { userGroupId: '7025' } }),
    paymentSources: () => ({ params: { id: '7001' } }),
    billingSummary: () => ({ params: { id: '7001' } }),
    putTags: () => ({ params: { id: '7001' }, body: ['gold'] }),
    members: () => ({ params: { id: '7001' } }),
    member: (world) => ({ params: { ...owner, userId: String(firstMember(world)) } }),
    updateMember: (world) => ({ params: { ...owner, userId: String(firstMember(world)) }, body: { role: 'MEMBER' } }),
    addMember: () => ({ params: owner, body: { userId: 1001 } }),
    addMembers: () => ({ params: owner, body: { userIds: [1002, 1008] } }),
    removeMembers: (world) => ({ params: owner, body: { userIds: [firstMember(world)] } }),
    invite: () => ({ params: owner, body: { emails: ['guest@example.com', 'nobody'] } }),
  },
  units: {
    list: () => ({ query: 'branchId=1' }),
    get: () => ({ params: { id: '501' } }),
    create: () => ({ body: { name: 'New unit', timezone: 'Europe/Vienna', currency: 'EUR', taxPercentage: 20 } }),
    update: () => ({ params: { id: '501' }, body: { name: 'Renamed' } }),
    delete: () => ({ params: { id: '506' } }),
  },
  ratings: {
    list: () => ({ params: { accountId: '1002' } }),
    create: () => ({ params: { accountId: '1001' }, body: { status: 'APPROVED', score: 500 } }),
    approve: () => ({ params: { accountId: '1001' }, body: { comment: 'ok' } }),
    reject: () => ({ params: { accountId: '7001' }, body: {} }),
    queue: () => ({ params: { accountId: '1001' } }),
  },
  verifications: {
    list: () => ({ query: 'guserId=1001' }),
    get: (world) => ({ params: { verificationId: verification(world)?.id ?? '' } }),
    media: (world) => ({ params: { fileUuid: verification(world)?.attempts[0]?.media[0]?.fileUuid ?? '' } }),
  },
  terms: {
    list: () => ({ query: 'branchId=1' }),
    get: () => ({ params: { id: '12' } }),
    create: () => ({ body: terms }),
    update: () => ({ params: { id: '11' }, body: terms }),
    delete: () => ({ params: { id: '11' } }),
  },
  branches: { list: () => ({}) },
  categories: { list: () => ({ query: 'branchId=1' }) },
  requirements: { start: () => ({ query: 'userId=1001&branchId=1&vehicleCategoryId=11' }) },
  permissions: { exists: () => ({ query: 'permission=USER_READ' }) },
  settings: {
    read: () => ({ query: 'keys=SUPPORT_PHONE&keys=SIGNUP_FEE_GROSS' }),
    discover: () => ({ query: 'searchText=phone' }),
  },
};

const person = {
  firstName: 'Ada',
  lastName: 'Neu',
  dateOfBirth: '1990-04-30',
  language: 'de',
  phone: '+4315559999',
  contactAddress: { city: 'Vienna' },
  billingAddress: { city: 'Vienna' },
  customerType: 'Private',
  productKey: 'BASIC',
};
const smartmoveParams = { country: 'AT', provider: 'WHL', customerId: knownSmartmoveUser };
const smartmoveExamples: Examples<typeof smartmove> = {
  users: {
    get: () => ({ params: smartmoveParams }),
    create: () => ({ params: smartmoveParams, body: { ...person, email: 'ada@example.com' } }),
    update: () => ({ params: smartmoveParams, body: person }),
  },
};

async function checkRow(
  name: string,
  endpoint: Endpoint,
  example: Example,
  call: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<Awaited<ReturnType<Awaited<ReturnType<typeof openOffice>>['api']>>>,
) {
  const path = endpoint.path.replace(/:(\w+)/g, (_, parameter: string) =>
    encodeURIComponent(example.params?.[parameter] ?? `no-${parameter}`),
  );
  const answered = await call(endpoint.method, example.query === undefined ? path : `${path}?${example.query}`, example.body);
  expect(answered.status, `${name}: ${answered.text.slice(0, 300)}`).toBeLessThan(300);
  if (endpoint.result === 'none') return expect(answered.text, name).toBe('');
  if (endpoint.result === 'bytes') return expect(answered.headers.get('content-type'), name).toMatch(/^image\//);
  if (!endpoint.list) return expect(endpoint.result.safeParse(answered.body), name).toMatchObject({ success: true });
  if (!Array.isArray(answered.body)) throw new Error(`${name} is not a list`);
  expect(answered.body.length, `${name} has something to show`).toBeGreaterThan(
    name === 'ratings.list' || name === 'vouchers.ofAccount' ? -1 : 0,
  );
  expect(answered.headers.get('x-pagination-totalelements'), name).toMatch(/^\d+$/);
  for (const item of answered.body) expect(endpoint.result.safeParse(item), name).toMatchObject({ success: true });
}

const rows = <T extends Table>(table: T, examples: Examples<T>) =>
  Object.entries(table).flatMap(([group, members]) =>
    Object.entries(members).map(([row, endpoint]) => ({ name: `${group}.${row}`, endpoint, example: examples[group]?.[row] })),
  );

/** Reads first and deletions last, so that all rows can live in one world. */
const inOrder = ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'];
const byOrder = (a: { endpoint: Endpoint }, b: { endpoint: Endpoint }) =>
  inOrder.indexOf(a.endpoint.method) - inOrder.indexOf(b.endpoint.method);

it('every row of the Operations table answers, in the shape that the row promises', async () => {
  const all = rows(operations, operationsExamples).sort(byOrder);
  expect(all.length).toBeGreaterThan(70);
  const { office, api } = await openOffice();
  for (const { name, endpoint, example } of all) {
    if (example === undefined) throw new Error(`No example for ${name}`);
    await checkRow(name, endpoint, example(office.world), api);
  }
  // Nothing passed by luck: each write row was found, and did what it does.
  expect(new Set(office.writes().flatMap(({ call, applied }) => (applied ? [call] : [])))).toEqual(
    new Set(all.flatMap(({ name, endpoint }) => (endpoint.method === 'GET' ? [] : [name]))),
  );
});

it('every row of the Smartmove table answers, in the shape that the row promises', async () => {
  const { office, smartmove: users } = await openOffice();
  for (const { name, endpoint, example } of rows(smartmove, smartmoveExamples).sort(byOrder)) {
    if (example === undefined) throw new Error(`No example for ${name}`);
    await checkRow(name, endpoint, example(office.world), (method, path, body) =>
      users(method, path.split('/users')[1] ?? '', body),
    );
  }
});

it('a row without a handler does not compile, and does not start', () => {
  const { cards: _, ...rest } = operationsHandlers;
  // @ts-expect-error the group of the cards is missing
  const incomplete: Handlers<typeof operations> = rest;
  expect(() => routesOf(operations, incomplete)).toThrow('No handler for cards.search');
});
