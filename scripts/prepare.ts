/**
 * What `npm ci` does beforehand, so that the first `npm start` is quick: an empty database cluster is made, the page is bundled,
 * and tsx has translated every source once (it keeps what it has translated). Each can be missing: the start then does it. In a production install (no dev dependencies) there is nothing to do.
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
  // Without esbuild or React (`npm ci --omit=dev`) there is no sandbox to prepare.
  const missing = error instanceof Error && 'code' in error && ['ERR_MODULE_NOT_FOUND', 'ENOENT'].includes(String(error.code));
  if (!missing) throw error;
}

// Importing starts nothing. What is wrong with a source is the start's to say, not the installation's.
await import('../sandbox/start.ts').catch(() => undefined);
