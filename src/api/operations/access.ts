import { z } from 'zod';
import type { Table } from '../table.ts';
import { Customer, RefreshToken, signInMethods } from './schemas/customer.ts';

const email = z.object({ email: z.string() });
const phone = z.object({ phone: z.string() });

/** How a customer signs in, and from where: part of the group `customers`. */
export const access = {
  /** Where the customer is signed in: kept off the reader, since it names their devices. */
  refreshTokens: {
    method: 'GET',
    path: '/customers/:id/refresh-tokens',
    result: RefreshToken,
    list: true,
    whole: true,
    retry: 'safe',
    secret: true,
    assumed: ['result'],
  },
  /** The same call with nothing kept of each device: how many there are is what the proof of a log-out needs, and no secret. */
  sessions: {
    method: 'GET',
    path: '/customers/:id/refresh-tokens',
    result: z.object({}),
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['result'],
  },
  sendPasswordReset: {
    method: 'POST',
    path: '/customers/:id/password-reset-email',
    result: 'none',
    retry: 'never',
    assumed: ['result'],
  },
  resetByEmail: { method: 'POST', path: '/customers/reset/:email', result: 'none', retry: 'never', assumed: ['result'] },
  addEmailSignIn: {
    method: 'POST',
    path: '/customers/:id/add-email-sign-in-method',
    body: email,
    result: Customer,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  addPhoneSignIn: {
    method: 'POST',
    path: '/customers/:id/add-phone-sign-in-method',
    body: phone,
    result: Customer,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  addEmailCodeSignIn: {
    method: 'POST',
    path: '/customers/:id/add-email-code-sign-in-method',
    body: email,
    result: Customer,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  removeSignIn: {
    method: 'POST',
    path: '/customers/:customerId/remove-sign-in-method',
    body: z.object({ method: z.enum(signInMethods) }),
    result: Customer,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  resetMfa: { method: 'DELETE', path: '/customers/:id/mfa', result: 'none', retry: 'never', assumed: ['result'] },
  logout: { method: 'PATCH', path: '/customers/:id/logout', result: 'none', retry: 'never', assumed: ['body', 'result'] },
  /** Everybody with this role in this branch. */
  logoutMany: {
    method: 'PATCH',
    path: '/customers/logout',
    body: z.object({ role: z.string().min(1), branchId: z.number().int() }),
    result: z.object({ loggedOut: z.number().optional() }),
    retry: 'never',
    assumed: ['body', 'result'],
  },
} as const satisfies Table[string];
