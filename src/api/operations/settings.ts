import { z } from 'zod';
import type { Table } from '../table.ts';
import { Setting, SettingDescription } from './schemas/organisation.ts';

/** The operator's settings upstream. */
export const settings = {
  read: {
    method: 'GET',
    path: '/settings',
    query: z.object({ keys: z.array(z.string()).min(1), branchId: z.number().int().optional() }),
    result: Setting,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['query', 'result'],
  },
  discover: {
    method: 'GET',
    path: '/settings-management',
    query: z.object({ searchText: z.string().optional() }),
    result: SettingDescription,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['query', 'result'],
  },
} as const satisfies Table[string];
