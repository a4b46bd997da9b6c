import { expect, it } from 'vitest';
import { assumedPage } from '../../scripts/assumed-page.ts';
import { operations } from '../../src/api/operations/index.ts';
import { smartmove } from '../../src/api/smartmove/index.ts';
import { read } from './support.ts';

it('docs/assumed.md says what the endpoint tables say; else: node bin/run.js scripts/assumed.ts', () => {
  expect(read('docs/assumed.md')).toBe(assumedPage({ operations, smartmove }));
});

it('the page follows the tables', () => {
  const page = assumedPage({
    operations: { things: { list: { method: 'GET', path: '/things', result: 'none', retry: 'safe', assumed: ['path'] } } },
    smartmove: { users: { gone: { method: 'DELETE', path: '/users/:id', result: 'none', retry: 'never' } } },
  });
  expect(page).toMatch(/\| `things\.list` \| `GET \/things` +\| +\| +\| path +\|/);
  expect(page).toContain('0 of 1 calls have a part that is assumed.');
  expect(page).toMatch(/\| `users\.gone` \| `DELETE \/users\/:id` .*\| nothing +\|/);
});
