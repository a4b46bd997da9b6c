import type { operations } from '../../../src/api/operations/index.ts';
import { fileOf, findBranch, findCustomer, findLivingCustomer } from '../find.ts';
import { type HandlersOf, idFrom } from '../handlers.ts';
import { badRequest, conflict, notFound } from '../refusal.ts';
import type { Customer, World } from '../world/types.ts';
import { checkContactsFree, customerAnswer } from './contacts.ts';

type AccessRows = Pick<
  (typeof operations)['customers'],
  | 'refreshTokens'
  | 'sessions'
  | 'sendPasswordReset'
  | 'resetByEmail'
  | 'addEmailSignIn'
  | 'addPhoneSignIn'
  | 'addEmailCodeSignIn'
  | 'removeSignIn'
  | 'resetMfa'
  | 'logout'
  | 'logoutMany'
>;

function addMethod(world: World, id: string, method: string, contact: { email?: string; phone?: string }): Customer {
  const customer = findLivingCustomer(world, idFrom(id));
  if (Object.values(contact).some((text) => text.trim() === '')) throw badRequest('The contact is empty.');
  if (customer.signInMethods.includes(method)) throw conflict('U109', 'The user has this sign-in method already');
  checkContactsFree(world, customer.id, contact, 'U141.2');
  Object.assign(customer, contact);
  customer.signInMethods = [...customer.signInMethods, method];
  return customer;
}

const tokens = {
  needs: 'USER_READ',
  handle: ({ world }: { world: World }, { params }: { params: { readonly id: string } }) =>
    world.refreshTokens.get(findCustomer(world, idFrom(params.id)).id) ?? [],
} as const;

/** How customers sign in; part of the group `customers`. */
export const accessHandlers: HandlersOf<AccessRows> = {
  refreshTokens: tokens,
  // The same call: the row keeps nothing of what it answers.
  sessions: { ...tokens, handle: (office, asked) => tokens.handle(office, asked) as unknown as Record<string, never>[] }, // safe: sent whole, as the real one would
  sendPasswordReset: {
    needs: 'USER_ACCESS_WRITE',
    handle({ world }, { params }) {
      const customer = findLivingCustomer(world, idFrom(params.id));
      if (customer.email === undefined) throw badRequest('The user has no e-mail address.');
      fileOf(world, customer.id).passwordMails.push(customer.email);
    },
  },
  resetByEmail: {
    needs: 'USER_ACCESS_WRITE',
    handle({ world }, { params }) {
      const email = params.email.toLowerCase();
      const customer = [...world.customers.values()].find(
        (one) => one.email?.toLowerCase() === email && one.blockState !== 'DELETED',
      );
      if (customer === undefined) throw notFound('U106', 'User not found');
      fileOf(world, customer.id).passwordMails.push(params.email);
    },
  },
  addEmailSignIn: {
    needs: 'USER_ACCESS_WRITE',
    handle: ({ world }, { params, body }) => customerAnswer(world, addMethod(world, params.id, 'EMAIL', body)),
  },
  addPhoneSignIn: {
    needs: 'USER_ACCESS_WRITE',
    handle: ({ world }, { params, body }) => customerAnswer(world, addMethod(world, params.id, 'PHONE', body)),
  },
  addEmailCodeSignIn: {
    needs: 'USER_ACCESS_WRITE',
    handle: ({ world }, { params, body }) => customerAnswer(world, addMethod(world, params.id, 'EMAIL_CODE', body)),
  },
  removeSignIn: {
    needs: 'USER_ACCESS_WRITE',
    handle({ world }, { params, body }) {
      const customer = findLivingCustomer(world, idFrom(params.customerId));
      if (!customer.signInMethods.includes(body.method)) throw conflict('U109', 'The user does not have this sign-in method');
      customer.signInMethods = customer.signInMethods.filter((method) => method !== body.method);
      return customerAnswer(world, customer);
    },
  },
  resetMfa: {
    needs: 'USER_ACCESS_WRITE',
    handle({ world }, { params }) {
      findLivingCustomer(world, idFrom(params.id)).mfaEnabled = false;
    },
  },
  logout: {
    needs: 'USER_ACCESS_WRITE',
    handle({ world }, { params }) {
      world.refreshTokens.delete(findLivingCustomer(world, idFrom(params.id)).id);
    },
  },
  logoutMany: {
    needs: 'USER_ACCESS_WRITE',
    handle({ world }, { body }) {
      findBranch(world, body.branchId);
      let loggedOut = 0;
      for (const customer of world.customers.values()) {
        if (customer.branchId !== body.branchId || (fileOf(world, customer.id).operatorRole ?? 'CUSTOMER') !== body.role)
          continue;
        if (world.refreshTokens.delete(customer.id)) loggedOut += 1;
      }
      return { loggedOut };
    },
  },
};
