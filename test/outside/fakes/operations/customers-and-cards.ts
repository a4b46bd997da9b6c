/** What is written about customers, their access, ratings, verifications and cards. `undefined`: not one of these. */
import { list, type Thing, text, thing, things } from '../json.ts';
import { type Answer, addCustomer, fail, page, type Upstream, type World } from './world.ts';

export function customersAndCards(world: World, call: Upstream): Answer | undefined {
  const [root, first, second, third] = call.path.split('/').filter(Boolean).map(decodeURIComponent);
  if (root === 'verification' && call.method === 'GET') return verification(world, call, first);
  if (root === 'customer-identity-cards') return cards(world, call, first, second);
  if (root !== 'customers') return undefined;
  if (first === undefined) return call.method === 'POST' ? createCustomer(world, call) : undefined;
  if (first === 'logout' && call.method === 'PATCH') return [200, { loggedOut: 17 }];
  if (first === 'reset' && second !== undefined && call.method === 'POST') return [204];
  const id = Number(first);
  if (second === 'ratings') return ratings(world, call, id, third);
  const customer = world.customers.get(id);
  return customer === undefined || second === undefined ? undefined : access(world, call, customer, second);
}

function createCustomer(world: World, call: Upstream): Answer {
  const { authenticationType, sendResetPassword: _, ...body } = thing(call.body);
  world.nextId += 1;
  addCustomer(world, { ...body, id: world.nextId, signInMethods: [authenticationType] }, [Number(body.branchId)]);
  return [201, world.customers.get(world.nextId)];
}

const added: Record<string, { method: string; field: string }> = {
  'add-email-sign-in-method': { method: 'EMAIL', field: 'email' },
  'add-phone-sign-in-method': { method: 'PHONE', field: 'phone' },
  'add-email-code-sign-in-method': { method: 'EMAIL_CODE', field: 'email' },
};

function access(world: World, call: Upstream, customer: Thing, what: string): Answer | undefined {
  const id = Number(customer.id);
  const asked = `${call.method} ${what}`;
  const methods = list(customer.signInMethods);
  const adds = added[what];
  if (adds && call.method === 'POST') {
    Object.assign(customer, { [adds.field]: thing(call.body)[adds.field], signInMethods: [...methods, adds.method] });
    return [200, customer];
  }
  switch (asked) {
    case 'GET refresh-tokens':
      return [200, world.refreshTokens.get(id) ?? []];
    case 'POST remove-sign-in-method':
      customer.signInMethods = methods.filter((one) => one !== thing(call.body).method);
      return [200, customer];
    case 'DELETE mfa':
      customer.mfaEnabled = false;
      return [204];
    case 'PATCH logout':
      world.refreshTokens.delete(id);
      return [204];
  }
  return undefined;
}

function ratings(world: World, call: Upstream, id: number, what: string | undefined): Answer {
  const account = world.customers.get(id) ?? world.groups.get(id);
  if (!account) return fail(404, 'U106', 'account not found');
  const all = world.ratings.get(id) ?? [];
  switch (`${call.method} ${what ?? ''}`.trim()) {
    case 'GET':
      return [200, all];
    case 'POST': {
      world.nextId += 1;
      const rating = { ...thing(call.body), id: world.nextId, createdAt: new Date().toISOString(), provider: 'MANUAL' };
      world.ratings.set(id, [...all, rating]);
      return [201, rating];
    }
    case 'POST approve':
      account.creditStatus = 'APPROVED';
      return [204];
    case 'POST reject':
      account.creditStatus = 'REJECTED';
      return [204];
    case 'POST queue':
      return [202];
  }
  return fail(404, 'X404', 'no such endpoint of ratings');
}

function verification(world: World, call: Upstream, id: string | undefined): Answer {
  const all = [...world.verifications.values()];
  if (id !== undefined) {
    const one = all.find((each) => text(each.id) === id);
    return one ? [200, one] : fail(404, 'V404', 'verification not found');
  }
  return [200, all.filter((one) => text(one.guserId) === call.query.get('guserId'))];
}

/** Numbers are unique everywhere, and so is an RFID with its type. */
const isTaken = (world: World, card: Thing, but?: number) =>
  [...world.cards.values()].some(
    (one) =>
      one.id !== but && (one.cardNumber === card.cardNumber || (one.rfidUid === card.rfidUid && one.rfidType === card.rfidType)),
  );

function cards(world: World, call: Upstream, first: string | undefined, second: string | undefined): Answer | undefined {
  const body = thing(call.body);
  const add = (one: Thing) => {
    world.nextId += 1;
    const card = { ...one, id: world.nextId, state: 'NEW' };
    world.cards.set(card.id, card);
    return card;
  };
  if (first === undefined && call.method === 'POST')
    return isTaken(world, body) ? fail(409, 'C409', 'card exists already') : [201, add(body)];
  if (first === undefined && call.method === 'PATCH') {
    if (!Array.isArray(call.body)) return fail(400, 'C400', 'an array is wanted');
    return things(call.body).some((one) => isTaken(world, one))
      ? fail(409, 'C409', 'card exists already')
      : page(things(call.body).map(add), new URLSearchParams({ size: '10000' }));
  }
  const card = world.cards.get(Number(first));
  if (!card || second !== undefined || call.method !== 'PATCH') return undefined;
  if (isTaken(world, { ...card, ...body }, Number(card.id))) return fail(409, 'C409', 'number or RFID is taken');
  return [200, Object.assign(card, body)];
}
