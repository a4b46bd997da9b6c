/**
 * What the next start finds of everything that surrounds the app: messages and Homes of the workspace, the back offices' world, how
 * far the clock was moved. One file in the data directory, beside the embedded database. That the file is there also says that the
 * database beside it is a sandbox's.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { headFileIn } from '../src/journal/head-file.ts';
import type { World } from './back-office/index.ts';
import { Snapshot } from './workspace/snapshot.ts';
import { withMapsAndSets, worldFrom } from './world-snapshot.ts';

/** Counts up whenever an older file would be misread. */
const version = 1;

const File = z.object({
  version: z.literal(version),
  /** Null before the first change. */
  kept: z
    .object({ shiftedByMs: z.number().nonnegative(), workspace: Snapshot, world: z.unknown(), nextId: z.number().int() })
    .nullable(),
});

/** What there is to remember, at one moment. */
export type SandboxSnapshot = { shiftedByMs: number; workspace: Snapshot; world: World; nextId: number };

export type StoredSandbox =
  | { found: 'nothing' }
  | { found: 'all'; snapshot: SandboxSnapshot }
  /** `where` it was put, out of the way of the next one. */
  | { found: 'unreadable'; where: string };

export type SandboxStore = {
  /** Whether this directory holds a sandbox's data; false for one that is empty or somebody else's. */
  exists(): boolean;
  read(): StoredSandbox;
  /** Writes aside and renames, so that a crash leaves either the old or the new one. Null: start afresh next time. */
  write(snapshot: SandboxSnapshot | null): Promise<void>;
};

export function sandboxStoreIn(directory: string, now: () => Date): SandboxStore {
  const path = join(directory, 'sandbox.json');
  return {
    exists: () => existsSync(path),
    read() {
      if (!existsSync(path)) return { found: 'nothing' };
      const kept = parse(readFileSync(path, 'utf8'));
      if (kept === null) return { found: 'nothing' };
      if (kept !== undefined) return { found: 'all', snapshot: kept };
      const where = join(directory, `sandbox-${now().toISOString().replaceAll(/[:.]/g, '-')}.json`);
      renameSync(path, where);
      return { found: 'unreadable', where };
    },
    async write(snapshot) {
      const text = JSON.stringify({ version, kept: snapshot }, withMapsAndSets);
      const aside = `${path}.new`;
      const file = await open(aside, 'w');
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, path);
    },
  };
}

/** Removes the embedded database of a sandbox with the head of its journal, and nothing else. */
export async function removeDatabase(directory: string, headFile: string = headFileIn(directory)): Promise<void> {
  await rm(headFile, { force: true });
  await rm(join(directory, 'postgres'), { recursive: true, force: true });
}

/** Undefined for what is damaged or of another version. */
function parse(text: string): SandboxSnapshot | null | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const file = File.safeParse(json);
  if (!file.success) return undefined;
  const { kept } = file.data;
  if (kept === null) return null;
  const world = worldFrom(kept.world, kept.nextId);
  return world === undefined ? undefined : { ...kept, world };
}
