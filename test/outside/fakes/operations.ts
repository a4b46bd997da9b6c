/** Both back offices of our own, from the assumed shapes alone: stateful, counting, and able to misbehave. */
import { list, parsed, type Thing, text, thing } from './json.ts';
import { after, type Heard, serve } from './server.ts';

export const clientKey = 'ops-client-key-5b1f-geheim';
export const smartmoveSecret = 'smartmove-client-secret-77aa';

export type Upstream = { method: string; path: string; query: URLSearchParams; body: unknown; at: number; status: number };
/** `lost`: it is done, and the answer never comes. `timeout`: nothing is done and nothing answered. */
export type Misbehaviour =
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'reset' | 'garbage' | 'timeout' | 'lost-reset' | 'lost-500' | 'lost-garbage' | 'lost-timeout' }
  | { kind: 'slow'; ms: number };
type Rule = {
  match: (heard: { method: string; path: string; query: URLSearchParams }) => boolean;
  what: Misbehaviour;
  left: number;
};

export type FakeOperations = Awaited<ReturnType<typeof fakeOperations>>;

export async function fakeOperations(port = 0) {
  const calls: Upstream[] = [];
  const signIns: { path: string; at: number; ok: boolean }[] = [];
  const rules: Rule[] = [];
  let tokens = new Set<string>();
  let refreshTokens = new Set<string>();
  let serial = 0;
  const world = makeWorld();
  const state = { down: false };

  const newTokens = () => {
    serial += 1;
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = Math.floor(Date.now() / 1000) + 5 * 3600;
    const accessToken = `${part({ alg: 'HS256' })}.${part({ exp, sub: 'client', n: serial })}.sig${serial}geheim`;
    const refreshToken = `${part({ alg: 'HS256' })}.${part({ exp: exp + 90_000, n: serial })}.ref${serial}geheim`;
    tokens.add(accessToken);
    refreshTokens.add(refreshToken);
    return { accessToken, refreshToken };
  };

  const server = await serve(async (heard, response, socket) => {
    const send = (status: number, body?: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers });
      response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (state.down) return void socket.destroy();
    const rule = rules.find((one) => one.left > 0 && one.match(heard));
    if (rule) rule.left -= 1;
    const what = rule?.what;
    if (heard.path.startsWith('/auth/')) {
      if (what?.kind === 'status')
        return send(what.status, what.body ?? { errorCode: 'AUTH1', userMessage: 'no', httpStatus: what.status });
      if (what?.kind === 'reset') return void socket.destroy();
      const body = thing(parsed(heard.raw));
      const ok = heard.path.endsWith('/sign-in-api-client')
        ? body.clientId === 'client' && body.clientKey === clientKey
        : heard.path.endsWith('/refresh-token') && refreshTokens.has(text(body.refreshToken));
      signIns.push({ path: heard.path, at: Date.now(), ok });
      return ok
        ? send(200, newTokens())
        : send(401, { errorCode: 'AUTH2', userMessage: 'wrong credentials', httpStatus: 401, traceId: 'trace-auth' });
    }
    if (heard.path.startsWith('/realm/')) {
      const form = new URLSearchParams(heard.raw);
      const ok = form.get('client_secret') === smartmoveSecret && form.get('grant_type') === 'client_credentials';
      return ok
        ? send(200, { access_token: newTokens().accessToken, expires_in: 300, token_type: 'Bearer', scope: 'profile email' })
        : send(401, { error: 'unauthorized_client', error_description: 'Invalid client' });
    }
    const call: Upstream = {
      method: heard.method,
      path: heard.path.replace(/^\/ops/, ''),
      query: heard.query,
      body: parsed(heard.raw),
      at: Date.now(),
      status: 0,
    };
    calls.push(call);
    const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) => {
      call.status = status;
      send(status, body, headers);
    };
    if (!tokens.has(text(heard.headers.authorization).replace(/^Bearer /, '')))
      return answer(401, { errorCode: 'A201', userMessage: 'token invalid', httpStatus: 401, traceId: 'trace-401' });
    switch (what?.kind) {
      case 'status':
        return answer(
          what.status,
          what.body ?? { errorCode: 'X999', userMessage: 'something broke', httpStatus: what.status, traceId: 'trace-500-abc' },
          what.headers,
        );
      case 'reset':
        return void socket.destroy();
      case 'garbage':
        return answer(200, '<html>not json</html>');
      case 'timeout':
        return;
      case 'slow':
        await after(what.ms);
        break;
    }
    const [status, body, headers] = heard.path.startsWith('/m2m/') ? smartmove(world, heard) : operations(world, call);
    switch (what?.kind) {
      case 'lost-reset':
        return void socket.destroy();
      case 'lost-timeout':
        return;
      case 'lost-500':
        return answer(500, { errorCode: 'X500', userMessage: 'internal', httpStatus: 500, traceId: 'trace-lost' });
      case 'lost-garbage':
        return answer(200, '<<<not json');
    }
    answer(status, body, headers);
  }, port);

  return {
    world,
    calls,
    signIns,
    state,
    api: `${server.base}/ops`,
    auth: `${server.base}/auth`,
    smartmoveApi: `${server.base}/m2m`,
    smartmoveToken: `${server.base}/realm/token`,
    port: server.port,
    /** The next `times` calls that match go wrong in this way. */
    misbehave(match: Rule['match'], what: Misbehaviour, times = Number.POSITIVE_INFINITY) {
      rules.unshift({ match, what, left: times });
    },
    behave() {
      rules.length = 0;
    },
    /** As when an operator changes the key's session in the middle of work. */
    forgetTokens(refreshToo = false) {
      tokens = new Set();
      if (refreshToo) refreshTokens = new Set();
    },
    writes: () => calls.filter((one) => one.method !== 'GET'),
    stop: () => server.close(),
  };
}

type Answer = [status: number, body?: unknown, headers?: Record<string, string>];
const fail = (status: number, errorCode: string, userMessage: string): Answer => [
  status,
  { errorCode, userMessage, httpStatus: status, traceId: `trace-${errorCode}` },
];

export type World = ReturnType<typeof makeWorld>;

function makeWorld() {
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
  const world = {
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
    nextId: 90_000,
  };
  return world;
}

export function addCustomer(world: World, customer: Thing & { id: number }, branches = [1]) {
  world.customers.set(customer.id, {
    language: 'de',
    country: 'DE',
    branchId: branches[0],
    blockState: 'NONE',
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

function page(all: unknown[], query: URLSearchParams): Answer {
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

const matches = (one: Thing, keys: string[], wanted: string) => {
  const whole = keys
    .map((key) => text(one[key]))
    .join(' ')
    .toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word));
};

const branches = [
  { id: 1, name: 'Berlin', code: 'BER', state: 'OPERATIONAL' },
  { id: 2, name: 'Hamburg', code: 'HAM', state: 'OPERATIONAL' },
  { id: 3, name: 'München', code: 'MUC', state: 'OPERATIONAL' },
];
const categories = [
  { id: 11, name: 'Scooter', bookable: true },
  { id: 12, name: 'Car', bookable: true },
];

function operations(world: World, call: Upstream): Answer {
  const { method, path, query } = call;
  const body = thing(call.body);
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [root, first, second] = parts;
  const is = (wanted: string) => `${method} ${wanted}` === `${method} ${path}` && wanted === path;
  const branch = Number(query.get('branchId') ?? 0);

  if (root === 'branches' && method === 'GET') return page(branches, query);
  if (is('/vehicles/categories')) return page(categories, query);
  if (is('/roles/assignments/exists')) return [200, { exists: true }];
  if (root === 'settings' || root === 'settings-management') return [200, []];
  if (is('/voucherables'))
    return page(
      world.voucherables.filter(
        (one) =>
          (query.get('type') === null || one.type === query.get('type')) &&
          (branch === 0 || one.branchId === branch) &&
          (query.get('active') !== 'true' || one.active === true),
      ),
      query,
    );
  if (is('/rental-requirements/start')) {
    const id = Number(query.get('userId'));
    if (!world.customers.has(id)) return fail(404, 'U106', 'user not found');
    const all = world.requirements.get(id) ?? [{ type: 'TERMS', fulfilled: true }];
    return [200, { fulfilled: all.every((one) => one.fulfilled === true), requirements: all }];
  }
  if (root === 'customers' && first === undefined && method === 'GET') {
    const wanted = query.get('searchText') ?? '';
    const simple = query.has('simple');
    if (!simple && !query.has('branchId')) return fail(400, 'B300', 'branchId is required');
    const all = [...world.customers.values()].filter(
      (one) =>
        matches(one, ['id', 'firstName', 'lastName', 'email', 'phone'], wanted) &&
        (simple || world.accepted.get(Number(one.id))?.has(branch)),
    );
    return page(
      simple
        ? all.map(({ id, firstName, lastName, email, phone, blockState }) => ({
            id,
            firstName,
            lastName,
            email,
            phone,
            blockState,
          }))
        : all,
      query,
    );
  }
  if (root === 'customers' && first !== undefined) {
    const id = Number(first);
    const customer = world.customers.get(id);
    if (!customer && !world.groups.has(id)) return fail(404, 'U106', 'user not found');
    if (second === undefined && method === 'GET') return customer ? [200, customer] : fail(404, 'U106', 'user not found');
    if (second === undefined && method === 'PATCH') {
      Object.assign(customer ?? {}, body);
      return [200, customer];
    }
    if (second === undefined && method === 'DELETE') {
      Object.assign(customer ?? {}, { blockState: 'DELETED' });
      return [204];
    }
    if (second === 'details')
      return [
        200,
        {
          ...customer,
          termsAndConditionsAcceptanceState: world.accepted.get(id)?.has(branch) ? 'ACCEPTED' : 'NOT_ACCEPTED',
          identityCards: [...world.cards.values()].filter((one) => one.userId === id && one.state === 'ASSIGNED'),
          statistics: {
            rides: 12,
            ridesKilometers: 88.5,
            lastRentalAt: '2026-03-23T10:41:57Z',
            openInvoicesGross: customer?.blockedByUnpaidInvoices === true ? 42.5 : 0,
            currency: 'EUR',
          },
        },
      ];
    if (second === 'groups')
      return [
        200,
        [...world.groups.values()].filter((one) =>
          (world.members.get(Number(one.id)) ?? []).some((member) => member.userId === id),
        ),
      ];
    if (second === 'payment-sources')
      return [
        200,
        world.payment.get(id) ?? [
          { id: 1, type: 'CARD', state: 'ACTIVE', label: 'Visa 4242', isDefault: true, expiresAt: '2028-01-31' },
        ],
      ];
    if (second === 'refresh-tokens') return [200, []];
    if (second === 'vouchers') return [200, world.vouchers.get(`customers/${id}`) ?? []];
    if (second === 'apply-vouchers' && method === 'POST') return applyVoucher(world, `customers/${id}`, body);
    if (second === 'accept-terms-and-conditions' && method === 'POST') {
      world.accepted.get(id)?.add(branch);
      world.requirements.set(
        id,
        (world.requirements.get(id) ?? []).map((one) => (one.type === 'TERMS' ? { ...one, fulfilled: true } : one)),
      );
      return [204];
    }
    if (second === 'tags' && method === 'PUT') {
      Object.assign(customer ?? {}, { tags: list(call.body) });
      return [200, list(call.body)];
    }
    if (second === 'ratings') return [200, []];
    if (method === 'POST' || method === 'PATCH') return [204];
  }
  if (root === 'customer-identity-cards') return cardsOf(world, call, first, second);
  if (root === 'groups') {
    if (first === undefined) {
      if (!query.has('branchId')) return fail(400, 'B300', 'branchId is required');
      const wanted = query.get('searchText') ?? query.get('code') ?? query.get('name') ?? '';
      return page(
        [...world.groups.values()].filter((one) => matches(one, ['id', 'name', 'code'], wanted) && one.branchId === branch),
        query,
      );
    }
    const id = Number(first);
    const group = world.groups.get(id);
    if (!group) return fail(404, 'UG1', 'group not found');
    if (second === undefined) return [200, group];
    if (second === 'members') return [200, world.members.get(id) ?? []];
    if (second === 'vouchers') return [200, world.vouchers.get(`groups/${id}`) ?? []];
    if (second === 'payment-sources') return [200, []];
    if (second === 'billing-summary') return [200, { currency: 'EUR', openGross: 10, billedGross: 20 }];
    if (second === 'apply-vouchers' && method === 'POST') return applyVoucher(world, `groups/${id}`, body);
  }
  if (root === 'terms-and-conditions' || root === 'verification' || root === 'business-units') return [200, []];
  return fail(404, 'X404', `no such endpoint ${method} ${path}`);
}

function applyVoucher(world: World, where: string, body: Thing): Answer {
  const template = world.voucherables.find((one) => one.id === body.voucherableId);
  if (!template) return fail(404, 'VA404', 'voucherable not found');
  if (template.type !== 'CustomerCare') return fail(400, 'VA400', 'not a customer care voucherable');
  world.nextId += 1;
  const voucher = {
    id: world.nextId,
    voucherableCode: template.code,
    name: template.name,
    status: 'ACTIVE',
    valueGross: template.valueGross,
    remainingValueGross: template.valueGross,
    currency: template.currency,
    freeMinutes: template.freeMinutes,
    comment: body.comment,
  };
  world.vouchers.set(where, [...(world.vouchers.get(where) ?? []), voucher]);
  return [200, [voucher]];
}

function cardsOf(world: World, call: Upstream, first: string | undefined, second: string | undefined): Answer {
  const { method, query } = call;
  const body = thing(call.body);
  if (first === undefined && method === 'GET') {
    const branch = Number(query.get('branchId') ?? 0);
    return page(
      [...world.cards.values()].filter(
        (one) =>
          (branch === 0 || one.branchId === branch) &&
          matches(one, ['cardNumber', 'rfidUid', 'userId'], query.get('searchText') ?? ''),
      ),
      query,
    );
  }
  const card = world.cards.get(Number(first));
  if (!card) return fail(404, 'C404', 'card not found');
  if (second === undefined && method === 'GET') return [200, card];
  if (second === 'assign' && method === 'POST') {
    if (card.state === 'ASSIGNED') return fail(409, 'C409', 'card is assigned already');
    Object.assign(card, { state: 'ASSIGNED', userId: body.userId });
    return [200, card];
  }
  if (second === 'unassign' && method === 'POST') {
    if (!['UNASSIGNED', 'BROKEN', 'LOST', 'ARCHIVED'].includes(text(body.state))) return fail(400, 'C400', 'state is missing');
    delete card.userId;
    card.state = body.state;
    return [200, card];
  }
  return fail(404, 'X404', 'no such card endpoint');
}

function smartmove(world: World, heard: Heard): Answer {
  const id = heard.path.split('/').pop() ?? '';
  const user = world.smartmoveUsers.get(id);
  return user ? [200, user] : [404, { error: 'not_found', message: 'no such user' }];
}
