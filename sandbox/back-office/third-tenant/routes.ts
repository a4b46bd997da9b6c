import type { Shape } from './shapes.ts';
import { shapes } from './shapes.ts';

/** A call here, and which of the first tenant's it is. */
export type Route = {
  method: string;
  path: string;
  as: readonly [method: string, path: string];
  /** here → assumed: all that this call takes in its address. */
  query: Readonly<Record<string, string>>;
  /** What it takes as a body; none if left out. */
  body?: Shape;
  answer: Shape;
  /** Where the list is. */
  items?: string;
};

type Rest = { query?: Record<string, string>; body?: Shape; answer?: Shape; items?: string };

const route = (here: string, as: string, { query = {}, answer = {}, ...rest }: Rest = {}): Route => {
  const [method = '', path = ''] = here.split(' ');
  const [asMethod = '', asPath = ''] = as.split(' ');
  return { method, path, as: [asMethod, asPath], query, answer, ...rest };
};

const site = { site: 'branchId' };
const pages = { pageIndex: 'page', limit: 'size', sort: 'sort' };
const { customer, card, company, voucher, member, entity, score, text } = shapes;

/** Everything that this tenant has; whatever else is asked for is not there. */
export const routes: readonly Route[] = [
  route('POST /people/find', 'GET /customers', {
    query: { ...site, ...pages, q: 'searchText', deep: 'includeChildBranches', signupSettled: 'signupSettled' },
    answer: customer,
    items: 'result.rows',
  }),
  route('GET /people/quick', 'GET /customers', {
    query: {
      brief: 'simple',
      q: 'searchText',
      ...pages,
      userGroupId: 'userGroupId',
      excludeBlockState: 'excludeBlockState',
      excludeImpersonatedUsers: 'excludeImpersonatedUsers',
      hasUserGroup: 'hasUserGroup',
      excludeBlocked: 'excludeBlocked',
      includeOperatorsOnly: 'includeOperatorsOnly',
    },
    answer: customer,
    items: 'hits',
  }),
  route('POST /people/log-out', 'PATCH /customers/logout', { body: shapes.everybody, answer: shapes.everybody }),
  route('POST /people', 'POST /customers', { body: shapes.newCustomer, answer: customer }),
  route('GET /people/{1}', 'GET /customers/{1}', { answer: shapes.person }),
  route('PUT /people/{1}', 'PATCH /customers/{1}', { body: customer, answer: customer }),
  route('POST /people/{1}/close', 'DELETE /customers/{1}'),
  route('GET /people/{1}/overview', 'GET /customers/{1}/details', { query: site, answer: customer }),
  route('GET /people/{1}/companies', 'GET /customers/{1}/groups', { answer: company, items: 'companies' }),
  route('GET /people/{1}/wallet', 'GET /customers/{1}/payment-sources', { query: site, items: 'wallet.methods' }),
  route('POST /people/{1}/labels', 'PUT /customers/{1}/tags', { query: site, body: {}, items: 'labels' }),
  route('PUT /people/{1}/consents', 'POST /customers/{1}/accept-terms-and-conditions', { query: { ...site, text: 'tacId' } }),
  route('GET /people/{1}/devices', 'GET /customers/{1}/refresh-tokens', { items: 'devices' }),
  route('DELETE /people/{1}/devices', 'PATCH /customers/{1}/logout'),
  route('PUT /people/{1}/password-mail', 'POST /customers/{1}/password-reset-email'),
  route('POST /password-mail/{1}', 'POST /customers/reset/{1}'),
  route('POST /people/{1}/logins/password', 'POST /customers/{1}/add-email-sign-in-method', {
    body: shapes.mail,
    answer: customer,
  }),
  route('POST /people/{1}/logins/phone', 'POST /customers/{1}/add-phone-sign-in-method', {
    body: shapes.number,
    answer: customer,
  }),
  route('POST /people/{1}/logins/code', 'POST /customers/{1}/add-email-code-sign-in-method', {
    body: shapes.mail,
    answer: customer,
  }),
  route('DELETE /people/{1}/logins', 'POST /customers/{1}/remove-sign-in-method', { body: shapes.login, answer: customer }),
  route('POST /people/{1}/second-factor/reset', 'DELETE /customers/{1}/mfa'),
  route('GET /people/{1}/scores', 'GET /customers/{1}/ratings', { answer: score, items: 'scores' }),
  route('POST /people/{1}/scores', 'POST /customers/{1}/ratings', { body: score, answer: score }),
  route('PUT /people/{1}/scores/yes', 'POST /customers/{1}/ratings/approve', { body: shapes.remark }),
  route('PUT /people/{1}/scores/no', 'POST /customers/{1}/ratings/reject', { body: shapes.remark }),
  route('GET /people/{1}/credits', 'GET /customers/{1}/vouchers', { query: site, answer: voucher, items: 'credits' }),
  route('PUT /people/{1}/credits', 'POST /customers/{1}/apply-vouchers', {
    body: shapes.gift,
    answer: voucher,
    items: 'given',
  }),
  route('GET /tokens', 'GET /customer-identity-cards', {
    query: { ...site, ...pages, q: 'searchText' },
    answer: card,
    items: 'data',
  }),
  route('POST /tokens', 'POST /customer-identity-cards', { body: card, answer: card }),
  route('POST /tokens/bulk', 'PATCH /customer-identity-cards', { body: card, answer: card, items: 'made' }),
  route('GET /tokens/{1}', 'GET /customer-identity-cards/{1}', { answer: card }),
  route('PUT /tokens/{1}', 'PATCH /customer-identity-cards/{1}', { body: card, answer: card }),
  route('PUT /tokens/{1}/holder', 'POST /customer-identity-cards/{1}/assign', { body: shapes.assign, answer: card }),
  route('DELETE /tokens/{1}/holder', 'POST /customer-identity-cards/{1}/unassign', { body: shapes.unassign, answer: card }),
  route('GET /perks', 'GET /voucherables', {
    query: { ...site, kind: 'type', live: 'active' },
    answer: shapes.template,
    items: 'perks',
  }),
  route('POST /ride-check', 'GET /rental-requirements/start', {
    query: {
      ...site,
      person: 'userId',
      vehicle: 'vehicleCategoryId',
      from: 'startTime',
      to: 'endTime',
      company: 'userGroupId',
    },
    answer: shapes.check,
  }),
  route('GET /companies', 'GET /groups', {
    query: { ...site, ...pages, q: 'searchText', title: 'name', joinCode: 'code' },
    answer: company,
    items: 'companies',
  }),
  route('POST /companies', 'POST /groups', { body: company, answer: company }),
  route('GET /companies/{1}', 'GET /groups/{1}', { answer: company }),
  route('PUT /companies/{1}', 'PATCH /groups/{1}', { body: company, answer: company }),
  route('DELETE /companies/{1}', 'DELETE /groups/{1}'),
  route('GET /companies/{1}/wallet', 'GET /groups/{1}/payment-sources', { items: 'wallet.methods' }),
  route('GET /companies/{1}/bill', 'GET /groups/{1}/billing-summary', { answer: shapes.bill }),
  route('POST /companies/{1}/labels', 'PUT /groups/{1}/tags', { body: {}, items: 'labels' }),
  route('GET /companies/{1}/credits', 'GET /groups/{1}/vouchers', { query: site, answer: voucher, items: 'credits' }),
  route('PUT /companies/{1}/credits', 'POST /groups/{1}/apply-vouchers', {
    body: shapes.gift,
    answer: voucher,
    items: 'given',
  }),
  route('GET /companies/{1}/people', 'GET /groups/{1}/members', { query: pages, answer: member, items: 'people' }),
  route('POST /companies/{1}/people', 'POST /groups/{1}/add-member', { body: member, answer: member }),
  route('PATCH /companies/{1}/people', 'POST /groups/{1}/add-members', { body: shapes.people, answer: shapes.bulk }),
  route('DELETE /companies/{1}/people', 'POST /groups/{1}/remove-members', { body: shapes.people, answer: shapes.bulk }),
  route('GET /companies/{1}/people/{2}', 'GET /groups/{1}/members/{2}', { answer: member }),
  route('PATCH /companies/{1}/people/{2}', 'PUT /groups/{1}/members/{2}', { body: member, answer: member }),
  route('POST /companies/{1}/invitations', 'POST /groups/{1}/create-join-requests', {
    body: shapes.invitation,
    answer: shapes.bulk,
  }),
  route('GET /entities', 'GET /business-units', { query: { ...site, ...pages }, answer: entity, items: 'entities' }),
  route('POST /entities', 'POST /business-units', { body: entity, answer: entity }),
  route('GET /entities/{1}', 'GET /business-units/{1}', { answer: entity }),
  route('PATCH /entities/{1}', 'PUT /business-units/{1}', { body: entity, answer: entity }),
  route('DELETE /entities/{1}', 'DELETE /business-units/{1}'),
  route('GET /checks', 'GET /verification', {
    query: { person: 'guserId', deep: 'includeDetails' },
    answer: shapes.verification,
    items: 'checks',
  }),
  route('GET /checks/pictures/{1}', 'GET /verification/media/{1}'),
  route('GET /checks/{1}', 'GET /verification/{1}', { query: { try: 'attemptUuid' }, answer: shapes.verification }),
  route('GET /texts', 'GET /terms-and-conditions', { query: { ...site, ...pages }, answer: text, items: 'texts' }),
  route('POST /texts', 'POST /terms-and-conditions', { body: text, answer: text }),
  route('GET /texts/{1}', 'GET /terms-and-conditions/{1}', { answer: text }),
  route('PATCH /texts/{1}', 'PUT /terms-and-conditions/{1}', { body: text, answer: text }),
  route('DELETE /texts/{1}', 'DELETE /terms-and-conditions/{1}'),
  route('GET /sites', 'GET /branches', { query: pages, answer: shapes.site, items: 'sites' }),
  route('GET /vehicle-types', 'GET /vehicles/categories', { query: site, items: 'types' }),
  route('GET /may', 'GET /roles/assignments/exists', {
    query: { ...site, right: 'permission' },
    answer: shapes.right,
  }),
];

/** The route of a call, and the path that it has at the first tenant. */
export function routeOf(method: string, path: string): { route: Route; path: string } | undefined {
  const parts = path.split('/');
  for (const route of routes) {
    const own = route.path.split('/');
    if (route.method !== method || own.length !== parts.length) continue;
    if (!own.every((part, index) => part === parts[index] || part.startsWith('{'))) continue;
    const given = (number: string) => parts[own.indexOf(number)] ?? '';
    return { route, path: route.as[1].replace(/\{\d\}/g, given) };
  }
  return undefined;
}
