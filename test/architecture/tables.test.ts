import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, root } from './cruise.ts';

/** The only places whose statements may name the tables of requests: their store, and the room that makes the tables. */
const mayNameThem = /^src\/(approvals\/store|db)\//;

const tables = 'requests|request_details|votes';
const named = new RegExp(
  [
    `(From|Table|Into|join|Join)\\(\\s*\\[?['"](${tables})\\b`,
    `['"](${tables})\\.[a-z_]+['"]`,
    `\\b(FROM|JOIN|UPDATE|INTO|LATERAL|TRUNCATE)\\s+(${tables})\\b`,
    `<Schema, '(${tables})'>`,
  ].join('|'),
);

describe('statements about requests', () => {
  it('are all in the store of requests', () => {
    const files = filesUnder(root, ['src', 'sandbox', 'scripts']).map((path) => ({
      path,
      text: readFileSync(join(root, path), 'utf8'),
    }));
    const found = files.filter(({ text }) => named.test(text)).map(({ path }) => path);
    expect(found.filter((path) => !mayNameThem.test(path))).toEqual([]);
    // It has really looked: the store names them.
    expect(found.filter((path) => path.startsWith('src/approvals/store/')).length).toBeGreaterThan(4);
  });

  it.each([
    "db.selectFrom('requests').select('id')",
    "tx\n  .updateTable('request_details')",
    "tx.insertInto('votes')",
    ".innerJoin('requests', 'requests.id', 'copies.request_id')",
    "db.selectFrom(['requests', 'jobs'])",
    'sql`SELECT id FROM requests WHERE id = 1`',
    'sql`UPDATE requests\n SET state = 1`',
    "UpdateObject<Schema, 'requests'>",
  ])('are seen in %s', (planted) => {
    expect(named.test(planted)).toBe(true);
  });

  it.each(["kind: 'votes'", "Pick<RequestRecord, 'asker' | 'votes'>", 'requests.map(({ id }) => id)', "import('requests')"])(
    'are not seen in %s',
    (harmless) => {
      expect(named.test(harmless)).toBe(false);
    },
  );
});
