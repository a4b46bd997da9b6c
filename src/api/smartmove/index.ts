import { z } from 'zod';
import type { Client, Reader, Table } from '../table.ts';
import { SmartmoveUser, SmartmoveUserCreate, SmartmoveUserId, SmartmoveUserWrite } from './schemas.ts';

const fixed = ['country', 'provider'] as const;
const params = z.object({ customerId: SmartmoveUserId });

/** Every call of the Smartmove API that Wheelhouse knows. Country and provider are the mobility provider's, from the configuration. */
export const smartmove = {
  users: {
    get: {
      method: 'GET',
      path: '/api/v1/admin/:country/:provider/users/:customerId',
      fixed,
      params,
      result: SmartmoveUser,
      retry: 'safe',
    },
    create: {
      method: 'POST',
      path: '/api/v1/admin/:country/:provider/users',
      fixed,
      body: SmartmoveUserCreate,
      result: SmartmoveUser,
      retry: 'never',
      assumed: ['body'],
    },
    /** Replaces the user. */
    update: {
      method: 'PUT',
      path: '/api/v1/admin/:country/:provider/users/:customerId',
      fixed,
      params,
      body: SmartmoveUserWrite,
      result: SmartmoveUser,
      retry: 'never',
    },
  },
} as const satisfies Table;

export type SmartmoveClient = Client<typeof smartmove>;
export type SmartmoveReader = Reader<typeof smartmove>;

export * from './schemas.ts';
