import { z } from 'zod';
import { paging } from '../shapes.ts';
import type { Table } from '../table.ts';
import { Branch, VehicleCategory } from './schemas/organisation.ts';

/** Where the operator is active. */
export const branches = {
  list: {
    method: 'GET',
    path: '/branches',
    query: z.object(paging),
    result: Branch,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['path', 'query', 'result'],
  },
} as const satisfies Table[string];

/** What can be driven there. */
export const categories = {
  list: {
    method: 'GET',
    path: '/vehicles/categories',
    query: z.object({ branchId: z.number().int().optional() }),
    result: VehicleCategory,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['path', 'query', 'result'],
  },
} as const satisfies Table[string];
