import { sql } from 'kysely';
import type { Db } from './schema.ts';

/** Rows of a table, and a sum over all of them that no order changes. */
export type TableSum = { rows: number; sum: string };

/** They are the database's own account of its shape. */
const ofMigrations = ['kysely_migration', 'kysely_migration_lock'];
const rowsAtOnce = 500;

/** The tables of the app, those that others point to before those that point. */
export async function tablesOf(db: Db): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`.execute(db);
  const { rows: pointers } = await sql<{ name: string; to: string }>`
    SELECT one.relname AS name, other.relname AS to FROM pg_constraint
    JOIN pg_class AS one ON one.oid = conrelid JOIN pg_class AS other ON other.oid = confrelid
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`.execute(db);
  const left = new Set(tables.map(({ name }) => name).filter((name) => !ofMigrations.includes(name)));
  const ordered: string[] = [];
  while (left.size > 0) {
    const next = [...left].filter((name) => !pointers.some((one) => one.name === name && one.to !== name && left.has(one.to)));
    if (next.length === 0) throw new Error('tables point to each other in a circle');
    for (const name of next) left.delete(name);
    ordered.push(...next);
  }
  return ordered;
}

/** Copies all rows of a table as they are. Both sides are transactions; `onRows` is told how many were copied so far. */
export async function copyTable(from: Db, to: Db, table: string, onRows: (copied: number) => void): Promise<void> {
  const name = sql.table(table);
  const cursor = sql.ref(`rows_of_${table}`);
  await sql`DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT to_json(one)::text AS row FROM ${name} AS one`.execute(from);
  for (let copied = 0; ; ) {
    const { rows } = await sql<{ row: string }>`FETCH ${sql.lit(rowsAtOnce)} FROM ${cursor}`.execute(from);
    if (rows.length === 0) break;
    // As text all the way: a number that JavaScript cannot hold stays as it is.
    const all = `[${rows.map(({ row }) => row).join(',')}]`;
    await sql`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, ${all}::json)`.execute(to);
    copied += rows.length;
    onRows(copied);
  }
  await sql`CLOSE ${cursor}`.execute(from);
}

/** What a table holds, to be compared between two databases of the same shape. Times are written in UTC on both sides. */
export async function sumOf(db: Db, table: string): Promise<TableSum> {
  const { rows } = await sql<{ rows: number; sum: string }>`
    SELECT count(*)::int AS rows,
      coalesce(sum(('x' || substr(md5(to_jsonb(one)::text), 1, 15))::bit(60)::bigint), 0)::text AS sum
    FROM ${sql.table(table)} AS one`.execute(db);
  const [found] = rows;
  if (found === undefined) throw new Error(`${table} could not be counted`);
  return found;
}
