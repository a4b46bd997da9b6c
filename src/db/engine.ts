import type { PostgresPool } from 'kysely';

export type PoolCounts = { open: number; idle: number; waiting: number };

/** How either engine presents itself to kysely: a pool in the shape of node-postgres. */
export type Engine = { kind: 'embedded' | 'postgres'; pool: PostgresPool; counts(): PoolCounts };
