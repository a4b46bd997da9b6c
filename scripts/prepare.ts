/**
 * The part of `npm ci` (bin/prepare.js) that needs the sources: an empty database cluster and the page's bundle, so that the first start
 * is quick. In a production install (no dev dependencies) there is no page.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { seedFile } from '../src/db/seed.ts';

if (!existsSync(seedFile)) {
  const database = await PGlite.create();
  const dump = await database.dumpDataDir('gzip');
  mkdirSync(dirname(seedFile), { recursive: true });
  const unfinished = `${seedFile}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, seedFile);
  await database.close();
}

try {
  const { bundlePage } = await import('../sandbox/page/bundle.ts');
  await bundlePage();
} catch (error) {
  // Without React (`npm ci --omit=dev`) there is no sandbox to prepare.
  const missing = error instanceof Error && 'code' in error && ['ERR_MODULE_NOT_FOUND', 'ENOENT'].includes(String(error.code));
  if (!missing) throw error;
}
