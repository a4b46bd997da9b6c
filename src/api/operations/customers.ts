import { z } from 'zod';
import { openEnum, paging } from '../shapes.ts';
import type { Table } from '../table.ts';
import { Account } from './schemas/account.ts';
import {
  blockStates,
  Customer,
  CustomerChanges,
  CustomerCreate,
  CustomerDetails,
  CustomerHit,
  PaymentSource,
} from './schemas/customer.ts';

const branch = z.object({ branchId: z.number().int() });

/** Customers: search, profile, and what changes the account itself. Sign-in and sessions are in access.ts. */
export const customers = {
  /** People who accepted the terms of this branch or of its children, and nobody else. */
  search: {
    method: 'GET',
    path: '/customers',
    query: z.object({
      branchId: z.number().int(),
      searchText: z.string().optional(),
      includeChildBranches: z.boolean().optional(),
      signupSettled: z.boolean().optional(),
      ...paging,
    }),
    result: Customer,
    list: true,
    retry: 'safe',
    assumed: ['result'],
  },
  /** The light search: not bound to a branch. `simple` need not be given. */
  searchSimple: {
    method: 'GET',
    path: '/customers',
    query: z.object({
      simple: z.literal(true).default(true),
      searchText: z.string().optional(),
      userGroupId: z.number().int().optional(),
      excludeBlockState: openEnum(blockStates).optional(),
      excludeImpersonatedUsers: z.boolean().optional(),
      hasUserGroup: z.boolean().optional(),
      excludeBlocked: z.boolean().optional(),
      includeOperatorsOnly: z.boolean().optional(),
      ...paging,
    }),
    flags: ['simple'],
    result: CustomerHit,
    list: true,
    retry: 'safe',
    assumed: ['query', 'result'],
  },
  get: { method: 'GET', path: '/customers/:id', result: Customer, retry: 'safe', assumed: ['result'] },
  details: {
    method: 'GET',
    path: '/customers/:id/details',
    query: branch,
    result: CustomerDetails,
    retry: 'safe',
    assumed: ['result'],
  },
  /** The business account the customer is in, as a list of none or one. */
  accounts: { method: 'GET', path: '/customers/:id/groups', result: Account, list: true, retry: 'safe', assumed: ['result'] },
  paymentSources: {
    method: 'GET',
    path: '/customers/:id/payment-sources',
    query: branch.partial(),
    result: PaymentSource,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['result'],
  },
  create: {
    method: 'POST',
    path: '/customers',
    body: CustomerCreate,
    result: Customer,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  update: {
    method: 'PATCH',
    path: '/customers/:id',
    body: CustomerChanges,
    result: Customer,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  delete: { method: 'DELETE', path: '/customers/:id', result: 'none', retry: 'never', assumed: ['result'] },
  /** Replaces the whole list. */
  putTags: {
    method: 'PUT',
    path: '/customers/:userId/tags',
    query: branch,
    body: z.array(z.string()),
    result: z.array(z.string()),
    retry: 'never',
    assumed: ['body', 'result'],
  },
  acceptTerms: {
    method: 'POST',
    path: '/customers/:id/accept-terms-and-conditions',
    query: branch.extend({ tacId: z.number().int().optional() }),
    result: 'none',
    retry: 'never',
    assumed: ['result'],
  },
} as const satisfies Table[string];
