import { z } from 'zod';
import { paging } from '../shapes.ts';
import type { Table } from '../table.ts';
import { Terms, TermsWrite } from './schemas/organisation.ts';

/** Terms and conditions, which belong to branches. */
export const terms = {
  list: {
    method: 'GET',
    path: '/terms-and-conditions',
    query: z.object({ branchId: z.number().int().optional(), ...paging }),
    result: Terms,
    list: true,
    whole: true,
    retry: 'safe',
    assumed: ['query', 'result'],
  },
  get: { method: 'GET', path: '/terms-and-conditions/:id', result: Terms, retry: 'safe', assumed: ['result'] },
  create: {
    method: 'POST',
    path: '/terms-and-conditions',
    body: TermsWrite,
    result: Terms,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  update: {
    method: 'PUT',
    path: '/terms-and-conditions/:id',
    body: TermsWrite,
    result: Terms,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  delete: { method: 'DELETE', path: '/terms-and-conditions/:id', result: 'none', retry: 'never', assumed: ['result'] },
} as const satisfies Table[string];
