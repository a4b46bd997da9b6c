import type { AnyAction, Readers, Writers } from '../actions/define.ts';
import type { Db } from '../db/schema.ts';
import { asFault } from '../errors.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Journal } from '../journal/journal.ts';
import type { Keyring } from '../journal/keys.ts';
import { createSeals, type Seals } from '../journal/seals.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import { speak } from '../lib/language/speak.ts';
import type { Log } from '../lib/log.ts';
import { createLimits, type Limits } from './limits.ts';
import type { Policy } from './policy/types.ts';
import type { Directory, Probe, RequestObserver, Step } from './ports.ts';
import { policyDigestOf } from './seal/statement.ts';

/** What everything in this room works with. */
export type ApprovalDeps = {
  db: Db;
  clock: Clock;
  ids: Ids;
  log: Log;
  jobs: Jobs;
  journal: Journal;
  /** Keys of the journal, and of the seals that who can write to the database cannot make. */
  keys: Keyring;
  seals: Seals;
  /** What was given, made and asked for before, as the policy's limits count it. */
  limits: Limits;
  policy: Policy;
  /** Digests of the policy and of the back office's profile as they are now. */
  policyDigest: string;
  profileDigest: string;
  directory: Directory;
  actions: Readonly<Record<string, AnyAction>>;
  readers: Readers;
  writers: Writers;
  /** Tells the policy's owners; the same key is not told again soon. */
  tellOwners?: ((notice: { key: string; say: () => string }) => void) | undefined;
  probe?: Probe | undefined;
  /** For /metrics. */
  observe?: RequestObserver | undefined;
};

/** What it is put together from: the rest follows from it. */
export type ApprovalParts = Omit<ApprovalDeps, 'seals' | 'policyDigest' | 'limits'>;

export function approvalDepsOf(deps: ApprovalParts): ApprovalDeps {
  const { keys, policy, actions, clock } = deps;
  return {
    ...deps,
    seals: createSeals(keys),
    policyDigest: policyDigestOf(policy),
    limits: createLimits({ clock, find: keys.find, policy, actions, onTrouble: (say) => limitsTrouble(deps, say) }),
  };
}

/** Who can write to the database has changed what limits count: it is an entry, and reaches the owners. */
function limitsTrouble({ db, journal, log, tellOwners }: ApprovalParts, say: string): void {
  log.error({ trouble: say }, 'the journal is not whole, so no limit that looks back holds');
  tellOwners?.({
    key: 'limits look back over a journal that is not whole',
    say: () =>
      speak(
        'Something other than Wheelhouse changed its journal ({trouble}). Until that is settled no rule with sameCustomer, sameAsker or sameAction matches, so that people are asked instead. npx wheelhouse audit verify says more.',
        { trouble: say },
      ),
  });
  const entry = { kind: 'limits.unknown', actor: 'app', data: { trouble: say } };
  // Not awaited: the embedded database has one connection, and the transaction that found it out has it now.
  void db
    .transaction()
    .execute((tx) => journal.append(tx, entry))
    .catch((error: unknown) => log.warn({ err: asFault(error) }, 'that limits are not known could not be put into the journal'));
}

/** The action of that name; an unknown one is a bug or a row of a version that knew more. */
export function actionNamed(deps: ApprovalDeps, name: string): AnyAction {
  const action = deps.actions[name];
  if (!action) throw new Error(`no action is named ${name}`);
  return action;
}

export async function reach(deps: ApprovalDeps, step: Step, requestId: string): Promise<void> {
  await deps.probe?.(step, requestId);
}
