import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Config } from '../config.ts';
import { openEmbedded } from '../db/embedded.ts';
import { pendingMigrations } from '../db/migrations.ts';
import type { Db, Schema } from '../db/schema.ts';
import { openServer } from '../db/server.ts';
import { mustSuit } from '../db/suits.ts';
import { SettingProblem, settingProblem, troubleOf } from '../db/trouble.ts';
import { createLog } from '../lib/log.ts';
import type { Secret } from '../lib/secret.ts';
import { counted, listed } from '../lib/text.ts';
import type { Finding } from './outcome.ts';

const what = 'database';
const where = 'DATABASE_URL';
const wrong = (say: string, todo?: string): Finding => ({ state: 'error', what, where, say, do: todo });

/** The database as it is; nothing is made, migrated or written. */
export async function checkDatabase({ database }: Pick<Config, 'database'>): Promise<Finding[]> {
  return database.url === undefined ? checkEmbedded(database.dataDir) : checkServer(database.url);
}

async function checkEmbedded(dataDir: string): Promise<Finding[]> {
  if (!existsSync(join(dataDir, 'postgres')))
    return [{ state: 'ok', what, where: 'DATA_DIR', say: `embedded; ${dataDir} will be made at the first start.` }];
  try {
    const { pool } = await openEmbedded({ directory: dataDir });
    await pool.end();
    return [{ state: 'ok', what, where: 'DATA_DIR', say: `embedded in ${dataDir}; it opens.` }];
  } catch (error) {
    return [{ ...wrong(error instanceof Error ? error.message : 'it does not open.'), where: 'DATA_DIR' }];
  }
}

async function checkServer(url: Secret): Promise<Finding[]> {
  const { pool } = openServer(url, createLog({ level: 'silent' }));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await mustSuit(db);
    return [{ state: 'ok', what, where, say: 'the PostgreSQL of DATABASE_URL answers.' }, ...(await checkRoles(db))];
  } catch (error) {
    if (error instanceof SettingProblem) return [wrong(error.message)];
    const known = settingProblem(error);
    if (known !== undefined) return [wrong(known.message)];
    // Node's and PostgreSQL's own codes (ECONNREFUSED, 28P01) say what is wrong; their texts can hold the address with its password.
    const words = troubleOf(error)?.words ?? codeOf(error);
    return [wrong(`the PostgreSQL of DATABASE_URL can’t be used: ${words}.`, 'Check its address, name and password.')];
  } finally {
    await db.destroy();
  }
}

type Rights = {
  role: string;
  superuser: boolean;
  may_create: boolean;
  owners: string[];
  owns: boolean;
  rewrites: boolean;
  lacking: string[];
};

/** One role that migrates and one that the app runs as, without the right to change tables or what is written once. */
async function checkRoles(db: Db): Promise<Finding[]> {
  const { rows } = await sql<Rights>`
    WITH ours AS (
      SELECT tablename, tableowner, format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = current_schema()
    )
    SELECT current_user::text AS role,
      (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
      coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,
      array(SELECT DISTINCT tableowner::text FROM ours WHERE tablename IN ('requests', 'journal')) AS owners,
      EXISTS (SELECT FROM ours WHERE pg_has_role(tableowner, 'MEMBER')) AS owns,
      coalesce((SELECT bool_or(has_table_privilege(name, 'UPDATE') OR has_table_privilege(name, 'DELETE')) FROM ours
        WHERE tablename = 'journal'), false) AS rewrites,
      array(SELECT tablename::text FROM ours WHERE tablename NOT LIKE 'kysely%' AND NOT (
        has_table_privilege(name, 'SELECT') AND has_table_privilege(name, 'INSERT')
        AND (tablename = 'journal' OR (has_table_privilege(name, 'UPDATE') AND has_table_privilege(name, 'DELETE')))
      ) ORDER BY 1) AS lacking`.execute(db);
  const [rights] = rows;
  if (rights === undefined) return [];
  const { role, owners, lacking } = rights;
  const mayChange = rights.superuser || rights.may_create || rights.owns;
  const pending = await pendingMigrations(db);
  const findings: Finding[] = [];
  if (pending.length > 0)
    findings.push(
      mayChange
        ? {
            state: 'ok',
            what,
            where,
            say: `${counted(pending.length, 'migration')} will be done at the start, by the account ${role}.`,
          }
        : wrong(
            `${counted(pending.length, 'migration is', 'migrations are')} pending, and ${role} may not run them.`,
            `Run npx wheelhouse migrate with the account that may${owners.length === 0 ? '' : ` (${listed(owners)})`} in DATABASE_URL.`,
          ),
    );
  if (lacking.length > 0 && !rights.superuser)
    findings.push(
      wrong(`${role} may not read and write ${listed(lacking)}.`, 'Grant it, as docs/operations.md (Database) has it.'),
    );
  if (mayChange)
    findings.push({
      state: 'warning',
      what,
      where,
      say: `the app runs as ${role}, which may change tables, so anybody with its password can take the journal's locks off.`,
      do: 'Use one account that migrates and another that runs, as docs/operations.md (Database) has it.',
    });
  else if (rights.rewrites)
    findings.push({
      state: 'warning',
      what,
      where,
      say: `${role} may change and delete entries of the journal.`,
      do: `Run, as ${listed(owners)}: REVOKE UPDATE, DELETE ON journal FROM ${role}`,
    });
  else if (owners.length > 0)
    findings.push({
      state: 'ok',
      what,
      where,
      say: `${listed(owners)} migrates; ${role} runs, without the right to change tables.`,
    });
  return findings;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
}
