import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWhenNewer } from '../../scripts/build.mjs';

/**
 * Before all tests: builds what they start as programs, once and not in every test, and gives them a folder for what they write, which goes
 * with the run, however a test or a process of it ends.
 */
export async function setup(): Promise<() => void> {
  const outer = tmpdir();
  const folder = mkdtempSync(join(outer, 'wh-'));
  // PostgreSQL runs as another account where the tests are root.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  await buildWhenNewer();
  return () => {
    process.env.TMPDIR = outer;
    rmSync(folder, { recursive: true, force: true });
  };
}
