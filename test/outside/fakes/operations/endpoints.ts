/** What each endpoint does and answers when nothing goes wrong. */
import { list, type Thing, text, thing } from '../json.ts';
import { business as businessOffice } from './business.ts';
import { customersAndCards } from './customers-and-cards.ts';
import { type Answer, fail, matches, page, type Upstream, type World } from './world.ts';

export function operations(world: World, call: Upstream): Answer {
  const { method, path, query } = call;
  const body = thing(call.body);
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [root, first, second] = parts;
  const is = (wanted: string) => `${method} ${wanted}` === `${method} ${path}` && wanted === path;
  const branch = Number(query.get('branchId') ?? 0);
  const more = customersAndCards(world, call);
  if (more !== undefined) return more;

  const business = businessOffice(world, call);
  if (business) return business;
  if (root === 'branches' && method === 'GET') return page(world.branches, query);
  if (is('/vehicles/categories')) return page(world.categories, query);
  if (is('/roles/assignments/exists')) return [200, { exists: true }];
  if (is('/settings-management'))
    return page(
      world.settings
        .filter((one) => matches(one, ['key', 'description'], query.get('searchText') ?? ''))
        .map(({ key, scope, description }) => ({ key, scope, description })),
      query,
    );
  if (is('/settings'))
    return [
      200,
      world.settings
        .filter((one) => query.getAll('keys').includes(text(one.key)))
        .map(({ key, value, branchIds }) => ({ key, value, branchIds })),
    ];
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
  if (root === 'verification') return [200, []];
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
