import { sql } from 'kysely';
import type { JobHandler } from '../jobs/jobs.ts';
import type { Json } from '../lib/json.ts';
import { type Asking, ask } from './ask.ts';
import type { Core } from './core.ts';
import { cancel, decide } from './decide.ts';
import { execute } from './execute.ts';
import { type Foresight, foresee } from './foresee.ts';
import { createGallery } from './gallery.ts';
import { intake } from './intake.ts';
import { overseeReveal } from './oversight.ts';
import type { Gallery } from './ports.ts';
import { no, type Press } from './press.ts';
import { recover, tidy } from './recover.ts';
import { unlessTampered } from './seal/put-right.ts';
import { changedOutsideSay } from './seal/tampered.ts';
import { beginSealed } from './seal/upgrade.ts';
import { settle } from './settle.ts';
import { watch } from './watch.ts';

/** Everything that can be asked of this room from outside. */
export type Approvals = {
  foresee(asked: { action: string; input: unknown; asker: string }): Promise<Foresight>;
  ask(asking: Asking): Promise<{ id: string; isNew: boolean }>;
  decide(press: { id: string; person: string; verdict: 'approve' | 'reject'; reason?: string }): Promise<Press>;
  cancel(press: { id: string; person: string }): Promise<Press>;
  settle(press: { id: string; person: string; happened: boolean }): Promise<Press>;
  gallery: Gallery;
  /** True the first time this delivery is seen, by whichever replica. */
  firstDelivery(key: string): Promise<boolean>;
  /** Notes that a person has opened their Home, so that it is kept up to date. */
  homeOpened(person: string): Promise<void>;
  /** Puts something that was shown or refused into the journal, such as a reveal. */
  record(entry: { kind: string; actor: string; data?: Json; personal?: Json }): Promise<void>;
  /** The handlers of this room's jobs. */
  jobs: { intake: JobHandler; execute: JobHandler; watch: JobHandler; tidy: JobHandler };
  /** Takes up the journal with this process's key. Where it must not be gone on with, the log says so and nothing is decided. */
  begin(): Promise<void>;
  recover(options: { alone: boolean }): Promise<void>;
};

const notCounted = no(changedOutsideSay, true);

export function createApprovals(core: Core): Approvals {
  return {
    foresee: (asked) => foresee(core, asked),
    ask: (asking) => ask(core, asking),
    decide: (press) => unlessTampered(core, () => decide(core, press), notCounted),
    cancel: (press) => unlessTampered(core, () => cancel(core, press), notCounted),
    settle: (press) => unlessTampered(core, () => settle(core, press), notCounted),
    gallery: createGallery(core),
    async firstDelivery(key) {
      // Doesn't wait for the disk: Slack repeats a delivery after seconds, and a database that dies within one loses this mark alone.
      const noted = await sql`
        INSERT INTO deliveries (key, at) SELECT ${key}::text, ${core.clock.now()}::timestamptz
        FROM (SELECT set_config('synchronous_commit', 'off', true) AS mode OFFSET 0) AS lazily WHERE lazily.mode = 'off'
        ON CONFLICT (key) DO NOTHING`.execute(core.db);
      return noted.numAffectedRows === 1n;
    },
    async homeOpened(person) {
      await core.db
        .insertInto('homes')
        .values({ person, opened_at: core.clock.now() })
        .onConflict((conflict) => conflict.column('person').doUpdateSet({ opened_at: core.clock.now() }))
        .execute();
      await core.jobs.schedule(core.db, 'home', person);
      core.jobs.kick();
    },
    async record(entry) {
      await core.db.transaction().execute((tx) => core.journal.append(tx, entry));
      if (entry.kind.startsWith('reveal.')) void overseeReveal(core, entry.actor);
    },
    jobs: {
      intake: (id) => unlessTampered(core, () => intake(core, id), 'done'),
      execute: (id) => unlessTampered(core, () => execute(core, id), 'done'),
      watch: (id) => unlessTampered(core, () => watch(core, id), 'done'),
      tidy: () => tidy(core),
    },
    begin: () => beginSealed(core),
    recover: (options) => recover(core, options),
  };
}
