import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import type { Environment } from '../config.ts';
import { openEmbedded } from '../db/embedded.ts';
import { migrate, pendingMigrations } from '../db/migrations.ts';
import type { Schema } from '../db/schema.ts';
import { openServer } from '../db/server.ts';
import { mustSuit } from '../db/suits.ts';
import { NotYet, SettingProblem, settingProblem, troubleOf } from '../db/trouble.ts';
import { createLog } from '../lib/log.ts';
import { postgresUrlProblem } from '../lib/postgres-url.ts';
import { Secret } from '../lib/secret.ts';
import { counted } from '../lib/text.ts';
import type { CommandEnd } from './arguments.ts';

/** `wheelhouse migrate [--check]`: the migrations alone, for an account that the app does not run as. */
export async function migrateDatabase(
  { environment }: { environment: Environment },
  { check = false }: { check?: boolean },
): Promise<CommandEnd> {
  const url = environment.DATABASE_URL?.trim();
  const dataDir = environment.DATA_DIR?.trim() || './data';
  const problem = url ? postgresUrlProblem(url) : undefined;
  if (problem !== undefined) return { code: 2, lines: [`DATABASE_URL ${problem}.`] };
  if (!url && !existsSync(join(dataDir, 'postgres')))
    return {
      code: 2,
      lines: [`There is no database in ${dataDir}. Set DATABASE_URL or DATA_DIR; an embedded one is made by the app.`],
    };
  try {
    const { pool } = url
      ? openServer(new Secret(url), createLog({ level: 'silent' }), { patient: true })
      : await openEmbedded({ directory: dataDir });
    const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
    try {
      if (url) await mustSuit(db);
      const pending = await pendingMigrations(db);
      if (pending.length === 0) return { code: 0, lines: ['Nothing is pending.'] };
      if (check) return { code: 1, lines: pending.map((name) => `pending: ${name}`) };
      await migrate(db);
      return { code: 0, lines: [`${counted(pending.length, 'migration')} done, up to ${pending.at(-1)}.`] };
    } finally {
      await db.destroy();
    }
  } catch (error) {
    const known = settingProblem(error) ?? (error instanceof SettingProblem ? error : undefined);
    if (error instanceof NotYet) return { code: 2, lines: [`DATABASE_URL: ${error.message}.`] };
    const words = troubleOf(error)?.words;
    if (known !== undefined || words === undefined)
      return {
        code: 2,
        lines: [known?.message ?? (error instanceof Error && !url ? error.message : 'The database cannot be opened.')],
      };
    return { code: 2, lines: [`DATABASE_URL: the database cannot be used: ${words}.`] };
  }
}
