import { z } from 'zod';
import type { Table } from '../table.ts';

/** What this app's own upstream user may do. */
export const permissions = {
  exists: {
    method: 'GET',
    path: '/roles/assignments/exists',
    query: z.object({ permission: z.string().min(1), branchId: z.number().int().optional() }),
    result: z.object({ exists: z.boolean() }),
    retry: 'safe',
    assumed: ['query', 'result'],
  },
} as const satisfies Table[string];
