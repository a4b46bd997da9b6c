import { z } from 'zod';
import type { Table } from '../table.ts';
import { Voucher, VoucherApplication, Voucherable } from './schemas/voucher.ts';

const branch = z.object({ branchId: z.number().int().optional() });

/** Customer-care vouchers. The singular `/voucher` calls are deprecated and not here. */
export const vouchers = {
  templates: {
    method: 'GET',
    path: '/voucherables',
    query: branch.extend({ type: z.string().default('CustomerCare'), active: z.boolean().optional() }),
    result: Voucherable,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['path', 'query', 'result'],
  },
  ofCustomer: {
    method: 'GET',
    path: '/customers/:userId/vouchers',
    query: branch,
    result: Voucher,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['path', 'query', 'result'],
  },
  ofAccount: {
    method: 'GET',
    path: '/groups/:groupId/vouchers',
    query: branch,
    result: Voucher,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['path', 'query', 'result'],
  },
  applyToCustomer: {
    method: 'POST',
    path: '/customers/:userId/apply-vouchers',
    body: VoucherApplication,
    result: z.array(Voucher),
    retry: 'never',
    assumed: ['body', 'result'],
  },
  applyToAccount: {
    method: 'POST',
    path: '/groups/:groupId/apply-vouchers',
    body: VoucherApplication,
    result: z.array(Voucher),
    retry: 'never',
    assumed: ['body', 'result'],
  },
} as const satisfies Table[string];
