import { z } from 'zod';
import { paging } from '../shapes.ts';
import type { Table } from '../table.ts';
import {
  Account,
  AccountChanges,
  AccountCreate,
  BillingSummary,
  BulkResult,
  InviteResult,
  MemberAdd,
  Membership,
  MemberWrite,
} from './schemas/account.ts';
import { PaymentSource } from './schemas/customer.ts';

const userIds = z.object({ userIds: z.array(z.number().int()).min(1) });

/** Business accounts (`/groups` upstream) and who is in them. */
export const accounts = {
  search: {
    method: 'GET',
    path: '/groups',
    query: z.object({
      branchId: z.number().int(),
      name: z.string().optional(),
      code: z.string().optional(),
      searchText: z.string().optional(),
      ...paging,
    }),
    result: Account,
    list: true,
    retry: 'safe',
    assumed: ['result'],
  },
  get: { method: 'GET', path: '/groups/:userGroupId', result: Account, retry: 'safe', assumed: ['result'] },
  create: { method: 'POST', path: '/groups', body: AccountCreate, result: Account, retry: 'never', assumed: ['body', 'result'] },
  update: {
    method: 'PATCH',
    path: '/groups/:userGroupId',
    body: AccountChanges,
    result: Account,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  delete: { method: 'DELETE', path: '/groups/:userGroupId', result: 'none', retry: 'never', assumed: ['result'] },
  paymentSources: {
    method: 'GET',
    path: '/groups/:id/payment-sources',
    result: PaymentSource,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['result'],
  },
  billingSummary: {
    method: 'GET',
    path: '/groups/:id/billing-summary',
    result: BillingSummary,
    retry: 'safe',
    assumed: ['result'],
  },
  /** Replaces the whole list. */
  putTags: {
    method: 'PUT',
    path: '/groups/:id/tags',
    body: z.array(z.string()),
    result: z.array(z.string()),
    retry: 'never',
    assumed: ['body', 'result'],
  },
  members: {
    method: 'GET',
    path: '/groups/:id/members',
    query: z.object(paging),
    result: Membership,
    list: true,
    retry: 'safe',
    assumed: ['query', 'result'],
  },
  member: { method: 'GET', path: '/groups/:userGroupId/members/:userId', result: Membership, retry: 'safe', assumed: ['result'] },
  updateMember: {
    method: 'PUT',
    path: '/groups/:userGroupId/members/:userId',
    body: MemberWrite,
    result: Membership,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  addMember: {
    method: 'POST',
    path: '/groups/:userGroupId/add-member',
    body: MemberAdd,
    result: Membership,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  addMembers: {
    method: 'POST',
    path: '/groups/:userGroupId/add-members',
    body: userIds,
    result: BulkResult,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  removeMembers: {
    method: 'POST',
    path: '/groups/:userGroupId/remove-members',
    body: userIds,
    result: BulkResult,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  /** Join requests, sent to e-mail addresses. */
  invite: {
    method: 'POST',
    path: '/groups/:userGroupId/create-join-requests',
    body: z.object({ emails: z.array(z.string()).min(1) }),
    result: InviteResult,
    retry: 'never',
    assumed: ['body', 'result'],
  },
} as const satisfies Table[string];
