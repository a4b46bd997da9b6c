import { PGlite } from '@electric-sql/pglite';
import { expect, it, onTestFinished } from 'vitest';
import { preparing } from '../../src/db/prepared.ts';

async function open() {
  const pglite = await PGlite.create();
  onTestFinished(() => pglite.close());
  return { pglite, prepared: preparing(pglite) };
}

it('a statement gives what it gives without being prepared, however often, whatever its types', async () => {
  const { pglite, prepared } = await open();
  await pglite.exec('CREATE TABLE things (id int, at timestamptz, data jsonb, words text[], amount numeric, is_fine boolean)');
  const text = 'INSERT INTO things VALUES ($1, $2, $3, $4, $5, $6) RETURNING *';
  for (const values of [
    [1, new Date('2026-11-27T10:00:00.123Z'), JSON.stringify({ a: [1, null] }), ['x', 'y "z"'], '12.50', true],
    [2, null, null, [], null, false],
    [3, '2026-11-27T10:00:00Z', '"text"', ['💥'], 7, true],
  ]) {
    const mine = await prepared.query(text, values);
    const theirs = await pglite.query(text, values);
    expect({ rows: mine.rows, count: mine.affectedRows }).toEqual({ rows: theirs.rows, count: theirs.affectedRows });
  }
  expect((await prepared.query('SELECT id FROM things WHERE id > $1', [7])).rows).toEqual([]);
  expect((await prepared.query('UPDATE things SET is_fine = $1', [false])).affectedRows).toBe(6);
});

it('is parsed and planned once', async () => {
  const { pglite, prepared } = await open();
  for (let number = 0; number < 10; number += 1) await prepared.query('SELECT $1::int + 1 AS more', [number]);
  const { rows } = await pglite.query("SELECT generic_plans + custom_plans AS runs FROM pg_prepared_statements WHERE name <> ''");
  expect(rows).toEqual([{ runs: 10 }]);
});

it('an error keeps its code, and what comes after it works', async () => {
  const { pglite, prepared } = await open();
  await pglite.exec('CREATE TABLE things (id int PRIMARY KEY)');
  const insert = 'INSERT INTO things VALUES ($1)';
  await prepared.query(insert, [1]);
  await expect(prepared.query(insert, [1])).rejects.toMatchObject({ code: '23505' });
  await expect(prepared.query('SELECT nonsense FROM things WHERE id = $1', [1])).rejects.toMatchObject({ code: '42703' });
  await prepared.query(insert, [2]);
  await pglite.exec('BEGIN');
  await expect(prepared.query(insert, [2])).rejects.toMatchObject({ code: '23505' });
  await expect(prepared.query(insert, [3])).rejects.toMatchObject({ code: '25P02' });
  await pglite.exec('ROLLBACK');
  expect((await prepared.query('SELECT id FROM things WHERE id > $1 ORDER BY id', [0])).rows).toEqual([{ id: 1 }, { id: 2 }]);
});

it('more texts than are kept all work, and the database keeps no more of them', async () => {
  const { pglite, prepared } = await open();
  for (let round = 0; round < 2; round += 1)
    for (let number = 0; number < 250; number += 1)
      expect((await prepared.query(`SELECT $1::int + ${number} AS sum`, [1])).rows).toEqual([{ sum: number + 1 }]);
  const { rows } = await pglite.query("SELECT count(*)::int AS kept FROM pg_prepared_statements WHERE name <> ''");
  expect(rows).toEqual([{ kept: 200 }]);
});

it('a table that has another column since does not make its statements fail', async () => {
  const { pglite, prepared } = await open();
  await pglite.exec('CREATE TABLE things (id int); INSERT INTO things VALUES (1)');
  const text = 'SELECT * FROM things WHERE id = $1';
  await prepared.query(text, [1]);
  await pglite.exec("ALTER TABLE things ADD COLUMN word text DEFAULT 'new'");
  expect((await prepared.query(text, [1])).rows).toEqual([{ id: 1, word: 'new' }]);
});
