import type { Readers } from '../../actions/define.ts';
import type { Policy } from '../../approvals/policy/types.ts';
import { asFault } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';

/** What this app's own user upstream may do, for the actions that the policy names a permission for. */
export type Permissions = {
  /** Asks for these actions' permissions where that is not known. Waits a moment at most, and never throws. */
  look(actions: readonly string[]): Promise<void>;
  /** Why this action cannot be done, in a sentence; undefined where it can, or where nobody knows: then the call itself will tell. */
  lacking(action: string): string | undefined;
};

/** An answer is good for so long; one that could not be had is not asked for again at once. */
const keptMs = 2 * 60_000;
const failureKeptMs = 15_000;
/** Nobody waits longer than this for it: what is offered in vain is refused in words by the call. */
const patienceMs = 700;

type Kept = { askedAt: number; keptMs: number; exists: boolean | undefined; answered: Promise<void> };

export type PermissionsDeps = {
  readers: Readers;
  policy: Pick<Policy, 'permissions' | 'branch'>;
  clock: Clock;
  log: Log;
};

/** Asked in the policy's branch. One call a permission however many actions and people need it at once. */
export function createPermissions({ readers, policy, clock, log }: PermissionsDeps): Permissions {
  const kept = new Map<string, Kept>();

  function ask(permission: string): Kept {
    const entry: Kept = { askedAt: clock.now().getTime(), keptMs, exists: undefined, answered: Promise.resolve() };
    const query = { permission, ...(policy.branch === null ? {} : { branchId: policy.branch }) };
    entry.answered = readers.operations.permissions.exists({ query }, { deadlineMs: 3_000 }).then(
      ({ exists }) => {
        entry.exists = exists;
      },
      (error: unknown) => {
        entry.keptMs = failureKeptMs;
        log.warn({ permission, err: asFault(error) }, 'a permission could not be asked for; what needs it is offered');
      },
    );
    kept.set(permission, entry);
    return entry;
  }

  return {
    async look(actions) {
      const now = clock.now().getTime();
      const wanted = new Set(actions.flatMap((action) => policy.permissions[action] ?? []));
      const open = [...wanted].map((permission) => {
        const had = kept.get(permission);
        return had !== undefined && now - had.askedAt < had.keptMs ? had : ask(permission);
      });
      if (open.length === 0) return;
      const answered = new AbortController();
      const tired = clock.sleep(patienceMs, answered.signal).catch(() => undefined);
      await Promise.race([Promise.all(open.map((entry) => entry.answered)), tired]);
      answered.abort(new Error('answered'));
    },
    lacking(action) {
      const permission = policy.permissions[action];
      if (permission === undefined || kept.get(permission)?.exists !== false) return undefined;
      return `Wheelhouse’s own user in the back office lacks the permission ${permission}, so this cannot be done from here. Ask whoever runs Wheelhouse to have it granted.`;
    },
  };
}
