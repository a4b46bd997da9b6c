import type { Readers } from '../actions/define.ts';
import { offSentence } from '../api/profile/offable.ts';
import type { Policy } from '../approvals/policy/types.ts';
import { asFault } from '../errors.ts';
import { cached } from '../lib/cached.ts';
import type { Clock } from '../lib/clock.ts';
import { speak } from '../lib/language/speak.ts';
import type { Log } from '../lib/log.ts';

/** What this app's own user upstream may do, for the actions that the policy names a permission for. */
export type Permissions = {
  /** Asks for these actions' permissions where that is not known. Waits a moment at most, and never throws. */
  look(actions: readonly string[]): Promise<void>;
  /** Why this action or read cannot be done, in a sentence; undefined if it can, or if nobody knows: then the call itself will tell. */
  lacking(action: string): string | undefined;
};

/** An answer is good for so long; one that could not be had is not asked for again at once. */
const keptMs = 2 * 60_000;
const failureKeptMs = 15_000;
/** Nobody waits longer than this for it: what is offered in vain is refused in words by the call. */
const patienceMs = 700;

export type PermissionsDeps = {
  readers: Readers;
  policy: Pick<Policy, 'permissions' | 'branch'> & { envelopes?: Policy['envelopes'] };
  clock: Clock;
  log: Log;
  /** Actions and reads that this back office does not have, as its profile says. */
  off?: ReadonlySet<string>;
};

/** Asked in the policy's branch. One call a permission however many actions and people need it at once. */
export function createPermissions({ readers, policy, clock, log, off = new Set() }: PermissionsDeps): Permissions {
  const exists = cached({ clock, keptMs, failureKeptMs }, async (permission) => {
    const query = { permission, branchId: policy.branch ?? undefined };
    try {
      return (await readers.operations.permissions.exists({ query }, { deadlineMs: 3_000 })).exists;
    } catch (error) {
      log.warn({ permission, err: asFault(error) }, 'a permission could not be asked for; what needs it is offered');
      throw error;
    }
  });

  return {
    async look(actions) {
      const wanted = new Set(actions.flatMap((action) => policy.permissions[action] ?? []));
      if (wanted.size === 0) return;
      const answers = Promise.allSettled([...wanted].map((permission) => exists.get(permission)));
      const answered = new AbortController();
      const tired = clock.sleep(patienceMs, answered.signal).catch(() => undefined);
      await Promise.race([answers, tired]);
      answered.abort(new Error('answered'));
    },
    lacking(action) {
      if (off.has(action)) return offSentence(action);
      if (action === 'voucher.envelope' && policy.envelopes === null)
        return speak('This policy allows no envelopes. Ask your admin.');
      const permission = policy.permissions[action];
      if (permission === undefined || exists.known(permission) !== false) return undefined;
      return speak(
        'Wheelhouse’s own user in the back office lacks the permission {permission}, so this cannot be done from here. Ask your admin to have it granted.',
        { permission },
      );
    },
  };
}
