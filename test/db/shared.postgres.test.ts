import { onPostgres } from '../support/on-postgres.ts';

await onPostgres({
  'slack-answers': () => import('./slack-answers.test.ts'),
  deliveries: () => import('../deliveries.test.ts'),
});
