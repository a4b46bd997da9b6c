import { z } from 'zod';
import { Instant } from '../shapes.ts';
import type { Table } from '../table.ts';
import { StartRequirements } from './schemas/requirement.ts';

/** May this customer drive: the only place where that is decided. */
export const requirements = {
  start: {
    method: 'GET',
    path: '/rental-requirements/start',
    query: z.object({
      userId: z.number().int(),
      branchId: z.number().int(),
      vehicleCategoryId: z.number().int().optional(),
      startTime: Instant.optional(),
      endTime: Instant.optional(),
      userGroupId: z.number().int().optional(),
    }),
    result: StartRequirements,
    retry: 'safe',
    assumed: ['query', 'result'],
  },
} as const satisfies Table[string];
