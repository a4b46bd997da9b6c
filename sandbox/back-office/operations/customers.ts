import type { operations } from '../../../src/api/operations/index.ts';
import { branchScope, checkDay, fileOf, findBranch, findCustomer, findLivingCustomer, findTerms } from '../find.ts';
import { type Asked, type BackOfficeState, type HandlersOf, idFrom, newestFirst } from '../handlers.ts';
import { badRequest, conflict, notFound } from '../refusal.ts';
import { matcher } from '../search-text.ts';
import { termsInForce, termsState } from '../terms-state.ts';
import { withChanges } from '../world/person.ts';
import type { Customer } from '../world/types.ts';
import { accessHandlers } from './access.ts';
import { groupAnswer } from './accounts.ts';
import { checkContactsFree, customerAnswer, hit } from './contacts.ts';

const searched = (customer: Customer) => [
  customer.firstName,
  customer.lastName,
  customer.phone,
  customer.email,
  String(customer.id),
];

function create({ world }: BackOfficeState, body: Asked<(typeof operations)['customers']['create']>['body']): Customer {
  if (body.authenticationType === 'PHONE' ? !body.phone : !body.email)
    throw badRequest('The contact that the customer signs in with is missing.');
  checkDay(body.birthdate, 'birthdate');
  if (body.branchId !== undefined) findBranch(world, body.branchId);
  checkContactsFree(world, undefined, body, 'U141.1');
  const { authenticationType, sendResetPassword, branchId, ...given } = body;
  const id = world.nextId();
  const fresh: Customer = {
    id,
    branchId: branchId ?? 1,
    blockState: 'NOT_BLOCKED',
    paymentState: 'NONE',
    paymentSourceIsAvailable: false,
    emailIsVerified: false,
    phoneIsVerified: false,
    licenseVerificationState: 'UNVERIFIED',
    drivingLicenseCategories: [],
    idVerificationState: 'UNVERIFIED',
    manualVerificationState: 'UNVERIFIED',
    creditStatus: 'NONE',
    signupSettled: false,
    blockedByUnpaidInvoices: false,
    signInMethods: [authenticationType],
    mfaEnabled: false,
    newsletter: false,
    annotations: [],
    tags: [],
  };
  const customer = withChanges(fresh, given);
  world.customers.set(id, customer);
  if (sendResetPassword && body.email) fileOf(world, id).passwordMails.push(body.email);
  return customer;
}

export const customerHandlers: HandlersOf<(typeof operations)['customers']> = {
  ...accessHandlers,
  search: {
    needs: 'USER_READ',
    handle({ world }, { query }) {
      const branches = [...branchScope(world, query.branchId, query.includeChildBranches ?? true)];
      const found = matcher(query.searchText);
      return newestFirst(world.customers.values(), (customer) => {
        if (query.signupSettled !== undefined && customer.signupSettled !== query.signupSettled) return false;
        // The scope is whose terms were ever accepted, in whatever version; not where the customer lives.
        const accepted = fileOf(world, customer.id).acceptedTerms;
        return branches.some((branchId) => accepted.has(branchId)) && found(searched(customer));
      }).map((customer) => customerAnswer(world, customer));
    },
  },
  searchSimple: {
    needs: 'USER_READ',
    handle({ world }, { query }) {
      const found = matcher(query.searchText);
      return newestFirst(world.customers.values(), (customer) => {
        const membership = world.memberships.get(customer.id);
        if (query.userGroupId !== undefined && membership?.userGroupId !== query.userGroupId) return false;
        if (query.hasUserGroup !== undefined && (membership !== undefined) !== query.hasUserGroup) return false;
        if (query.excludeBlockState !== undefined && customer.blockState === query.excludeBlockState) return false;
        if (query.excludeBlocked && customer.blockState !== 'NOT_BLOCKED') return false;
        if (query.excludeImpersonatedUsers && fileOf(world, customer.id).impersonated) return false;
        if (query.includeOperatorsOnly && fileOf(world, customer.id).operatorRole === undefined) return false;
        return found(searched(customer));
      }).map(hit);
    },
  },
  get: { needs: 'USER_READ', handle: ({ world }, { params }) => customerAnswer(world, findCustomer(world, idFrom(params.id))) },
  details: {
    needs: 'USER_READ',
    handle({ world }, { params, query }) {
      const customer = findCustomer(world, idFrom(params.id));
      findBranch(world, query.branchId);
      return {
        ...customerAnswer(world, customer),
        termsAndConditionsAcceptanceState: termsState(world, customer.id, query.branchId),
        identityCards: [...world.cards.values()].filter((card) => card.userId === customer.id),
        statistics: fileOf(world, customer.id).statistics,
      };
    },
  },
  accounts: {
    needs: 'USER_GROUP_READ',
    handle({ world }, { params }) {
      const membership = world.memberships.get(findCustomer(world, idFrom(params.id)).id);
      const group = membership && world.groups.get(membership.userGroupId);
      return group ? [groupAnswer(world, group)] : [];
    },
  },
  paymentSources: {
    needs: 'PAYMENT_SOURCE_READ',
    handle: ({ world }, { params }) => world.paymentSources.get(findCustomer(world, idFrom(params.id)).id) ?? [],
  },
  create: { needs: 'USER_WRITE', status: 201, handle: (office, { body }) => customerAnswer(office.world, create(office, body)) },
  update: {
    needs: 'USER_WRITE',
    handle({ world }, { params, body }) {
      const customer = findLivingCustomer(world, idFrom(params.id));
      checkDay(body.birthdate, 'birthdate');
      checkContactsFree(world, customer.id, body, 'U141');
      const changed = withChanges(customer, body);
      if (changed.email !== customer.email) changed.emailIsVerified = false;
      if (changed.phone !== customer.phone) changed.phoneIsVerified = false;
      world.customers.set(customer.id, changed);
      return customerAnswer(world, changed);
    },
  },
  delete: {
    needs: 'USER_DELETE',
    handle({ world }, { params }) {
      const customer = findLivingCustomer(world, idFrom(params.id));
      if (world.memberships.get(customer.id)?.role === 'OWNER') throw conflict('UG107', 'The user owns a business account');
      world.customers.set(customer.id, { ...customer, blockState: 'DELETED', signInMethods: [] });
      world.refreshTokens.delete(customer.id);
      world.memberships.delete(customer.id);
    },
  },
  putTags: {
    needs: 'USER_WRITE',
    handle({ world }, { params, query, body }) {
      const customer = findLivingCustomer(world, idFrom(params.userId));
      findBranch(world, query.branchId);
      customer.tags = [...new Set(body)];
      return customer.tags;
    },
  },
  acceptTerms: {
    needs: 'USER_WRITE',
    handle({ world }, { params, query }) {
      const customer = findLivingCustomer(world, idFrom(params.id));
      findBranch(world, query.branchId);
      const terms = query.tacId === undefined ? termsInForce(world, query.branchId) : findTerms(world, query.tacId);
      if (terms === undefined) throw notFound('U603', 'This branch has no terms in force');
      if (terms.branchId !== query.branchId && termsInForce(world, query.branchId)?.id !== terms.id)
        throw badRequest('These are not terms of this branch.');
      fileOf(world, customer.id).acceptedTerms.set(terms.branchId, terms.id);
    },
  },
};
