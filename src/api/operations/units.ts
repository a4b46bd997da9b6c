import { z } from 'zod';
import { paging } from '../shapes.ts';
import type { Table } from '../table.ts';
import { BusinessUnit, BusinessUnitCreate, BusinessUnitWrite } from './schemas/organisation.ts';

/** Business units. One that is referenced anywhere cannot be deleted (409). */
export const units = {
  list: {
    method: 'GET',
    path: '/business-units',
    query: z.object({ branchId: z.number().int().optional(), ...paging }),
    result: BusinessUnit,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['query', 'result'],
  },
  get: { method: 'GET', path: '/business-units/:id', result: BusinessUnit, retry: 'safe', assumed: ['result'] },
  create: {
    method: 'POST',
    path: '/business-units',
    body: BusinessUnitCreate,
    result: BusinessUnit,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  update: {
    method: 'PUT',
    path: '/business-units/:id',
    body: BusinessUnitWrite,
    result: BusinessUnit,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  delete: { method: 'DELETE', path: '/business-units/:id', result: 'none', retry: 'never', assumed: ['result'] },
} as const satisfies Table[string];
