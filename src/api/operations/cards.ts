import { z } from 'zod';
import { paging } from '../shapes.ts';
import type { Table } from '../table.ts';
import { Card, CardChanges, CardCreate, UnassignState } from './schemas/card.ts';

/** Customer identity cards. */
export const cards = {
  search: {
    method: 'GET',
    path: '/customer-identity-cards',
    query: z.object({ branchId: z.number().int().optional(), searchText: z.string().optional(), ...paging }),
    result: Card,
    list: true,
    retry: 'safe',
    assumed: ['result'],
  },
  get: { method: 'GET', path: '/customer-identity-cards/:cardId', result: Card, retry: 'safe', assumed: ['result'] },
  create: {
    method: 'POST',
    path: '/customer-identity-cards',
    body: CardCreate,
    result: Card,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  /** A PATCH on the collection makes new cards; it does not change existing ones. */
  createBatch: {
    method: 'PATCH',
    path: '/customer-identity-cards',
    body: z.array(CardCreate),
    result: z.array(Card),
    retry: 'never',
    assumed: ['body', 'result'],
  },
  update: {
    method: 'PATCH',
    path: '/customer-identity-cards/:cardId',
    body: CardChanges,
    result: Card,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  assign: {
    method: 'POST',
    path: '/customer-identity-cards/:cardId/assign',
    body: z.object({ userId: z.number().int() }),
    result: Card,
    retry: 'never',
    assumed: ['body', 'result'],
  },
  unassign: {
    method: 'POST',
    path: '/customer-identity-cards/:cardId/unassign',
    body: z.object({ state: UnassignState }),
    result: Card,
    retry: 'never',
    assumed: ['body', 'result'],
  },
} as const satisfies Table[string];
