import { expect, it } from 'vitest';
import { nameOfCall, nameOfRow } from '../../scripts/workflows/call-name.ts';
import { guide } from '../../scripts/workflows/guide.ts';
import { workflowsPage } from '../../scripts/workflows/page.ts';
import { actions } from '../../src/actions/registry.ts';
import { operations } from '../../src/api/operations/index.ts';
import { smartmove } from '../../src/api/smartmove/index.ts';
import type { Endpoint } from '../../src/api/table.ts';
import { read } from './support.ts';

const tasks = guide.flatMap((section) => section.tasks);

it('every call of the endpoint tables is a task of the page, once, and no task is without its call', () => {
  const rows = [operations, smartmove]
    .flatMap((table) => Object.values(table))
    .flatMap((group): Endpoint[] => Object.values(group));
  expect(tasks.map(([, call]) => call).sort()).toEqual([...new Set(rows.map(nameOfRow))].sort());
});

it('docs/workflows.md has every task, and a write that no command reaches would say so', () => {
  const page = read('docs/workflows.md');
  expect(tasks.filter(([, call]) => !page.includes(`| \`${call}\``))).toEqual([]);
  const empty = workflowsPage({ commands: [], others: [], actions: [] }, actions);
  expect(empty).toMatch(/\| `POST \/groups` +\| none +\| none +\|/);
});

it('the page follows what was recorded', () => {
  const page = workflowsPage(
    {
      commands: [{ command: '/x', words: ['a b'], calls: 2, made: ['GET /groups', 'GET /groups'], opened: ['account.delete'] }],
      others: [],
      actions: [
        {
          action: 'account.delete',
          input: {},
          calls: [1, 1, 0],
          before: ['GET /groups/:userGroupId'],
          write: ['DELETE /groups/:userGroupId'],
          proof: [],
        },
      ],
    },
    actions,
  );
  expect(page).toMatch(/\| `\/x "a b"` \| 2 +\| `GET \/groups` ×2 +\|/);
  expect(page).toMatch(
    /\| delete +\| `DELETE \/groups\/:userGroupId` +\| `\/x` +\| `account.delete` +\| destructive: one lead +\|/,
  );
});

it.each([
  ['GET', '/customers?simple&searchText=a', 'GET /customers?simple'],
  ['GET', '/customers?branchId=1', 'GET /customers'],
  ['PATCH', '/customers/logout', 'PATCH /customers/logout'],
  ['PATCH', '/customers/42', 'PATCH /customers/:id'],
  ['PATCH', '/customers/42/logout', 'PATCH /customers/:id/logout'],
])('%s %s is %s', (method, path, name) => {
  expect(nameOfCall(method, path)).toBe(name);
});
