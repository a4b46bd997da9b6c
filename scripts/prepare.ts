/**
 * What `npm ci` does beforehand, so that the first `npm start` is quick: the page is bundled and an empty database cluster is made.
 * Either can be missing: the start then makes it. In a production install (no dev dependencies) there is nothing to do.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { seedFile } from '../sandbox/seed.ts';

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
  // Without esbuild or React there is no sandbox to prepare.
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
}
