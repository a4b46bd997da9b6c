import { onPostgres } from '../support/on-postgres.ts';

await onPostgres({
  find: () => import('../approvals/find-entries.test.ts'),
  forget: () => import('../approvals/forget.test.ts'),
  heads: () => import('./heads.test.ts'),
  'head-keeper': () => import('./head-keeper.test.ts'),
  keys: () => import('./keys.test.ts'),
});
