import { fromHere, isThing, shapes, type Thing, toHere, UnknownField } from './shapes.ts';

/** A request here, as the first tenant's; `answer` is how its answer is written here. */
export type Asked = {
  method: string;
  path: string;
  search: URLSearchParams;
  body: unknown;
  answer: (body: unknown) => unknown;
  isEnvelope: boolean;
};

type Change = {
  method?: string;
  path?: string;
  shape?: keyof typeof shapes;
  body?: (body: unknown) => unknown;
  answer?: (body: unknown) => unknown;
  query?: Readonly<Record<string, string>>;
  isEnvelope?: true;
};

type Route = { method: string; path: RegExp; change: Change | ((match: RegExpExecArray) => Change) };

const voucher = (body: unknown) => {
  if (!isThing(body) || !Array.isArray(body.voucherableIds)) throw new UnknownField('voucherableId');
  const { voucherableIds, note, ...rest } = body;
  if ('comment' in rest) throw new UnknownField('comment');
  return { ...rest, voucherableId: voucherableIds[0], comment: note };
};

const checks = (body: unknown) => {
  if (!isThing(body)) return body;
  const { requirements, ...rest } = body;
  return { ...rest, checks: requirements };
};

const gone: Change = { path: '/not-here' };

/** The first that fits decides. What none names is spoken here as by the first tenant. */
const routes: readonly Route[] = [
  { method: 'GET', path: /^\/customers$/, change: { isEnvelope: true, shape: 'customer' } },
  {
    method: 'POST',
    path: /^\/customers\/(\d+)\/details\/query$/,
    change: ([, id]) => ({ method: 'GET', path: `/customers/${id}/details`, shape: 'customer' }),
  },
  { method: 'GET', path: /^\/customers\/\d+\/details$/, change: gone },
  {
    method: 'POST',
    path: /^\/customers\/(\d+)\/end-sessions$/,
    change: ([, id]) => ({ method: 'PATCH', path: `/customers/${id}/logout` }),
  },
  { method: 'PATCH', path: /^\/customers\/\d+\/logout$/, change: gone },
  { method: 'POST', path: /^\/customers\/\d+\/ratings\/queue$/, change: gone },
  {
    method: 'POST',
    path: /^\/customers\/\d+\/remove-sign-in-method$/,
    change: { body: (body) => fromHere(shapes.method, body), answer: (body) => toHere(shapes.customer, body) },
  },
  { method: 'POST', path: /^\/customers\/\d+\/add-[a-z-]+$/, change: { answer: (body) => toHere(shapes.customer, body) } },
  { method: 'POST', path: /^\/(customers|groups)\/\d+\/apply-vouchers$/, change: { body: voucher } },
  { method: 'GET', path: /^\/customers\/\d+\/groups$/, change: { shape: 'group' } },
  { method: '*', path: /^\/customers\/\d+\/ratings$/, change: { shape: 'rating' } },
  { method: '*', path: /^\/customers(\/\d+)?$/, change: { shape: 'customer' } },
  { method: 'GET', path: /^\/rental-requirements\/start$/, change: { query: { guserId: 'userId' }, answer: checks } },
  {
    method: 'POST',
    path: /^\/customer-identity-cards\/batch$/,
    change: { method: 'PATCH', path: '/customer-identity-cards', shape: 'card' },
  },
  { method: 'PATCH', path: /^\/customer-identity-cards$/, change: gone },
  { method: '*', path: /^\/customer-identity-cards$/, change: { shape: 'card' } },
  { method: '*', path: /^\/customer-identity-cards\/.*$/, change: gone },
  {
    method: 'POST',
    path: /^\/cards\/(\d+)\/(assign|unassign)$/,
    change: ([, id, verb]) => ({
      path: `/customer-identity-cards/${id}/${verb}`,
      body: (body) => fromHere(shapes.cardState, body),
      answer: (body) => toHere(shapes.card, body),
    }),
  },
  { method: '*', path: /^\/cards\/(\d+)$/, change: ([, id]) => ({ path: `/customer-identity-cards/${id}`, shape: 'card' }) },
  { method: 'GET', path: /^\/groups$/, change: { isEnvelope: true, shape: 'group' } },
  { method: 'GET', path: /^\/groups\/\d+\/members$/, change: { shape: 'membership' } },
  { method: '*', path: /^\/groups\/\d+\/members\/\d+$/, change: { shape: 'membership' } },
  { method: 'POST', path: /^\/groups\/\d+\/add-member$/, change: { shape: 'membership' } },
  { method: '*', path: /^\/groups(\/\d+)?$/, change: { shape: 'group' } },
  { method: 'GET', path: /^\/business-units$/, change: { isEnvelope: true, shape: 'unit' } },
  { method: '*', path: /^\/business-units(\/\d+)?$/, change: { shape: 'unit' } },
  { method: 'GET', path: /^\/terms-and-conditions$/, change: { query: { branch: 'branchId' } } },
  { method: 'GET', path: /^\/settings(-management)?$/, change: gone },
];

/** What is asked here, as the first tenant takes it. Throws UnknownField for names of the first tenant's. */
export function asAssumed(method: string, path: string, search: URLSearchParams, body: unknown): Asked {
  for (const route of routes) {
    if (route.method !== '*' && route.method !== method) continue;
    const match = route.path.exec(path);
    if (match === null) continue;
    const change = typeof route.change === 'function' ? route.change(match) : route.change;
    const shape = change.shape === undefined ? {} : shapes[change.shape];
    return {
      method: change.method ?? method,
      path: change.path ?? path,
      search: renamed(search, change.query ?? {}),
      body: body === undefined ? undefined : (change.body ?? ((one: unknown) => fromHere(shape, one)))(body),
      answer: change.answer ?? ((one) => toHere(shape, one)),
      isEnvelope: change.isEnvelope === true,
    };
  }
  return { method, path, search, body, answer: (one) => one, isEnvelope: false };
}

function renamed(search: URLSearchParams, names: Readonly<Record<string, string>>): URLSearchParams {
  const read = new URLSearchParams();
  for (const [name, value] of search) {
    if (Object.values(names).includes(name)) throw new UnknownField(name);
    read.append(names[name] ?? name, value);
  }
  return read;
}

/** A list as this tenant hands it out: units as HAL has it, the others in a page. */
export function inEnvelope(path: string, list: unknown, total: number, number: number): Thing {
  if (path === '/business-units') return { _embedded: { units: list }, page: { totalElements: total, number } };
  return { content: list, totalElements: total, number };
}
