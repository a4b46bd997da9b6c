import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import { projectFile } from '../lib/project.ts';
import { shape } from './migrations.ts';

const { version } = JSON.parse(readFileSync(projectFile('node_modules/@electric-sql/pglite/package.json'), 'utf8')) as {
  version: string;
}; // safe: every package.json has one

/** An empty database of the newest shape, made by the build: without it the first start takes some seconds more. */
export const seedFile = projectFile(`dist/database-${version}-${shape}.seed`);

/** Paths within the cluster's folder; those of folders before what lies in them. */
type Seed = { folders: string[]; files: [path: string, bytes: Uint8Array][] };

/** A cluster that nobody has open, in the form that `seedOf` reads. */
export function packSeed(cluster: string): Buffer {
  const entries = readdirSync(cluster, { recursive: true, withFileTypes: true }).map((entry) => ({
    entry,
    path: relative(cluster, join(entry.parentPath, entry.name)),
  }));
  const seed: Seed = {
    folders: entries.flatMap(({ entry, path }) => (entry.isDirectory() ? [path] : [])).sort(),
    files: entries.flatMap(({ entry, path }) => (entry.isFile() ? [[path, readFileSync(join(cluster, path))]] : [])),
  };
  return gzipSync(serialize(seed));
}

/** What a file holds that `packSeed` made; undefined when there is none, or it is damaged: the database is then made without it. */
export function seedOf(file: string): Seed | undefined {
  try {
    return deserialize(gunzipSync(readFileSync(file))) as Seed; // safe: the build has written it
  } catch {
    return undefined;
  }
}

/** Into a folder that is empty or not there. The embedded database unpacks archives itself, in twice the time. */
export function plantSeed({ folders, files }: Seed, cluster: string): void {
  for (const folder of ['', ...folders]) mkdirSync(join(cluster, folder), { recursive: true, mode: 0o700 });
  for (const [path, bytes] of files) writeFileSync(join(cluster, path), bytes, { mode: 0o600 });
}
