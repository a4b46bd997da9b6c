import type { AnyAction, Readers, Writers } from '../actions/define.ts';
import type { Db } from '../db/schema.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Journal } from '../journal/journal.ts';
import type { Keyring } from '../journal/keys.ts';
import type { Seals } from '../journal/seals.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import type { Policy } from './policy/types.ts';
import type { Directory, Probe, Step } from './ports.ts';

/** What everything in this room works with. */
export type Core = {
  db: Db;
  clock: Clock;
  ids: Ids;
  log: Log;
  jobs: Jobs;
  journal: Journal;
  /** Keys of the journal, and of the seals that who can write to the database cannot make. */
  keys: Keyring;
  seals: Seals;
  policy: Policy;
  /** Digests of the policy and of the back office's profile as they are now. */
  policyDigest: string;
  profileDigest: string;
  directory: Directory;
  actions: Readonly<Record<string, AnyAction>>;
  readers: Readers;
  writers: Writers;
  /** Tells the policy's owners; the same key is not told again soon. */
  tellOwners?: ((notice: { key: string; say: string }) => void) | undefined;
  probe?: Probe | undefined;
};

/** The action of that name; an unknown one is a bug or a row of a version that knew more. */
export function actionNamed(core: Core, name: string): AnyAction {
  const action = core.actions[name];
  if (!action) throw new Error(`no action is named ${name}`);
  return action;
}

export async function reach(core: Core, step: Step, requestId: string): Promise<void> {
  await core.probe?.(step, requestId);
}
