/** The last step of a build: an empty database of the newest shape, so that the first start is quick. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDatabase } from '../src/db/database.ts';
import { packSeed, seedFile } from '../src/db/seed.ts';
import { createLog } from '../src/lib/log.ts';

async function makeSeed(): Promise<void> {
  // The database closes what it makes to others; what is made here belongs to the installation, no matter who runs it later.
  const usual = process.umask();
  const dist = dirname(seedFile);
  if (!existsSync(seedFile)) {
    const place = mkdtempSync(join(tmpdir(), 'wheelhouse-seed-'));
    const database = await openDatabase({ dataDir: place }, createLog({ level: 'silent' }));
    await database.close();
    const packed = packSeed(join(place, 'postgres'));
    rmSync(place, { recursive: true });
    process.umask(usual);
    mkdirSync(dist, { recursive: true });
    const unfinished = `${seedFile}.${process.pid}`;
    writeFileSync(unfinished, packed);
    renameSync(unfinished, seedFile);
  }
  // Those of older builds.
  for (const name of readdirSync(dist))
    if (/^database-.*\.(seed|tgz)$/.test(name) && join(dist, name) !== seedFile) rmSync(join(dist, name), { force: true });
}

makeSeed().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
