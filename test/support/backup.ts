import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of a database as an operator takes it, and how it is brought back. Nothing may have the database open. */
export type Backup = { restore(): void };

/** Of the folder of an embedded database: a copy of the folder. */
export function copyFolder(folder: string): Backup {
  const copy = join(mkdtempSync(join(tmpdir(), 'wheelhouse-backup-')), 'copy');
  cpSync(folder, copy, { recursive: true });
  return {
    restore() {
      rmSync(folder, { recursive: true, force: true });
      cpSync(copy, folder, { recursive: true });
    },
  };
}

/** Of a PostgreSQL: pg_dump and pg_restore, as docs/operations.md has them. */
export function dumpDatabase(url: string): Backup {
  const file = join(mkdtempSync(join(tmpdir(), 'wheelhouse-backup-')), 'wheelhouse.dump');
  run('pg_dump', ['--format=custom', `--file=${file}`, url]);
  return { restore: () => run('pg_restore', ['--clean', '--if-exists', '--no-owner', `--dbname=${url}`, file]) };
}

/** Whether this machine has the programs of PostgreSQL that take backups. */
export const canDump = folderOf('pg_dump') !== undefined;

function folderOf(program: string): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : [];
  const folders = [...(process.env.PATH ?? '').split(':'), ...versions.map((version) => join(debian, version, 'bin'))];
  return folders.find((folder) => folder !== '' && existsSync(join(folder, program)));
}

function run(program: string, argv: readonly string[]): void {
  const { status, stderr } = spawnSync(join(folderOf(program) ?? '', program), argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}
