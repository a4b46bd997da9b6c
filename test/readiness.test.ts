import { expect, it } from 'vitest';
import { readiness } from '../src/readiness.ts';

it('a part that has nothing to say is not in the body at all', async () => {
  const { ready, body } = await readiness([
    { name: 'database', check: () => ({ ready: true, state: { answers: true } }) },
    { name: 'restored', check: () => ({ ready: true, state: undefined }) },
  ]);
  expect(ready).toBe(true);
  expect(Object.keys(body)).toEqual(['ready', 'database']);
});
