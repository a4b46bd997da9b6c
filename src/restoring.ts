import type { Db } from './db/schema.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Keyring } from './journal/keys.ts';
import { isRestored, noticeRestore, type OpenRestore, openRestore } from './journal/restore.ts';
import type { Log } from './lib/log.ts';
import type { ReadinessPart } from './readiness.ts';

export type RestoringDeps = {
  db: Db;
  keys: Keyring;
  /** Where the newest head is kept; none if nothing shows that a database is older than it was. */
  headFile: string | undefined;
  jobs: Pick<Jobs, 'schedule' | 'kick'>;
  log: Log;
};

export type Restoring = {
  /** Holds the database against the kept head. Where it is older everything stops and the owners are told. */
  notice(): Promise<void>;
  /** Nothing while there is nothing to say. */
  part: ReadinessPart;
};

/** What a database that was restored from a backup means to the running app. */
export function createRestoring({ db, keys, headFile, jobs, log }: RestoringDeps): Restoring {
  let hasSaid = false;
  return {
    async notice() {
      let found: OpenRestore | undefined;
      try {
        // Looked at again and again while it waits: what is marked is known already. A mark that somebody took away is set again.
        if (hasSaid && (await isRestored(db))) return;
        found = await noticeRestore(db, headFile, keys.find);
      } catch (error) {
        const message = error instanceof Error ? error.message : 'it cannot be read';
        log.error({ err: { message } }, 'AUDIT_HEAD_FILE: it cannot be told if the database was restored from a backup');
        return;
      }
      hasSaid = found !== undefined;
      if (found === undefined) return;
      log.error(
        { after: found.after, keptHead: found.head.seq },
        'the database is older than the kept head of its journal: nothing is decided or sent until an owner presses Go on, or somebody runs: npx wheelhouse restored --accept --reason "…"',
      );
      await jobs.schedule(db, 'owners', `restored:${found.after}:${found.head.seq}`);
      jobs.kick();
    },
    part: {
      name: 'restored',
      async check() {
        // A database that is away says so itself.
        const open = await openRestore(db).catch(() => undefined);
        if (open === undefined) return { ready: true, state: undefined };
        const { after, head, noticedAt } = open;
        return { ready: true, state: { endsAt: after, keptHead: head.seq, noticedAt, waitsFor: 'an owner to go on' } };
      },
    },
  };
}
