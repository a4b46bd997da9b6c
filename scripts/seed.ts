/** The last step of a build: an empty database of the newest shape, so that the first start is quick. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openDatabase } from '../src/db/database.ts';
import { seedFile } from '../src/db/seed.ts';
import { createLog } from '../src/lib/log.ts';

// The database closes what it makes to others; what is made here belongs to the installation, no matter who runs it later.
const usual = process.umask();
if (!existsSync(seedFile)) {
  const place = mkdtempSync(join(tmpdir(), 'wheelhouse-seed-'));
  const database = await openDatabase({ dataDir: place }, createLog({ level: 'silent' }));
  await database.close();
  const cluster = await PGlite.create(join(place, 'postgres'));
  process.umask(usual);
  const dump = await cluster.dumpDataDir('gzip');
  await cluster.close();
  rmSync(place, { recursive: true });
  mkdirSync(dirname(seedFile), { recursive: true });
  const unfinished = `${seedFile}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, seedFile);
}
