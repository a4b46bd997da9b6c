import { onPostgres } from '../support/on-postgres.ts';

await onPostgres({
  restored: () => import('./restored.test.ts'),
});
