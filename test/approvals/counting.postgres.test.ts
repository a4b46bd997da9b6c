import { onPostgres } from '../support/on-postgres.ts';

await onPostgres({
  limits: () => import('./limits.test.ts'),
  drawing: () => import('./envelopes/drawing.test.ts'),
  closing: () => import('./envelopes/closing.test.ts'),
  insider: () => import('./insider.test.ts'),
  erase: () => import('./erase.test.ts'),
  digest: () => import('./digest.test.ts'),
  webhooks: () => import('./webhooks.test.ts'),
});
